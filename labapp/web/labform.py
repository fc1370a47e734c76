"""The form of a lab: what was sent becomes a plan, and a plan becomes a filled-in form."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import chain, repeat, zip_longest
from typing import Annotated, Literal, NamedTuple

from flask import Response, request
from pydantic import Field
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import BadInput, LabError
from labapp.domain.ideas import IdeasShown, Moderation
from labapp.domain.labs import LabPlan
from labapp.domain.phases import (
    DEFAULT_KINDS,
    KINDS,
    MOST_PHASES,
    PlannedPhase,
    Who,
    usual_who,
)
from labapp.domain.processes import Process
from labapp.i18n import labels, locale
from labapp.i18n.phases import words_of
from labapp.security import entry
from labapp.store.lab import Lab, lab_by_id
from labapp.web import forms, galleryform, mandateform, voteform
from labapp.web.errors import status_of, wants_json
from labapp.web.forms import Day, Line, MaybeNumber
from labapp.web.mandateform import CARD_FIELDS, MandateForm
from labapp.web.methods import MethodKey
from labapp.web.pages import render
from labapp.web.voteform import VoteFields

MOST_DIGITS = 6
PHASE_FIELDS = (
    *("kind", "phase", "minutes", "who", "prompt", "script", "reading", "method", "vote"),
    "phase_id",
)
LISTS = (*PHASE_FIELDS, *CARD_FIELDS, "gallery")


class Row(NamedTuple):
    """One phase on the form, as it is written there; `of` is the phase of an edited lab."""

    kind: str = ""
    name: str = ""
    minutes: str = ""
    who: str = ""
    prompt: str = ""
    script: str = ""
    reading: str = ""
    method: str = ""
    vote: str = ""
    of: str = ""


class LabForm(VoteFields, MandateForm):
    """`PHASE_FIELDS` are repeated, one of each a phase; `phase` is its name.

    `phase_id` is empty for a new phase; where none is sent, those of an edited lab go by order.
    Where `who`, `prompt` and `script` are not sent, the kind has its usual ones; `reading` is
    whether ideas of the step wait, empty where the lab says so; `method` the key of a method card,
    `vote` how the step votes in short, empty where the lab says so.
    `process` is the template that was looked at: what it says stands in the other fields already.
    `continues` is the code of a lab whose ideas the new one begins with, `gallery` are the codes
    of the labs that it shows.
    """

    question: Line = ""
    background: Line = ""
    place: Line = ""
    day: Day = None
    time: Annotated[str, Field(max_length=8)] = ""
    recipient: Line = ""
    answer_by: Day = None
    language: Annotated[str, Field(max_length=20)] = "sv"
    ideas_shown: IdeasShown = IdeasShown.AT_ONCE
    moderation: Moderation = Moderation.AFTER
    sensitive: Literal["yes", ""] = ""
    help_line: Line = ""
    process: Annotated[str, Field(max_length=60)] = ""
    continues: Annotated[str, Field(max_length=20)] = ""
    gallery: tuple[Annotated[str, Field(max_length=20)], ...] = ()
    kind: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    minutes: tuple[str, ...] = ()
    who: tuple[Who | Literal[""], ...] = ()
    prompt: tuple[Line, ...] = ()
    script: tuple[Line, ...] = ()
    reading: tuple[Moderation | Literal[""], ...] = ()
    method: tuple[MethodKey, ...] = ()
    vote: tuple[Annotated[str, Field(max_length=60)], ...] = ()
    phase_id: tuple[MaybeNumber, ...] = ()

    def plan(self, lab: Lab | None = None) -> LabPlan:
        """The plan that it describes, for a new lab or to edit `lab`.

        Raises `BadInput` for a time that is none.
        """
        phases = tuple(self.phases()) or default_phases()
        if lab is not None and not self.phase_id:
            phases = _in_order(phases, lab)
        return LabPlan(
            question=self.question,
            background=self.background,
            place=self.place,
            starts_at=_moment(self.day, self.time),
            recipient=self.recipient,
            answer_by=self.answer_by,
            mandate=self.mandate(),
            cards=self.cards(),
            language=self.language if self.language in locale.LANGUAGES else locale.DEFAULT,
            ideas_shown=self.ideas_shown,
            moderation=self.moderation,
            sensitive=bool(self.sensitive),
            help_line=self.help_line,
            vote_on=self.vote_on,
            rule=self.rule(),
            phases=phases,
        )

    def phases(self) -> list[PlannedPhase]:
        """The phases in order; a line without a kind is none."""
        shown = zip(self.kind, self.phase, self.minutes, strict=False)
        said = (self.who, self.prompt, self.script, self.reading, self.method, self.vote)
        more = (chain(each, repeat("")) for each in said)
        lines = zip(shown, chain(self.phase_id, repeat(None)), *more, strict=False)
        return [
            PlannedPhase(
                kind=kind,
                name=name.strip() or _name(kind),
                minutes=_minutes(minutes),
                id=phase_id,
                who=Who(who) if who else usual_who(kind),
                prompt=prompt,
                script=script,
                moderation=Moderation(reading) if reading else None,
                method=method,
                vote=voteform.read(vote),
            )
            for (kind, name, minutes), phase_id, who, prompt, script, reading, method, vote in lines
            if kind
        ]


def _in_order(plan: tuple[PlannedPhase, ...], lab: Lab) -> tuple[PlannedPhase, ...]:
    """The plan whose first phase is the lab's first, and so on."""
    ids = chain((phase.id for phase in lab.phases), repeat(None))
    return tuple(replace(planned, id=of) for planned, of in zip(plan, ids, strict=False))


