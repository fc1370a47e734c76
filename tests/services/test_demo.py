"""The demo's two labs: every count of the file's `expected` equals the app's."""

import secrets
from collections import Counter

import pytest

from labapp.domain.errors import LinkUsed
from labapp.domain.summary import current_round
from labapp.domain.summary import ideas as every
from labapp.factory import create_app
from labapp.security.passwords import hash_token
from labapp.services.demo.filling import Standing, fill
from labapp.services.demo.script import labs_of_an_hour, mingle, read_day
from labapp.services.summaries import summarise_lab
from labapp.settings import Settings
from labapp.store import audit, writer
from labapp.store.ballot import ballots_in, latest_round
from labapp.store.idea import all_ideas
from labapp.store.lab import lab_by_code
from labapp.store.table import notes_of, tables_of

CHANNELS = ("phone", "table_host", "paper", "async")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    home = tmp_path_factory.mktemp("demo")
    app = create_app(Settings(home=home, tick=0, async_mode="threading"))
    with app.app_context():
        yield list(fill("demo", "no password", hash_token(secrets.token_hex())))
    writer.stop()


@pytest.fixture(scope="module")
def labs(demo):
    published = [lab for lab in demo if lab.standing is Standing.PUBLISHED]
    scripts = [*labs_of_an_hour(read_day()), mingle(read_day())]
    return [
        (script.lab, summarise_lab(played.lab_id))
        for script, played in zip(scripts, published, strict=True)
    ]


@pytest.fixture(params=[0, 1], ids=["school", "homes"])
def played(request, labs):
    return labs[request.param]


@pytest.fixture
def said(played):
    return played[0]


@pytest.fixture
def summary(played):
    return played[1]


def test_as_many_joined_contributed_and_voted_as_the_file_expects(said, summary):
    expected = said["expected"]
    assert summary.joined == expected["participants"] == len(said["participants"])
    assert summary.contributed == expected["contributors"]
    assert summary.voted == expected["voters"] == said["voting"]["expected_voters"]
    assert summary.blank == said["voting"]["expected_blank_ballots"]


def test_ideas_are_received_hidden_masked_and_merged_as_the_file_expects(said, summary):
    expected = said["expected"]
    statuses = expected["by_idea_status"]
    lines = [line for theme in summary.themes for line in theme.ideas] + list(summary.unthemed)
    assert summary.submitted == expected["submitted"]
    assert summary.unique == expected["unique_after_merge"]
    assert summary.merged == statuses["merged"] == sum(len(line.merged) for line in lines)
    assert sum(hidden.count for hidden in summary.hidden) == statuses["hidden"]
    assert sum(line.masked for line in lines) == statuses["masked"]
    assert len(lines) == statuses["visible"] + statuses["masked"]
    assert summary.withdrawn == summary.late == 0


def test_what_must_not_be_shown_is_not_in_the_summary(said, summary):
    wrong = {idea["id"]: idea["text"] for idea in said["ideas"]}
    text = repr(summary)
    for idea in said["expected"]["must_not_be_shown_publicly_as_written"]:
        assert wrong[idea] not in text


def test_every_channel_brought_as_much_as_the_file_expects(said, summary):
    ways = {way.channel: way for way in summary.channels}
    assert set(ways) == set(CHANNELS)
    joined = said["attendance"]["by_channel"]
    ballots = said["voting"]["expected_by_channel"]
    for channel in CHANNELS:
        way = ways[channel]
        assert way.joined == joined.get(channel, 0)
        assert way.ideas == said["expected"]["by_channel"].get(channel, 0)
        assert way.ballots == ballots.get(channel, {"ballots": 0})["ballots"]


def test_dots_voters_and_ranks_are_those_of_the_file(said, summary):
    vote = current_round(summary)
    assert vote.dots == said["voting"]["expected_dots"]
    assert vote.ballots == len(said["voting"]["ballots"])
    rows = {f"{row.idea_number:02}": row for row in vote.rows}
    assert len(rows) == len(said["voting"]["options"])
    for line in said["voting"]["expected_tally"]:
        row = rows[line["option"].rsplit("-", 1)[1]]
        assert (row.rank, row.dots, row.voters) == (line["rank"], line["dots"], line["voters"])


