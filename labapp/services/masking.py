"""Masking words of an idea for all but the desk, and undoing it."""

from labapp.domain import masking as rules
from labapp.domain.errors import NotFound
from labapp.domain.ideas import status_shown
from labapp.domain.masking import Mask
from labapp.domain.values import Effect, Op, Verdict
from labapp.live.audience import News
from labapp.live.news import IdeaMasked
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.store import audit
from labapp.store.idea import Idea, idea_in
from labapp.store.lab import Lab


def mask_idea(lab_id: int, account_id: int, op: Op, idea_id: int, mask: Mask) -> Verdict[News]:
    """Have the room read an idea without these words, in place of any mask before.

    What waited for a person has been read with this, and is shown. Its writer can change it no
    more, so that nothing comes back unseen.

    Raises `NotFound`, `NothingToMask`, and what `domain.masking.check_mask` does.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        idea = _found(lab, idea_id)
        rules.check_mask(mask, idea.status, idea.version)
        idea.masked_text = rules.masked(idea.text, mask.words)
        idea.masked_words = ",".join(map(str, sorted(mask.words)))
        idea.mask_reason, idea.masked_by, idea.masked_at = mask.reason, account_id, now
        idea.status = status_shown(joined=idea.merged_into_id is not None, masked=True)
        facts: dict[str, object] = {"idea": idea.number, "reason": mask.reason.value}
        return _told(lab, idea, account_id, ("idea.masked", facts))

    return change_lab(lab_id, op, f"u:{account_id}", change)


def unmask_idea(lab_id: int, account_id: int, op: Op, idea_id: int) -> Verdict[News]:
    """Have the room read every word again; what is hidden stays hidden.

    Raises `NotFound`, and `NothingToMask` for an idea that has no mask.
    """

    def change(lab: Lab) -> Effect[News]:
        idea = _found(lab, idea_id)
        if idea.masked_text is None:
            raise rules.NothingToMask
        if idea.masked:
            idea.status = status_shown(joined=idea.merged_into_id is not None, masked=False)
        idea.masked_text, idea.masked_words, idea.mask_reason = None, "", None
        idea.masked_by = idea.masked_at = None
        return _told(lab, idea, account_id, ("idea.unmasked", {"idea": idea.number}))

    return change_lab(lab_id, op, f"u:{account_id}", change)


def _found(lab: Lab, idea_id: int) -> Idea:
    idea = idea_in(lab.id, idea_id)
    if idea is None:
        raise NotFound
    return idea


def _told(
    lab: Lab, idea: Idea, account_id: int, what: tuple[str, dict[str, object]]
) -> Effect[News]:
    seq = lab.next_seq()
    audit.record(lab, f"u:{account_id}", *what, clock.now())
    return Effect(seq=seq, news=(IdeaMasked(lab=lab.id, seq=seq, idea=idea.id),))
