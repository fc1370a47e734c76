"""What is refused of paper: a line that cannot be read, and a slip that is read out of turn."""

from labapp.domain.errors import LabError


class NothingTyped(LabError):
    """Neither a number nor a tick; a blank slip is typed as such."""

    code = "nothing_typed"


class UnknownNumber(LabError):
    """No choice has this number; facts: `number`."""

    code = "unknown_number"


class SameReader(LabError):
    """Who typed a slip is not a second pair of eyes."""

    code = "same_reader"


class SlipChecked(LabError):
    """Two people have read this slip already."""

    code = "slip_checked"


class NoSuchSlip(LabError):
    """No slip has this number; facts: `slip`."""

    code = "no_such_slip"


class OnTheBallot(LabError):
    """People vote or have voted on this idea: its words stand."""

    code = "on_the_ballot"
