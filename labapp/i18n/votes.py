"""Words for the ways to vote: what each is called, what to do, and how a result is said.

They take the language as `Words`, since pages speak one and a document may speak another.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from labapp.domain.outcome import Say
from labapp.domain.rules import AGREE, DISAGREE, PASS, Method, Rule
from labapp.domain.voting import VoteOn
from labapp.i18n.locale import Words


def name(method: Method, words: Words) -> str:
    """What a way to vote is called."""
    return {
        Method.SUPPORT: words.gettext("Thumbs"),
        Method.SINGLE: words.gettext("One vote"),
        Method.DOTS: words.gettext("Dots"),
        Method.SPREAD: words.gettext("Votes to spread"),
        Method.POINTS: words.gettext("A hundred points"),
        Method.SCORE: words.gettext("Scores"),
        Method.STANCE: words.gettext("Agree or not"),
        Method.RANKING: words.gettext("Rank"),
        Method.BUDGET: words.gettext("Budget"),
    }[method]


def about(method: Method, words: Words) -> str:
    """When a way to vote fits, for the facilitator who chooses it."""
    return {
        Method.SUPPORT: words.gettext("Mark as many as you like. Shows what many can live with."),
        Method.SINGLE: words.gettext("One for each person. For a choice between a few."),
        Method.DOTS: words.gettext("A few each, one or more on a choice. The usual one."),
        Method.SPREAD: words.gettext(
            "A handful each, all on one if one likes. Shows what matters."
        ),
        Method.POINTS: words.gettext("For few choices and a room that is used to numbers."),
        Method.SCORE: words.gettext("Each choice from 1 to 5. Says most, and takes longest."),
        Method.STANCE: words.gettext("One choice at a time. Shows where the room is divided."),
        Method.RANKING: words.gettext("The most important few, in order."),
        Method.BUDGET: words.gettext("What fits within a sum. Each choice must have a cost."),
    }[method]


def on_what(on: VoteOn, words: Words) -> str:
    """What is voted on, in the middle of a sentence."""
    return {
        VoteOn.IDEAS: words.gettext("on ideas"),
        VoteOn.THEMES: words.gettext("on themes"),
        VoteOn.PROPOSALS: words.gettext("on proposals"),
    }[on]


def named(on: VoteOn, number: int, words: Words) -> str:
    """A choice by the number that is said aloud."""
    if on is VoteOn.PROPOSALS:
        return words.gettext("Proposal %(number)s", number=number)
    return words.gettext("Idea %(number)s", number=number)


def in_short(rule: Rule, words: Words) -> str:
    """How one votes, in a few words for the facilitator: “3 dots each, at most 1 on the same”."""
    if rule.method is Method.DOTS:
        each = words.ngettext("%(num)s dot each", "%(num)s dots each", rule.points)
        most = words.ngettext(
            "at most %(num)s on the same choice",
            "at most %(num)s on the same choice",
            rule.max_per_choice,
        )
        return f"{each}, {most}"
    if rule.method is Method.BUDGET:
        return words.gettext("a budget of %(sum)s kronor", sum=words.number(rule.points))
    said = {
        Method.SUPPORT: words.gettext("a thumb for as many as one likes"),
        Method.SINGLE: words.gettext("one vote each"),
        Method.POINTS: words.gettext("a hundred points each"),
        Method.SCORE: words.gettext("a score from 1 to 5 for each choice"),
        Method.STANCE: words.gettext("agree or not, one choice at a time"),
        Method.RANKING: words.ngettext("the first %(num)s", "the first %(num)s", rule.points),
        Method.SPREAD: words.ngettext(
            "%(num)s vote each, to spread", "%(num)s votes each, to spread", rule.points
        ),
    }
    return said[rule.method]


def to_do(rule: Rule, words: Words) -> str:
    """What phones and projector say to do."""
    n = rule.points
    return {
        Method.SUPPORT: words.gettext("Mark everything that you support"),
        Method.SINGLE: words.gettext("Choose what matters most to you"),
        Method.DOTS: words.ngettext(
            "Place %(num)s dot on what matters most to you",
            "Place %(num)s dots on what matters most to you",
            n,
        ),
        Method.SPREAD: words.ngettext(
            "Spread %(num)s vote as you like", "Spread %(num)s votes as you like", n
        ),
        Method.POINTS: words.gettext("Share out a hundred points"),
        Method.SCORE: words.gettext("Give each one a score from 1 to 5"),
        Method.STANCE: words.gettext("Say what you think, one at a time"),
        Method.RANKING: words.ngettext(
            "Choose the %(num)s that matters most to you",
            "Choose the %(num)s that matter most to you, in order",
            n,
        ),
        Method.BUDGET: words.gettext(
            "Choose what %(sum)s kronor should go to", sum=words.number(n)
        ),
    }[rule.method]


def hint(rule: Rule, words: Words) -> str:
    """The rule in one small line above the choices."""
    return {
        Method.SUPPORT: words.gettext("As many as you like, one thumb on each."),
        Method.SINGLE: words.gettext("You can change your mind until the vote is closed."),
        Method.DOTS: words.ngettext(
            "At most %(num)s dot on each.", "At most %(num)s dots on each.", rule.max_per_choice
        ),
        Method.SPREAD: words.gettext("All on one, or some on several."),
        Method.POINTS: words.gettext("You need not give them all."),
        Method.SCORE: words.gettext("1 is bad, 5 is very good. Leave out what you like."),
        Method.STANCE: words.gettext("You can pass, and you can go back."),
        Method.RANKING: words.gettext("The most important one first."),
        Method.BUDGET: words.gettext("What is left over is left over."),
    }[rule.method]


def what_is_left(rule: Rule, words: Words) -> str:
    """The tally at the foot of a ballot: `{n}` is what is left, `{of}` all choices."""
    if rule.method is Method.SUPPORT:
        return words.gettext("{n} marked")
    if rule.method in {Method.SCORE, Method.STANCE}:
        return words.gettext("{n} of {of} answered")
    kronor = rule.method is Method.BUDGET
    return words.gettext("{n} kronor left") if kronor else words.gettext("{n} left")


def all_given(rule: Rule, words: Words) -> str:
    """What is said to somebody who wants to give more than there is."""
    if rule.method is Method.BUDGET:
        return words.gettext("The money is not enough for that. Take something away first.")
    if rule.method is Method.DOTS:
        return words.ngettext(
            "Your dot is placed. Take it away to move it.",
            "All %(num)s dots are placed. Take one away to move it.",
            rule.points,
        )
    return words.gettext("You have given all there is. Take something away first.")


def levels(rule: Rule, words: Words) -> dict[int, str]:
    """The marks that a choice can be given, as they are chosen."""
    if rule.method is Method.STANCE:
        return {
            AGREE: words.gettext("I agree"),
            DISAGREE: words.gettext("I do not agree"),
            PASS: words.gettext("I pass"),
        }
    if rule.method is Method.SCORE:
        scores = {mark: str(mark) for mark in rule.marks if mark > PASS}
        return {**scores, PASS: words.gettext("Do not know")}
    if rule.method is Method.RANKING:
        return {place: words.gettext("Place %(n)s", n=place) for place in rule.marks}
    return {mark: words.number(mark) for mark in rule.marks}


def said(say: Say, words: Words) -> str:
    """What can be said of a choice, beside its number."""
    return {
        Say.FOR: words.gettext("The room is united for it"),
        Say.AGAINST: words.gettext("The room is united against it"),
        Say.DIVIDED: words.gettext("The room is divided"),
        Say.FITS: words.gettext("Fits within the budget"),
    }[say]


def how_typed(rule: Rule, words: Words) -> str:
    """How a paper ballot is typed in, after the line that `domain.slips.read_marks` reads."""
    several = words.gettext("With spaces between, then Enter. Several on the same: 3:2 7.")
    one_each = words.gettext("With spaces between, then Enter: 3 7 12.")
    return {
        Method.SCORE: words.gettext(
            "The number, a colon and the score: 3:5 7:2. Do not know: 3:0."
        ),
        Method.STANCE: words.gettext(
            "A sign after each number: 3+ agrees, 7- does not, 12= passes."
        ),
        Method.RANKING: words.gettext("The first one first, with spaces between: 7 3 12."),
    }.get(rule.method, several if rule.many else one_each)


@dataclass(frozen=True)
class Given:
    """What a choice received, and of how many: from `domain.voting.Counted` or a summary's line."""

    points: int
    voters: int
    supporters: int
    levels: Mapping[int, int]
    value: float
    asked: int  # `domain.voting.of`


