"""Every refusal, each with a stable code and the facts that its words need."""

from typing import ClassVar


class LabError(Exception):
    """A refusal that a person can understand. It carries facts, never a sentence.

    A refusal that is not retryable has no effect, then and later (promise P6); a retryable one
    says nothing about the effect, and is never remembered (P4).
    """

    code: ClassVar[str]
    retryable: ClassVar[bool] = False

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts


class NotFound(LabError):
    """There is no such thing here, or it is not yours: a stranger meets the same answer."""

    code = "not_found"


class UnknownCode(LabError):
    code = "unknown_code"


class TooManyTries(LabError):
    """Too many wrong codes or passwords; facts: `seconds` to wait."""

    code = "too_many_tries"
    retryable = True


class TryAgain(LabError):
    """The write could not be made durable just now; facts: `after_ms`."""

    code = "try_again"
    retryable = True


class Fault(LabError):
    """A mistake of ours; nothing is said about the effect."""

    code = "fault"
    retryable = True


class FileNotMade(LabError):
    """A file could not be drawn; its content can be read as a page."""

    code = "file_not_made"
    retryable = True


class OpReused(LabError):
    """The same `op_id` came with other content."""

    code = "op_reused"


class BadInput(LabError):
    """A field is missing, unknown or of the wrong kind; facts: `field`."""

    code = "bad_input"


class FormExpired(LabError):
    """The page was open for so long, or in another browser, that we cannot be sure who sent it."""

    code = "form_expired"


class CrossSite(LabError):
    """The form was sent from somebody else's page."""

    code = "cross_site"


class NotSignedIn(LabError):
    code = "not_signed_in"


class PhaseClosed(LabError):
    """This cannot be done in the phase the lab is in; facts: `action`."""

    code = "phase_closed"


class LabClosed(LabError):
    code = "lab_closed"


class DoorClosed(LabError):
    code = "door_closed"


class NoSuchPhase(LabError):
    code = "no_such_phase"


class LabNotEmpty(LabError):
    code = "lab_not_empty"


class TextMissing(LabError):
    """A text that is needed is empty; facts: `field`."""

    code = "text_missing"


class TextTooLong(LabError):
    """Facts: `limit`, `over` (both in code points after NFC), `field`."""

    code = "text_too_long"


class TextNotReadable(LabError):
    """The text holds signs that do not show the same everywhere; facts: `sign`, `field`."""

    code = "text_not_readable"


class DateMissing(LabError):
    """Something does not say of when it is; facts: `field`."""

    code = "date_missing"


class TooManyCards(LabError):
    """Facts: `limit`, `field`."""

    code = "too_many_cards"


class TooManyProposals(LabError):
    """Facts: `limit`, of one table."""

    code = "too_many_proposals"


class ProposalChanged(LabError):
    """Somebody else has saved a newer version since this one was read; facts: `version`."""

    code = "proposal_changed"


class UnknownIdea(LabError):
    """There is no idea with that number to be read; facts: `number`, `field`."""

    code = "unknown_idea"


class OnlyRehearsed(LabError):
    """What was only rehearsed is never published."""

    code = "only_rehearsed"


class TooManyIdeas(LabError):
    """Facts: `limit`, `per` ("minute" or "lab")."""

    code = "too_many_ideas"


class IdeaGone(LabError):
    """The idea was withdrawn, hidden or merged, and can be changed no more; facts: `status`."""

    code = "idea_gone"


class TooManyCommitments(LabError):
    """Facts: `limit`, `per` ("minute" or "lab")."""

    code = "too_many_commitments"


class CommitmentGone(LabError):
    """The commitment was taken back, and can be changed no more."""

    code = "commitment_gone"


class NothingAnswered(LabError):
    """No question was answered, and no sentence written."""

    code = "nothing_answered"


class NothingToMerge(LabError):
    """Merging takes two ideas at least."""

    code = "nothing_to_merge"


class NotMerged(LabError):
    """There is nothing to undo: the ideas stand by themselves already."""

    code = "not_merged"


class MergeInVote(LabError):
    """The choices of an open vote stand, so nothing is merged or split while it lasts."""

    code = "merge_in_vote"


class ReasonMissing(LabError):
    code = "reason_missing"


class NoProcess(LabError):
    """What was sent is no process; facts: the `field` that cannot be read."""

    code = "no_process"


class ThemeNameTaken(LabError):
    code = "theme_name_taken"


class NothingToVoteOn(LabError):
    code = "nothing_to_vote_on"


class NothingToShow(LabError):
    """The room may not see this on the big screen now; facts: `mode`."""

    code = "nothing_to_show"


class RoundClosed(LabError):
    code = "round_closed"


class RoundStillOpen(LabError):
    code = "round_still_open"


class TooManyPoints(LabError):
    """Facts: `limit`."""

    code = "too_many_points"


class TooManyOnOne(LabError):
    """Too many points on one choice; facts: `limit`."""

    code = "too_many_on_one"


class UnknownChoice(LabError):
    code = "unknown_choice"


class Superseded(LabError):
    """A newer ballot from the same person is already in."""

    code = "superseded"


class WrongSignIn(LabError):
    code = "wrong_sign_in"


class LinkUsed(LabError):
    """A one-time link was used, or is too old."""

    code = "link_used"


class PasswordTooShort(LabError):
    """Facts: `least` (characters)."""

    code = "password_too_short"


class PasswordTooCommon(LabError):
    code = "password_too_common"


class NameTaken(LabError):
    code = "name_taken"


class MinutesOutOfRange(LabError):
    """Facts: `least`, `most`."""

    code = "minutes_out_of_range"


class NumberOutOfRange(LabError):
    """Facts: `field`, `least`, `most`."""

    code = "number_out_of_range"
