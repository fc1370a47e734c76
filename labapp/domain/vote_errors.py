"""What a ballot, or a vote that is planned, is refused for besides the number of its points."""

from labapp.domain.errors import LabError


class NotInOrder(LabError):
    """A ranking has each place once, from the first on, and none is left out."""

    code = "not_in_order"


class OverBudget(LabError):
    """What was chosen costs more than there is; facts: `limit`, `over` (kronor)."""

    code = "over_budget"


class WithoutCost(LabError):
    """A vote within a sum needs to know what each choice costs; facts: `missing`."""

    code = "without_cost"


class ProposalInVote(LabError):
    """What is voted on stands as it is while the vote is open."""

    code = "proposal_in_vote"


class VoteBegun(LabError):
    """The rule of a vote stands from when it opens."""

    code = "vote_begun"
