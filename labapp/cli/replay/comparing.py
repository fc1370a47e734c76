"""What the file expects, held against the lab's exported summary: number by number."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from labapp.services.demo.script import Json

READ = frozenset({"visible", "masked", "merged"})  # what the room may read
NOTHING: Json = {"joined": 0, "ideas": 0, "ballots": 0}


@dataclass(frozen=True)
class Line:
    """One number or set of numbers, as the file has it and as the lab has it."""

    what: str
    file: object
    lab: object

    @property
    def is_equal(self) -> bool:
        return self.file == self.lab


def compare(lab: Json, summary: Json, numbers: Mapping[str, int]) -> Iterator[Line]:
    """Everything that the file expects and the app has. `numbers` are of the ideas, by file id."""
    yield from _totals(lab, summary)
    yield from _channels(lab, summary)
    yield from _themes(lab, summary, numbers)
    yield from _together(lab, summary, numbers)
    yield from _votes(lab, summary)


def _totals(lab: Json, summary: Json) -> Iterator[Line]:
    expected, vote = lab["expected"], lab["voting"]
    statuses = expected["by_idea_status"]
    hidden, masked = (statuses.get(status, 0) for status in ("hidden", "masked"))
    yield Line("participants", expected["participants"], summary["joined"])
    yield Line("contributors", expected["contributors"], summary["contributed"])
    yield Line("ideas", expected["submitted"], summary["submitted"])
    yield Line("merged", statuses["merged"], summary["merged"])
    yield Line("unique", expected["unique_after_merge"], summary["unique"])
    yield Line("hidden", hidden, sum(each["count"] for each in summary["hidden"]))
    yield Line("masked", masked, sum(1 for line in _lines(summary) if line["masked"]))
    yield Line("voters", vote["expected_voters"], summary["voted"])
    yield Line("blank", vote["expected_blank_ballots"], summary["blank"])
    yield Line("proposals", len(lab["proposals"]), len(summary["proposals"]))
    promised = len(lab["offers"]) + len(lab["commitments"])
    yield Line("commitments", promised, len(summary["commitments"]))
    yield Line("languages", _languages(lab), Counter(line["lang"] for line in _lines(summary)))


def _languages(lab: Json) -> Counter[str]:
    return Counter(idea["lang"] for idea in lab["ideas"] if idea["idea_status"] in READ)


def _lines(summary: Json) -> Iterator[Json]:
    """Every idea that may be read, what was put together among them."""
    for kept in [*summary["unthemed"], *(i for theme in summary["themes"] for i in theme["ideas"])]:
        yield kept
        yield from kept["merged"]


def _channels(lab: Json, summary: Json) -> Iterator[Line]:
    ways = {way["channel"]: way for way in summary["channels"]}
    joined, ideas = lab["attendance"]["by_channel"], lab["expected"]["by_channel"]
    ballots = lab["voting"]["expected_by_channel"]
    for channel in sorted({*joined, *ideas, *ways}):
        way = ways.get(channel, NOTHING)
        yield Line(f"joined, {channel}", joined.get(channel, 0), way["joined"])
        yield Line(f"ideas, {channel}", ideas.get(channel, 0), way["ideas"])
        cast = ballots.get(channel, NOTHING)["ballots"]
        yield Line(f"ballots, {channel}", cast, way["ballots"])


def _themes(lab: Json, summary: Json, numbers: Mapping[str, int]) -> Iterator[Line]:
    """Each theme with the numbers of all its ideas, those that were put together among them."""
    shown = {idea["id"] for idea in lab["ideas"] if idea["idea_status"] in READ}
    held = {theme["name"]: _numbers(theme["ideas"]) for theme in summary["themes"]}
    for cluster in lab["clusters"]:
        wanted = {numbers[idea] for idea in cluster["idea_ids"] if idea in shown}
        yield Line(f"theme, {cluster['name_sv']}", wanted, held.pop(cluster["name_sv"], set()))
    loose = {numbers[idea] for idea in lab["expected"]["unclustered"] if idea in shown}
    yield Line("no theme", loose, _numbers(summary["unthemed"]))
    yield Line("other themes", set(), set(held))


def _numbers(lines: Iterable[Json]) -> set[int]:
    return {one["number"] for line in lines for one in (line, *line["merged"])}


def _together(lab: Json, summary: Json, numbers: Mapping[str, int]) -> Iterator[Line]:
    """Which ideas are read under which."""
    groups = lab["expected"]["near_duplicate_groups"]
    wanted = {numbers[g["keep"]]: {numbers[idea] for idea in g["merge"]} for g in groups}
    under = {
        line["number"]: {one["number"] for one in line["merged"]}
        for line in _lines(summary)
        if line.get("merged")
    }
    yield Line("put together", wanted, under)


def _votes(lab: Json, summary: Json) -> Iterator[Line]:
    names = {cluster["id"]: cluster["name_sv"] for cluster in lab["clusters"]}
    rows = {
        names[line["option"]]: (line["rank"], line["dots"], line["voters"])
        for line in lab["voting"]["expected_tally"]
    }
    vote: Json = next((each for each in summary["rounds"] if not each["superseded"]), {"rows": ()})
    counted = {row["label"]: (row["rank"], row["dots"], row["voters"]) for row in vote["rows"]}
    yield Line("votes", rows, counted)
    yield Line("dots", lab["voting"]["expected_dots"], vote.get("dots", 0))
