"""The processes that come with the house, and the form in which a process is sent."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import LabError, MinutesOutOfRange, NoProcess, NoSuchPhase, NotFound
from labapp.domain.ideas import IdeasShown, Moderation
from labapp.domain.phases import KINDS, MOST_PHASES, PlannedPhase, Who, usual_who
from labapp.domain.processes import Process, check_process, process_of
from labapp.domain.rules import Rule
from labapp.domain.voting import VoteOn
from labapp.i18n import locale, phases
from labapp.i18n.phases import words_of
from labapp.services import labs, processes
from labapp.services.processes import ours
from labapp.store.account import the_body
from labapp.store.process import processes_of
from tests.people import op

PROMISED = {  # design: the templates and how long each is
    "dialogkvall-120": 120,
    "snabblabb-60": 60,
    "medskaparmingel-120": 120,
    "ett-tva-fyra-alla-40": 40,
    "samtalscafe-120": 120,
    "framtidsverkstad-210": 210,
    "open-space-240": 240,
    "innovationsforum-1": 120,
    "innovationsforum-2": 150,
    "innovationsforum-3": 120,
    "silk-180": 180,
    "medborgarbudget-90": 90,
    "popup-30": 30,
}
SMALL = {
    "format": "labapp-process/1",
    "name": "Liten",
    "phases": [{"kind": "ideate_solo", "name": "Skriv", "minutes": 5}],
}


def in_language(tag):
    with locale.speaking(tag):
        return {one.key: one.process for one in processes.our_processes()}


def test_all_that_are_promised_come_with_the_house_and_take_their_time():
    found = in_language("sv")
    assert {key: found[key].minutes for key in PROMISED} == PROMISED
    assert list(found)[: len(PROMISED)] == list(PROMISED)
    assert len(found) == len(ours.keys()) >= 20


@pytest.mark.parametrize("key", ours.keys())
def test_a_process_is_the_same_in_every_language_but_for_its_words(key):
    swedish, english = (in_language(tag)[key] for tag in ("sv", "en"))
    assert [(p.kind, p.minutes, p.who) for p in swedish.phases] == [
        (p.kind, p.minutes, p.who) for p in english.phases
    ]
    assert (swedish.rule, swedish.vote_on, swedish.ideas_shown) == (
        english.rule,
        english.vote_on,
        english.ideas_shown,
    )
    assert swedish.name != english.name or "Open Space" in swedish.name or key == "popup-30"
    for one, other in zip(swedish.phases, english.phases, strict=True):
        assert bool(one.prompt) == bool(other.prompt)
        assert bool(one.script) == bool(other.script)


@pytest.mark.parametrize("tag", ["sv", "en"])
@pytest.mark.parametrize("key", ours.keys())
def test_each_phase_asks_for_something_else_than_its_neighbours(key, tag):
    with locale.speaking(tag):
        steps = in_language(tag)[key].phases
        said = [phase.prompt or words_of(phase.kind).prompt for phase in steps]
    assert len(said) == len(steps) > 1
    assert all(one != other for one, other in pairwise(said))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_words_in_swedish_and_english(kind):
    spoken = []
    for tag in ("sv", "en"):
        with locale.speaking(tag):
            words = words_of(kind)
        assert all((words.name, words.prompt, words.script))
        assert len(words.prompt) <= 100
        spoken.append(words)
    assert spoken[0].prompt != spoken[1].prompt


def test_there_are_words_for_the_kinds_that_there_are_and_no_others():
    assert set(phases.WORDS) == set(KINDS)
    assert sorted(kind for listed in phases.groups().values() for kind in listed) == sorted(KINDS)
    assert len(KINDS) == 37
    assert all(phases.who_works(who.value) for who in Who)


PHASES = st.builds(
    PlannedPhase,
    kind=st.sampled_from(sorted(KINDS)),
    name=st.sampled_from(["Skriv", "قهوة", "Öl & “citat”"]),
    minutes=st.none() | st.integers(1, 1440),
    who=st.sampled_from(Who),
    prompt=st.sampled_from(["", "Gör så här", "x" * 200]),
    script=st.sampled_from(["", "Säg:\nså här"]),
    moderation=st.none() | st.sampled_from(Moderation),
)
PROCESSES = st.builds(
    Process,
    name=st.sampled_from(["Kväll", "ab"]),
    about=st.sampled_from(["", "För alla"]),
    ideas_shown=st.sampled_from(IdeasShown),
    vote_on=st.sampled_from(VoteOn),
    rule=st.integers(1, 20).flatmap(
        lambda points: st.builds(Rule, st.just(points), st.integers(1, min(points, 10)))
    ),
    phases=st.lists(PHASES, min_size=1, max_size=MOST_PHASES).map(tuple),
)


@given(PROCESSES)
def test_what_is_sent_is_read_again_alike(process):
    assert processes.from_json(processes.to_json(process)) == process == check_process(process)


def test_what_is_left_out_has_its_usual_value():
    process = processes.from_json(json.dumps(SMALL))
    assert process.phases == (PlannedPhase("ideate_solo", "Skriv", 5, who=Who.SOLO),)
    assert (process.rule, process.vote_on, process.about) == (Rule(3, 1), VoteOn.IDEAS, "")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"format": "labapp-process/2"}, "format"),
        ({"phases": "många"}, "phases"),
        ({"phases": [{"kind": "vote"}]}, "phases.0.name"),
        ({"phases": [{"kind": "vote", "name": "Rösta", "minutes": "5"}]}, "phases.0.minutes"),
        ({"phases": [{"kind": "vote", "name": "Rösta", "who": "nobody"}]}, "phases.0.who"),
        ({"phases": [{"kind": "vote", "name": "Rösta"}] * 31}, "phases"),
        ({"points": "tre"}, "points"),
        ({"vote_on": "people"}, "vote_on"),
        ({"owner": "Astrid"}, "owner"),
        ({"name": None}, "name"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_field(change, field):
    with pytest.raises(NoProcess) as refused:
        processes.from_json(json.dumps({**SMALL, **change}))
    assert refused.value.facts["field"] == field


@pytest.mark.parametrize("sent", [b"", b"[]", b"null", b"\xff", b"[" * 5000, b'{"a":' * 900])
def test_what_is_no_object_is_refused(sent):
    with pytest.raises(NoProcess):
        processes.from_json(sent)


def test_what_is_too_long_is_not_read():
    with pytest.raises(NoProcess):
        processes.from_json(json.dumps(SMALL) + " " * processes.LONGEST)


@pytest.mark.parametrize(
    ("steps", "refusal"),
    [
        ([], NoSuchPhase),
        ([{"kind": "karaoke", "name": "Sjung"}], NoSuchPhase),
        ([{"kind": "vote", "name": "Rösta", "minutes": 0}], MinutesOutOfRange),
        ([{"kind": "vote", "name": " "}], LabError),
    ],
)
def test_what_cannot_be_led_is_refused(steps, refusal):
    with pytest.raises(refusal):
        processes.from_json(json.dumps({**SMALL, "phases": steps}))


def test_how_a_lab_is_held_can_be_kept_and_taken_away_by_who_kept_it(astrid, bo, lab):
    plan = labs.plan_of(lab)
    process = process_of(plan, "Kvällsmall", "För skolan")
    kept = processes.keep_process(astrid, op(), process).facts["process"]
    (row,) = processes_of(the_body().id)
    assert processes.from_json(row.content).phases == plan.phases
    with pytest.raises(NotFound):
        processes.remove_process(bo, op(), kept)
    processes.remove_process(astrid, op(), kept)
    assert processes_of(the_body().id) == []


def test_every_kind_is_usually_worked_in_some_way():
    assert {usual_who(kind) for kind in KINDS} == set(Who)
