"""How a vote is planned on a form: the lab's own, and in short that of a step."""

from pydantic import Field

from labapp.domain.errors import BadInput, LabError
from labapp.domain.rules import Method, Rule, fitted
from labapp.domain.voting import Vote, VoteOn
from labapp.web.forms import Form

PARTS = 4


class VoteFields(Form):
    """`points` is how many dots, votes or places each person has, or the sum of a budget."""

    vote_on: VoteOn = VoteOn.IDEAS
    vote_method: Method = Method.DOTS
    points: int = Field(3, ge=-(2**53), le=2**53)
    max_per_choice: int = Field(1, ge=-(2**53), le=2**53)

    def rule(self) -> Rule:
        return fitted(self.vote_method, self.points, self.max_per_choice)


def fields(on: VoteOn, rule: Rule) -> dict[str, object]:
    """These fields, filled in."""
    return {
        "vote_on": on.value,
        "vote_method": rule.method.value,
        "points": rule.points,
        "max_per_choice": rule.max_per_choice,
    }


def written(vote: Vote | None) -> str:
    """A step's own vote in one word, for a field that nobody sees; "" for none."""
    if vote is None:
        return ""
    rule = vote.rule
    return f"{vote.on}:{rule.method}:{rule.points}:{rule.max_per_choice}"


def read(word: str) -> Vote | None:
    """What `written` wrote. Raises `BadInput`."""
    if not word:
        return None
    parts = word.split(":")
    if len(parts) != PARTS:
        raise BadInput(field="vote")
    try:
        sent = VoteFields.model_validate(
            dict(zip(("vote_on", "vote_method", "points", "max_per_choice"), parts, strict=True))
        )
    except (ValueError, LabError):
        raise BadInput(field="vote") from None
    return Vote(sent.vote_on, sent.rule())
