"""A lab as templates see it: every question is asked of the store at most once a page."""

from collections import Counter
from datetime import datetime
from functools import cached_property

from labapp.domain import access, phases
from labapp.domain.ideas import IdeaStatus
from labapp.domain.phases import Action, Activity, LabStatus
from labapp.i18n import votes
from labapp.i18n.locale import spoken
from labapp.i18n.phases import who_works, words_of
from labapp.services import clock, joining
from labapp.store import idea as ideas
from labapp.store.idea import Idea, Theme
from labapp.store.lab import Lab
from labapp.store.participant import Participant, proxies_of
from labapp.store.phase import Phase
from labapp.store.report import reports_of
from labapp.web.ballots import VoteView
from labapp.web.earlier import Earlier
from labapp.web.ending import Ending
from labapp.web.plan import Step, steps_of
from labapp.web.room import Room
from labapp.web.together import Together

NEWEST = 20  # others' ideas on a phone; the rest is one tap away
ON_THE_WALL = 6
TOP = 7  # choices on the projector's result


class LabView(VoteView):
    """What pages and fragments show of a lab, the same for everybody of an audience."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self.now = clock.now()
        self.ending = Ending(lab, self.now)
        self.earlier = Earlier(lab)

    @property
    def code(self) -> str:
        return self.lab.code

    @property
    def phase(self) -> Phase | None:
        return self.lab.phase

    @property
    def activity(self) -> str | None:
        """One of `domain.phases.Activity`; None before the first phase."""
        return self.lab.activity.value if self.lab.activity else None

    @property
    def gathering(self) -> bool:
        """Whether people still come in, before the lab or in its first phases."""
        return self.phase is None or self.phase.kind in phases.GATHERING

    @property
    def framing(self) -> bool:
        """Whether the challenge is told now, with something to show of it."""
        told = self.lab.mandate.told or bool(self.lab.cards)
        return told and self.phase is not None and self.phase.kind == phases.FRAMING

    @property
    def prompt(self) -> str:
        """What to do now, for phones and projector: in the phase's own words, or as usual."""
        if self.phase is None:
            return ""
        if self.activity == "vote":
            rule = (self.round or self.vote).rule
            return self.phase.prompt or votes.to_do(rule, spoken())
        return self.phase.prompt or words_of(self.phase.kind).prompt

    @property
    def script(self) -> str:
        """What the facilitator can say now."""
        return (self.phase.script or words_of(self.phase.kind).script) if self.phase else ""

    @property
    def who(self) -> str:
        """How people work now, in words."""
        return who_works(self.phase.who.value) if self.phase else ""

    @property
    def closed(self) -> bool:
        return self.lab.status is LabStatus.CLOSED

    @property
    def started(self) -> bool:
        return self.lab.phase is not None

    @cached_property
    def steps(self) -> list[Step]:
        return steps_of(self.lab, closed=self.closed)

    @property
    def step_number(self) -> int:
        return next((step.number for step in self.steps if step.state == "now"), 0)

    @property
    def next_phase(self) -> Phase | None:
        return next((step.phase for step in self.steps if step.state == "next"), None)

    @property
    def previous_phase(self) -> Phase | None:
        done = [step.phase for step in self.steps if step.state == "done"]
        return done[-1] if done and not self.closed else None

    @property
    def ends_at(self) -> datetime | None:
        return self.lab.phase_ends_at

    @property
    def seconds_left(self) -> int | None:
        """Until the phase ends by its plan; negative when it is past; stands still in a pause."""
        if self.lab.phase_ends_at is None:
            return None
        return int((self.lab.phase_ends_at - (self.lab.paused_at or self.now)).total_seconds())

    @property
    def may_submit(self) -> bool:
        return phases.allows(self.lab.moment(self.now), Action.SUBMIT_IDEA)

    @property
    def may_change(self) -> bool:
        return phases.allows(self.lab.moment(self.now), Action.CHANGE_IDEA)

    @property
    def may_vote(self) -> bool:
        return phases.allows(self.lab.moment(self.now), Action.CAST_BALLOT)

    @property
    def others_shown(self) -> bool:
        return access.others_ideas_shown(self.lab.ideas_shown, self.lab.activity)

    @property
    def changing_tables(self) -> bool:
        """Whether phones show their next table now."""
        moving = self.phase is not None and self.phase.kind == phases.MOVING
        return moving and bool(self.room.tables)

    @property
    def proposals_shown(self) -> bool:
        """Whether phones read what the tables have worked out: not while something else is done."""
        return self.activity in {"inform", "results", "commit", "reflect"}

    @property
    def earlier_shown(self) -> bool:
        """Whether the labs that this one shows are read now."""
        return (self.activity == "gallery" or self.proposals_shown) and bool(self.earlier.labs)

    @cached_property
    def idea_count(self) -> int:
        return ideas.count_shown(self.lab.id)

    @property
    def own_count(self) -> int:
        """What was written here and may be read, by itself or under another idea."""
        return self.idea_count + self.together.total - self.earlier.carried

    @cached_property
    def newest(self) -> list[Idea]:
        return list(ideas.shown_ideas(self.lab.id, NEWEST))

    @cached_property
    def shown(self) -> list[Idea]:
        return list(ideas.shown_ideas(self.lab.id))

    @cached_property
    def wall(self) -> list[Idea]:
        return list(ideas.shown_ideas(self.lab.id, ON_THE_WALL))

    @cached_property
    def received(self) -> list[Idea]:
        """Everything that came in, hidden and withdrawn as well: for the desk alone."""
        return list(ideas.all_ideas(self.lab.id))

    @property
    def may_delete(self) -> bool:
        """Whether nobody has written or voted here yet."""
        return not self.received and self.round is None and not self.ending.left_anything

    @cached_property
    def proxies(self) -> list[Participant]:
        """The people without a phone, for whom the facilitator writes: for the desk alone."""
        return list(proxies_of(self.lab.id))

    @cached_property
    def room(self) -> Room:
        return Room(self.lab.id)

    @property
    def submitted(self) -> int:
        """What came in here and was not taken back, as the summary counts it."""
        own = [idea for idea in self.received if idea.is_own]
        return sum(1 for idea in own if idea.status is not IdeaStatus.WITHDRAWN)

    @property
    def pending(self) -> list[Idea]:
        """What waits for a person to read it: for the desk alone."""
        return [idea for idea in self.received if idea.status is IdeaStatus.PENDING]

    @cached_property
    def reports(self) -> Counter[int]:
        """How many have reported each idea, by its id: for the desk alone."""
        return reports_of(self.lab.id)

    @property
    def hidden(self) -> list[Idea]:
        return [idea for idea in self.received if idea.status is IdeaStatus.HIDDEN]

    @cached_property
    def themes(self) -> list[tuple[Theme, list[Idea]]]:
        """Each theme with what may be read in it, the newest first."""
        return [
            (theme, [idea for idea in self.shown if idea.theme_id == theme.id])
            for theme in ideas.themes_of(self.lab.id)
        ]

    @property
    def unthemed(self) -> list[Idea]:
        return [idea for idea in self.shown if idea.theme_id is None]

    @cached_property
    def together(self) -> Together:
        """Which ideas were merged."""
        return Together(self.lab.id)

    @cached_property
    def presence(self) -> tuple[int, int]:
        """Connected now, and joined."""
        return joining.presence(self.lab.id)

    @property
    def connected(self) -> int:
        return self.presence[0]

    @property
    def joined(self) -> int:
        return self.presence[1]

    @property
    def in_vote(self) -> bool:
        return self.lab.activity is Activity.VOTE