def test_ties_of_the_file_are_shown_as_ties(said, summary):
    rows = {row.idea_number: row for row in current_round(summary).rows}
    for tie in said["voting"]["expected_ties"]:
        tied = [rows[int(option.rsplit("-", 1)[1])] for option in tie]
        assert all(row.tied for row in tied)
        assert len({row.rank for row in tied}) == 1


def test_every_theme_holds_the_ideas_of_the_file(said, summary):
    for cluster, theme in zip(said["clusters"], summary.themes, strict=True):
        shown = {line.number for line in theme.ideas}
        merged = {other.number for line in theme.ideas for other in line.merged}
        held = {int(idea.rsplit("-", 1)[1]) for idea in cluster["idea_ids"]}
        assert theme.name == cluster["name_sv"]
        assert shown <= held
        assert held <= shown | merged | merged_elsewhere(summary)


def merged_elsewhere(summary):
    return {other.number for theme in summary.themes for o in theme.ideas for other in o.merged}


def test_everything_happened_at_the_time_of_the_day(said, summary):
    assert summary.held_at.isoformat() == "2018-07-04T" + summary.held_at.strftime("%H:%M:%S+00:00")
    assert summary.published_at.date().isoformat() == "2018-07-06"
    assert said["lab_status"] == "completed"


@pytest.mark.parametrize(
    ("standing", "activity", "ideas", "ballots"),
    [
        (Standing.WAITING, None, 2, 0),
        (Standing.COLLECT, "collect", 27, 0),
        (Standing.THEMES, "group", 60, 0),
        (Standing.VOTE, "vote", 60, 23),
        (Standing.COUNTED, "results", 60, 44),
        (Standing.RESULTS, "results", 60, 44),
    ],
)
def test_a_copy_of_the_school_lab_stands_in_every_phase(demo, standing, activity, ideas, ballots):
    lab = lab_by_code(next(made.code for made in demo if made.standing is standing))
    vote = latest_round(lab.id)
    assert lab.activity == activity
    assert len(all_ideas(lab.id)) == ideas
    assert len(cast_in(vote)) == ballots
    assert bool(vote and vote.shown_at) is (standing is Standing.RESULTS)


def cast_in(vote):
    return ballots_in(vote.id) if vote else []


def test_the_log_of_the_demo_is_whole(demo):
    assert demo
    assert audit.broken_rows() == []


def test_a_house_with_accounts_is_not_filled(demo):
    assert demo
    with pytest.raises(LinkUsed):
        next(fill("other", "no password", hash_token(secrets.token_hex())))


def test_hosts_noted_and_tables_worked_out_what_the_file_says(said, summary):
    lab = lab_by_code(summary.code)
    names = {table["id"]: table["name"] for table in said["tables"]}
    tables = {table.id: table.name for table in tables_of(lab.id)}
    noted = sorted((tables[note.table_id], note.text) for note in notes_of(lab.id))
    assert noted == sorted((names[note["table_id"]], note["text"]) for note in said["table_notes"])
    made = [(line.says.title, line.version) for line in summary.proposals]
    assert made == [(each["title"], each["version"]) for each in said["proposals"]]
    texts = {idea.number: idea.text for idea in all_ideas(lab.id)}
    wanted = {idea["id"]: idea["text"] for idea in said["ideas"]}
    for line, each in zip(summary.proposals, said["proposals"], strict=True):
        assert [texts[n] for n in line.says.ideas] == [wanted[one] for one in each["idea_ids"]]


def test_what_hosts_and_paper_brought_is_marked_with_its_table(said, summary):
    lab = lab_by_code(summary.code)
    names = {table["id"]: table["name"] for table in said["tables"]}
    tables = {table.id: table.name for table in tables_of(lab.id)}
    got = Counter((tables.get(idea.table_id), idea.channel.value) for idea in all_ideas(lab.id))
    assert got == Counter((names.get(i["table_id"]), i["channel"]) for i in said["ideas"])


@pytest.fixture
def walls(labs):
    return labs[2]


