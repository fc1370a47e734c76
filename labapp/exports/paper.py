"""The paper: a LabSummary put into words, once, for the web page and for the PDF.

Both only lay it out, so no sentence or figure can differ between them. What residents wrote is in
`Saying.text` and nowhere else; all other text comes from the catalogues.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Saying:
    """One idea or theme as it is shown: its words, their language, and what must be said beside."""

    label: str
    text: str
    lang: str
    direction: str
    anchor: str
    by_residents: bool
    notes: tuple[str, ...] = ()
    voters: str = ""
    merged: tuple["Saying", ...] = ()
    beside: "Beside | None" = None


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The other version of an idea that a person translated, and `said`: which one it is."""

    said: str
    text: str
    lang: str
    direction: str
    by_residents: bool


@dataclass(frozen=True, kw_only=True)
class Tier:
    """Choices that share one rank, one number and one bar; the bar is in whole percent.

    `number` is what they received, for the few in front, and `note` a line besides; `cells` are
    the numbers of the whole table, under `Results.heads`. Where the rule makes a share say nothing,
    `drawn` is false, and `share`, `interval` and `spoken` are "".
    """

    rank: str
    tied: str
    dots: str
    voters: str
    number: str
    note: str
    cells: tuple[str, ...]
    drawn: bool
    share: str
    interval: str
    spoken: str
    percent: int
    low: int
    high: int
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A key figure, and the anchor of the table it leads to."""

    value: str
    label: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """A plain table: its first column names the row, the others are numbers."""

    title: str
    anchor: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Results:
    """One vote that counts, whole: the few in front, then all.

    `about` says which vote it is and how one voted, where that must be said; `number` heads what
    those in front received.
    """

    title: str
    title_all: str
    about: str
    anchor: str
    number: str
    heads: tuple[str, ...]
    drawn: bool
    choice: str
    leading: tuple[Tier, ...]
    all: tuple[Tier, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """A theme with its ideas, or the ideas that stand in none."""

    title: str
    description: str
    anchor: str
    count: str
    ideas: tuple[Saying, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """Sentences under a heading, and the tables that they lead to."""

    title: str
    anchor: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Headings:
    """Words that the layout itself needs."""

    rank: str
    counted: str
    none: str
    everyone: str
    share: str
    interval: str
    themes: str
    ideas: str
    idea: str
    number: str
    seal: str
    merged: str
    page: str


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Everything that stands on the paper, in reading order."""

    language: str
    direction: str
    body: str
    kind: str
    draft: str
    status: str
    recipient: str
    question: str
    where: tuple[str, ...]
    lead: str
    ask: Section
    figures: tuple[Figure, ...]
    results: tuple[Results, ...]
    proposals: tuple[Section, ...]
    words: Headings
    before: tuple[Section, ...]
    groups: tuple[Group, ...]
    sections: tuple[Section, ...]
    foot: tuple[str, ...]
    stamp: str
    seal: tuple[tuple[str, str], ...]
