"""What a lab left at its end, read for the summary: a name by choice alone, no answer by name."""

from collections import Counter
from collections.abc import Iterable

from labapp.domain import ending as made
from labapp.domain.commitments import CommitmentStatus
from labapp.domain.ideas import HideReason
from labapp.domain.reflections import ExitQuestion, distribution, in_no_order
from labapp.store.commitment import Commitment, any_commitment
from labapp.store.proposal import all_proposals
from labapp.store.reflection import Reflection, count_reflections, reflections_of
from labapp.store.table import notes_of


def is_anything_left(lab_id: int) -> bool:
    """Whether anybody promised or noted anything, proposed it, or answered the exit questions."""
    left = any_commitment(lab_id) or count_reflections(lab_id) > 0
    return left or bool(all_proposals(lab_id)) or bool(notes_of(lab_id))


def by_reason(reasons: Iterable[HideReason | None]) -> tuple[made.HiddenCount, ...]:
    """How many were hidden for each reason."""
    counted = Counter(reason for reason in reasons if reason is not None)
    return tuple(
        made.HiddenCount(reason=reason.value, count=count)
        for reason, count in sorted(counted.items(), key=str)
    )


def commitments(kept: Iterable[Commitment]) -> tuple[made.CommitmentLine, ...]:
    """Those of the offers and handshakes that may be read."""
    return tuple(
        made.CommitmentLine(
            number=row.number,
            kind=row.kind,
            what=row.what,
            when=row.by_when,
            party=row.shown_party,
        )
        for row in kept
        if row.status is CommitmentStatus.VISIBLE
    )


def reflection(lab_id: int, *, closed: bool) -> made.ReflectionSummary:
    """The exit questions, counted, and the sentences that were not hidden.

    How they were answered is told once the lab is `closed`: two drafts beside each other would
    say what the last one answered.
    """
    rows = reflections_of(lab_id)
    told = (row.sentence for row in rows if row.sentence and row.hide_reason is None)
    return made.ReflectionSummary(
        answered=len(rows),
        questions=tuple(_question(key, rows, closed=closed) for key in ExitQuestion)
        if rows
        else (),
        sentences=tuple(in_no_order(told, str)),
        hidden=by_reason(row.hide_reason for row in rows),
    )


def _question(
    key: ExitQuestion, rows: Iterable[Reflection], *, closed: bool
) -> made.QuestionSummary:
    answered, steps = distribution(row.content.step(key) for row in rows)
    return made.QuestionSummary(key=key, answered=answered, steps=steps if closed else ())