def test_kiosks_paper_and_phones_of_the_mingle_brought_what_the_file_expects(walls):
    said, summary = walls
    ways = {way.channel: way for way in summary.channels}
    assert {channel: way.ideas for channel, way in ways.items()} == said["expected"]["by_channel"]
    joined = said["attendance"]["by_channel"]
    assert {channel: way.joined for channel, way in ways.items()} == joined
    assert summary.joined == said["expected"]["participants"]
    assert summary.contributed == said["expected"]["contributors"]


def test_ideas_of_the_mingle_are_put_under_their_twins_in_the_labs_it_shows(walls, labs):
    said, summary = walls
    expected = said["expected"]
    groups = {group["keep"]: group["merge"] for group in expected["near_duplicate_groups"]}
    codes = {lab["id"]: of.code for lab, of in labs}
    kept = [line for line, _ in every(summary) if line.merged]
    assert summary.unique == expected["unique_after_merge"]
    assert summary.merged == expected["by_idea_status"]["merged"]
    assert summary.carried == len(groups)
    texts = {idea["id"]: idea["text"] for lab, _ in labs for idea in lab["ideas"]}
    assert {line.text: [other.text for other in line.merged] for line in kept} == {
        texts[keep]: [texts[each] for each in merge] for keep, merge in groups.items()
    }
    homes = {idea["id"]: codes[lab["id"]] for lab, _ in labs for idea in lab["ideas"]}
    assert sorted(line.from_lab for line in kept) == sorted(homes[keep] for keep in groups)
    assert [shown.code for shown in summary.gallery_of] == [codes[of] for of in said["gallery_of"]]
    assert [shown.joined for shown in summary.gallery_of] == [
        sum(len(merge) for keep, merge in groups.items() if homes[keep] == codes[of])
        for of in said["gallery_of"]
    ]


def test_ideas_of_the_mingle_tell_which_lab_they_are_meant_for(walls, labs):
    said, summary = walls
    codes = {lab["id"]: of.code for lab, of in labs}
    own = [one for line, _ in every(summary) for one in (line, *line.merged) if not one.came_from]
    told = {line.text: line.for_lab for line in own}
    assert told == {
        idea["text"]: codes.get(idea.get("for_lab_id"), "")
        for idea in said["ideas"]
        if idea["idea_status"] != "hidden"
    }
    meant = Counter(told.values())
    assert [(shown.code, shown.meant) for shown in summary.gallery_of] == [
        (codes[of], meant[codes[of]]) for of in said["gallery_of"]
    ]


def test_the_labs_that_the_mingle_shows_stay_as_the_file_expects(walls, labs):
    assert walls
    for said, summary in labs[:2]:
        assert summary.unique == said["expected"]["unique_after_merge"]
        assert summary.carried == 0


def test_ideas_of_the_mingle_stand_in_the_themes_of_the_file(walls):
    said, summary = walls
    expected = said["expected"]
    statuses = expected["by_idea_status"]
    assert summary.submitted == expected["submitted"]
    assert sum(hidden.count for hidden in summary.hidden) == statuses["hidden"]
    assert summary.shown == statuses["visible"] + statuses["merged"]
    assert summary.rounds == ()
    hidden = {idea["id"] for idea in said["ideas"] if idea["idea_status"] == "hidden"}
    held = {
        cluster["name_sv"]: len({*cluster["idea_ids"]} - hidden) for cluster in said["clusters"]
    }
    assert {theme.name: len(theme.ideas) for theme in summary.themes} == held
    assert len(summary.unthemed) == len(expected["unclustered"])


def test_the_mingle_ends_with_its_notes_offers_and_handshakes(walls):
    said, summary = walls
    notes = notes_of(lab_by_code(summary.code).id)
    assert [note.text for note in notes] == [note["text"] for note in said["table_notes"]]
    made = [each["text"] for each in said["offers"]]
    made += [each["promise"] for each in said["commitments"]]
    assert sorted(line.what for line in summary.commitments) == sorted(made)


def test_a_few_people_agree_with_what_others_wrote(labs):
    for _, summary in labs:
        lines = [*summary.unthemed, *(idea for theme in summary.themes for idea in theme.ideas)]
        agreeing = [line.agreeing for line in lines if line.agreeing]
        assert 3 <= len(agreeing) < len(lines) / 2
        assert max(agreeing) >= 2
        assert summary.agreed <= summary.joined
