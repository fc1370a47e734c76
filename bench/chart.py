"""The chart: processor per delivered message by number of phones, drawn as SVG, light and dark."""

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape

from bench.figures import Spread, of_runs, short
from bench.results import Result
from bench.words import NAMES

FIGURE = "us_per_message"
WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 600, 50, 370  # of the field
NUMBERS = (1, 2, 5)
APART = 17  # pixels between two names
STYLE = """
  svg { --page: #fff; --text: #1c2126; --soft: #55606b; --line: #d7dce1 }
  .labapp { --mark: #0b57a4 } .labapp-stock { --mark: #4c8fce } .node { --mark: #2b7a31 }
  .c { --mark: #59626b } .stock { --mark: #b0480a } .tutorial { --mark: #a3195b }
  @media (prefers-color-scheme: dark) {
    svg { --page: #15191d; --text: #eef1f4; --soft: #a9b4be; --line: #39424a }
    .labapp { --mark: #7cb8f5 } .labapp-stock { --mark: #4f8fd0 } .node { --mark: #7fd087 }
    .c { --mark: #b9c3cc } .stock { --mark: #f0a06a } .tutorial { --mark: #f083b4 }
  }
  text { font: 14px system-ui, sans-serif; fill: var(--text) }
  .soft { fill: var(--soft) }
  .name { fill: var(--mark); font-weight: 600 }
  .name { paint-order: stroke; stroke: var(--page); stroke-width: 5px }
  .grid { stroke: var(--line) }
  polyline { fill: none; stroke: var(--mark); stroke-width: 2.5 }
  .labapp polyline { stroke-width: 4 }
  circle { fill: var(--mark) }
  .spread { stroke: var(--mark); stroke-width: 2 }
"""
Point = tuple[int, Spread]


def draw(results: Sequence[Result]) -> str:
    """The chart of these sizes; empty when nothing was measured."""
    lines = {server: _points(results, server) for server in NAMES}
    lines = {server: points for server, points in lines.items() if points}
    if not lines:
        return ""
    field = _Field([point for points in lines.values() for point in points])
    places = _names(field, lines)
    parts = [field.grid(), *(_line(field, *item, places[item[0]]) for item in lines.items())]
    return _sheet("\n".join(parts))


def _points(results: Sequence[Result], server: str) -> list[Point]:
    found = [(result.phones, of_runs(result.of(server), FIGURE)) for result in results]
    return [(phones, spread) for phones, spread in found if spread is not None]


class _Field:
    """Where a number lies: both ways each step is as many times the last."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.phones = sorted({phones for phones, _ in points})
        self.least = min(spread.least for _, spread in points) / 1.3
        self.most = max(spread.most for _, spread in points) * 1.3

    def x(self, phones: int) -> float:
        first, last = math.log(self.phones[0]), math.log(self.phones[-1])
        share = (math.log(phones) - first) / (last - first) if last > first else 0.5
        return LEFT + 30 + share * (RIGHT - LEFT - 60)

    def y(self, value: float) -> float:
        share = math.log(value / self.least) / math.log(self.most / self.least)
        return BOTTOM - share * (BOTTOM - TOP)

    def steps(self) -> list[float]:
        tens = range(math.floor(math.log10(self.least)), math.ceil(math.log10(self.most)) + 1)
        steps = [number * 10.0**ten for ten in tens for number in NUMBERS]
        return [step for step in steps if self.least <= step <= self.most]

    def grid(self) -> str:
        lines = []
        for step in self.steps():
            y = f"{self.y(step):.1f}"
            lines.append(f'<line class="grid" x1="{LEFT}" x2="{RIGHT}" y1="{y}" y2="{y}"/>')
            lines.append(_text(LEFT - 8, self.y(step) + 5, short(step), "soft", "end"))
        lines += [
            _text(self.x(phones), BOTTOM + 24, f"{phones:,}", "soft", "middle")
            for phones in self.phones
        ]
        return "\n".join(lines)


def _names(field: _Field, lines: dict[str, list[Point]]) -> dict[str, float]:
    """How high each name stands: at the end of its line, and not over another."""
    wanted = sorted((field.y(points[-1][1].middle), name) for name, points in lines.items())
    places: dict[str, float] = {}
    lowest = -math.inf
    for y, name in wanted:
        lowest = max(y, lowest + APART)
        places[name] = lowest
    return places


def _line(field: _Field, server: str, points: list[Point], place: float) -> str:
    path = " ".join(f"{field.x(n):.1f},{field.y(spread.middle):.1f}" for n, spread in points)
    marks = []
    for phones, spread in points:
        x, y = f"{field.x(phones):.1f}", f"{field.y(spread.middle):.1f}"
        low, high = f"{field.y(spread.least):.1f}", f"{field.y(spread.most):.1f}"
        marks.append(f'<line class="spread" x1="{x}" x2="{x}" y1="{low}" y2="{high}"/>')
        marks.append(f'<circle cx="{x}" cy="{y}" r="4"/>')
    name = _text(field.x(points[-1][0]) + 12, place + 5, NAMES[server], "name")
    return f'<g class="{server}"><polyline points="{path}"/>{"".join(marks)}{name}</g>'


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    where = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="{kind}" {where}>{escape(words)}</text>'


def _sheet(inside: str) -> str:
    title = "Processor time per delivered message, in microseconds, by number of phones"
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title">\n'
        f'<title id="title">{title}</title>\n<style>{STYLE}</style>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" style="fill: var(--page)"/>\n'
        f"{_text(LEFT - 50, 26, 'Processor per delivered message, µs (logarithmic)')}\n"
        f"{inside}\n{_text((LEFT + RIGHT) / 2, HEIGHT - 8, 'phones', 'soft', 'middle')}\n</svg>\n"
    )
