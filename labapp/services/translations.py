"""Writing an idea in the room's language beside what was written, and taking that away again."""

from dataclasses import dataclass
from datetime import datetime

from labapp.domain import ideas as rules
from labapp.domain import phases, text
from labapp.domain.errors import IdeaGone, NotFound, PhaseClosed
from labapp.domain.ideas import READABLE, IdeaStatus
from labapp.domain.translations import Translator
from labapp.domain.values import Effect, Helper, Op, Verdict
from labapp.domain.voting import RoundStatus
from labapp.live.audience import News
from labapp.live.news import IdeaHidden, IdeaTranslated
from labapp.services import clock, merging
from labapp.services.change import change_lab
from labapp.store import audit
from labapp.store.ballot import latest_round
from labapp.store.idea import Idea, idea_in
from labapp.store.lab import Lab

UNSAID = "und"


@dataclass(frozen=True)
class Written:
    """A translation as it comes in, and the language of the original where its writer knows it."""

    text: str
    original: str = UNSAID


def translate(lab_id: int, helper: Helper, op: Op, idea_id: int, sent: Written) -> Verdict[News]:
    """Put a version in the lab's language beside an idea, in place of an earlier one.

    A host does it for the ideas of her table. Where ideas are read before they are shown, what a
    host writes is read too: the idea waits again, but never out of an open vote.

    Raises `NotFound`, `IdeaGone`, `PhaseClosed`, and what `domain.text.clean` does.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        idea = _open_to(lab, helper, idea_id)
        keep_translation(lab, helper, idea, text.clean(sent.text, text.TRANSLATION))
        if sent.original != UNSAID:
            idea.lang = sent.original
        waits = helper.account is None and _waits(lab, idea, now)
        facts = {"idea": idea.number, "from": idea.lang, "to": lab.language}
        audit.record(lab, helper.who, "idea.translated", facts, now)
        return _told(lab, idea, gone=waits)

    return change_lab(lab_id, op, helper.who, change)


def keep_translation(lab: Lab, helper: Helper, idea: Idea, translated: str) -> None:
    """Lay a translation beside how the idea reads now; inside a piece of work."""
    idea.translated_text, idea.translated_lang = translated, lab.language
    idea.translated_by = Translator.HOST if helper.account is None else Translator.FACILITATOR
    idea.translated_version = idea.version


def _waits(lab: Lab, idea: Idea, now: datetime) -> bool:
    """Have a shown idea wait for a person where its translation must; whether it went.

    Beside a mask no translation is shown, so nothing waits for it.
    """
    status = rules.status_on_arrival(lab.read_when(now), idea.translated_text or "")
    if status is not IdeaStatus.PENDING or idea.status not in READABLE or idea.masked:
        return False
    round_ = latest_round(lab.id)
    if round_ is not None and round_.status is RoundStatus.OPEN:
        raise PhaseClosed(action="translate")
    merging.let_go(lab, idea, now)
    idea.status = IdeaStatus.PENDING
    audit.record(lab, audit.HOUSE, "idea.held", {"idea": idea.number}, now)
    return True


def remove_translation(lab_id: int, helper: Helper, op: Op, idea_id: int) -> Verdict[News]:
    """Leave what was written to stand by itself again."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        idea = _open_to(lab, helper, idea_id)
        if idea.translated_text is None:
            raise NotFound
        idea.translated_text = idea.translated_lang = None
        idea.translated_by = idea.translated_version = None
        facts = {"idea": idea.number}
        audit.record(lab, helper.who, "idea.translation_removed", facts, now)
        return _told(lab, idea)

    return change_lab(lab_id, op, helper.who, change)


def _open_to(lab: Lab, helper: Helper, idea_id: int) -> Idea:
    phases.require_unclosed(lab.status)
    idea = idea_in(lab.id, idea_id)
    if idea is None or helper.table not in {None, idea.table_id}:
        raise NotFound
    if idea.status not in READABLE | {IdeaStatus.PENDING}:
        raise IdeaGone(status=idea.status.value)
    return idea


def _told(lab: Lab, idea: Idea, *, gone: bool = False) -> Effect[News]:
    seq = lab.next_seq()
    kind = IdeaHidden if gone else IdeaTranslated
    return Effect(seq=seq, news=(kind(lab=lab.id, seq=seq, idea=idea.id),))
