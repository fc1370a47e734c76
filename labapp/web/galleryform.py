"""The part of a lab's form that says which earlier labs it shows."""

from collections.abc import Collection, Sequence

from labapp.domain.errors import NotFound
from labapp.store.account import Account
from labapp.store.gallery import earlier_labs
from labapp.store.lab import Lab
from labapp.store.leader import labs_led_by


def offered(account: Account, lab: Lab | None) -> Sequence[Lab]:
    """What can be chosen for a lab: what this facilitator leads, the newest first.

    So is what it shows already, whoever leads that.
    """
    led = [each for each in labs_led_by(account.id) if not each.rehearsal and each is not lab]
    kept = [each for each in earlier_labs(lab.id) if each not in led] if lab else []
    return [*led, *kept]


def chosen(account: Account, codes: Collection[str], lab: Lab | None = None) -> tuple[int, ...]:
    """The labs of these codes, the one that was held first first. Raises `NotFound`.

    To anybody but who leads it a lab is not there.
    """
    found = [each for each in offered(account, lab) if each.code in codes]
    if len(found) < len(set(codes)):
        raise NotFound
    found.sort(key=lambda each: (each.starts_at or each.opened_at or each.created_at, each.id))
    return tuple(each.id for each in found)