def _name(kind: str) -> str:
    """What a phase is called where it has no name; one of no kind is refused for that."""
    return words_of(kind).name if kind in KINDS else kind


def _minutes(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or len(text) > MOST_DIGITS:
        raise BadInput(field="minutes")
    return int(text)


def _moment(day: date | None, time: str) -> datetime | None:
    if day is None:
        return None
    try:
        naive = datetime.fromisoformat(f"{day.isoformat()}T{time or '00:00'}")
    except ValueError:
        raise BadInput(field="time") from None
    return naive.replace(tzinfo=locale.zone())


def default_phases() -> tuple[PlannedPhase, ...]:
    """Collect 10, themes 10, vote 5, results: named in the language spoken now."""
    return tuple(
        PlannedPhase(kind, words_of(kind).name, minutes, who=usual_who(kind))
        for kind, minutes in DEFAULT_KINDS
    )


def read() -> LabForm:
    """What was sent; raises `BadInput`."""
    if request.is_json:
        return forms.read(LabForm)
    sent: dict[str, object] = {
        name: value
        for name, value in request.form.items()
        if name != "csrf_token" and name not in LISTS
    }
    lists = {name: tuple(request.form.getlist(name)[:MOST_PHASES]) for name in LISTS}
    return forms.parse(LabForm, {**sent, **lists})


def empty() -> Mapping[str, object]:
    """A form for a new lab: only the question is missing."""
    plan = LabPlan(question="", language=locale.language().tag, phases=default_phases())
    return of(plan)


def of(plan: LabPlan) -> Mapping[str, object]:
    """The form filled in from a plan."""
    at = plan.starts_at.astimezone(locale.zone()) if plan.starts_at else None
    return {
        "question": plan.question,
        "background": plan.background,
        "place": plan.place,
        "day": at.date().isoformat() if at else "",
        "time": at.strftime("%H:%M") if at else "",
        "recipient": plan.recipient,
        "answer_by": plan.answer_by.isoformat() if plan.answer_by else "",
        "language": plan.language,
        "moderation": plan.moderation.value,
        "sensitive": "yes" if plan.sensitive else "",
        "help_line": plan.help_line,
        "gallery": [lab.code for lab in map(lab_by_id, plan.gallery_of) if lab],
        **mandateform.fields(plan),
        **by(plan),
    }


def _row(phase: PlannedPhase) -> Row:
    return Row(
        kind=phase.kind,
        name=phase.name,
        minutes="" if phase.minutes is None else str(phase.minutes),
        who=phase.who.value,
        prompt=phase.prompt,
        script=phase.script,
        reading=phase.moderation.value if phase.moderation else "",
        method=phase.method,
        vote=voteform.written(phase.vote),
        of=str(phase.id or ""),
    )


def copied(plan: LabPlan) -> Mapping[str, object]:
    """The form filled in from another lab's plan, without its date and answer."""
    phases = tuple(replace(phase, id=None) for phase in plan.phases)
    return {**of(replace(plan, phases=phases)), "day": "", "time": "", "answer_by": ""}


def by(held: LabPlan | Process) -> Mapping[str, object]:
    """What is said on the form of how a lab is held."""
    return {
        "ideas_shown": held.ideas_shown.value,
        **voteform.fields(held.vote_on, held.rule),
        "phases": [_row(phase) for phase in held.phases],
    }


def page(form: Mapping[str, object], lab: Lab | None = None, **context: object) -> str:
    """The form's page: for a new lab, or to edit `lab`."""
    others = galleryform.offered(entry.facilitator(), lab)
    return render("desk/lab_form.html", here="labs", form=form, lab=lab, others=others, **context)


def again(refusal: LabError, lab: Lab | None, **context: object) -> AnyResponse:
    """The form as it was sent, with words beside the field that was refused."""
    if wants_json():
        raise refusal
    words = labels.refusal(refusal.code, refusal.facts)
    field = str(refusal.facts.get("field") or "")
    errors = {field or "phases": words}
    shown = page(as_sent(lab), lab, error=words, errors=errors, **context)
    return Response(shown, status_of(refusal))


def as_sent(lab: Lab | None = None) -> Mapping[str, object]:
    """The form as it was sent, whether it can be read or not."""
    known = {phase.key for phase in lab.phases} if lab else set()
    lines = zip_longest(*(request.form.getlist(name) for name in PHASE_FIELDS), fillvalue="")
    rows = [Row(*line) for line in lines]
    phases = [row if row.of in known else row._replace(of="") for row in rows]
    cards = mandateform.cards_as_sent()
    sent = {**dict(request.form.items()), "gallery": request.form.getlist("gallery")}
    return {**empty(), **sent, "phases": phases, "cards": cards}
