"""Who leads a lab: one facilitator who answers for it, and colleagues who lead it with them."""

from labapp.domain.errors import LabError

MOST_LEADERS = 12


class TooManyLeaders(LabError):
    """More leaders than a lab can have; facts: `most`."""

    code = "too_many_leaders"


class NotTheirs(LabError):
    """Only whoever answers for a lab says who else leads it, and hands it on."""

    code = "not_theirs"


def check_may_choose(account: int, answers: int) -> None:
    """Return when this account may say who leads; raise `NotTheirs` otherwise."""
    if account != answers:
        raise NotTheirs


def check_may_remove(account: int, colleague: int, answers: int) -> None:
    """Return when this account may have a colleague lead no more.

    Everybody may leave by themselves, but for whoever answers for the lab: they hand it on first.
    Raises `NotTheirs`.
    """
    if colleague == answers or account not in {colleague, answers}:
        raise NotTheirs


def check_room(leaders: int) -> None:
    """Raise `TooManyLeaders` where nobody more can lead."""
    if leaders >= MOST_LEADERS:
        raise TooManyLeaders(most=MOST_LEADERS)