@dataclass(frozen=True)
class Figure:
    """A result in words: the big number, what it is of, and a line besides; "" where it needs none.

    `share` is drawn as a bar, between 0 and 1; None where a bar would say nothing.
    """

    number: str
    unit: str
    note: str = ""
    share: float | None = None


def figure(rule: Rule, given: Given, words: Words) -> Figure:
    """What a choice received, as it is shown."""
    if rule.method is Method.SCORE:
        return _score(given, words)
    if rule.method is Method.STANCE:
        return _stance(given, words)
    of = words.gettext("of %(voted)s", voted=words.number(given.asked))
    if rule.many or rule.method is Method.RANKING:
        people = words.gettext(
            "%(voters)s of %(voted)s people",
            voters=words.number(given.voters),
            voted=words.number(given.asked),
        )
        return Figure(words.number(given.points), unit(rule, given.points, words), people)
    share = given.supporters / given.asked if given.asked else 0.0
    return Figure(words.number(given.supporters), of, share=share)


def _score(given: Given, words: Words) -> Figure:
    mean = words.tenths(given.value) if given.voters else "–"
    good = words.gettext(
        "%(good)s of %(voters)s gave 4 or 5",
        good=words.number(given.supporters),
        voters=words.number(given.voters),
    )
    return Figure(mean, words.gettext("of 5 on average"), good)


def _stance(given: Given, words: Words) -> Figure:
    against, passed = given.levels.get(DISAGREE, 0), given.levels.get(PASS, 0)
    note = words.gettext(
        "%(against)s do not agree, %(passed)s pass",
        against=words.number(against),
        passed=words.number(passed),
    )
    agree = words.gettext("of %(voted)s agree", voted=words.number(given.asked))
    share = given.supporters / given.asked if given.asked else 0.0
    return Figure(words.number(given.supporters), agree, note, share)


def unit(rule: Rule, points: int, words: Words) -> str:
    """What points are called, after their number."""
    if rule.method is Method.DOTS:
        return words.gettext("dot") if points == 1 else words.gettext("dots")
    if rule.method is Method.SPREAD:
        return words.gettext("vote") if points == 1 else words.gettext("votes")
    return words.gettext("point") if points == 1 else words.gettext("points")
