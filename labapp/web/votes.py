"""Ways to vote and results as templates say them, in the language spoken now."""

from flask import Flask

from labapp.domain.rules import ASKED_EACH, Method, Rule
from labapp.domain.voting import Counted, Tally, VoteOn, of
from labapp.domain.wilson import wilson
from labapp.i18n import votes
from labapp.i18n.locale import spoken
from labapp.i18n.votes import Figure, Given

STEPPED = 3  # up to so many dots on one choice are boxes to tick, above it is a number


def equip_votes(app: Flask) -> None:
    """Give the app's templates the words of a rule and of a result."""
    app.jinja_env.filters.update(
        to_do=lambda rule: votes.to_do(rule, spoken()),
        rule_hint=lambda rule: votes.hint(rule, spoken()),
        in_short=lambda rule: votes.in_short(rule, spoken()),
        what_is_left=lambda rule: votes.what_is_left(rule, spoken()),
        all_given=lambda rule: votes.all_given(rule, spoken()),
        mark_words=lambda rule: votes.levels(rule, spoken()),
        how_typed=lambda rule: votes.how_typed(rule, spoken()),
        marked_by=marked_by,
        figure=figure,
        field=field,
    )
    app.jinja_env.globals.update(
        ways_to_vote=list(Method),
        votes_on=list(VoteOn),
        way_name=lambda method: votes.name(Method(method), spoken()),
        way_about=lambda method: votes.about(Method(method), spoken()),
        said_of=lambda say: votes.said(say, spoken()),
        offer_name=lambda offer: votes.named(offer.on, offer.number, spoken()),
        on_what=lambda on: votes.on_what(VoteOn(on), spoken()),
    )


def marked_by(rule: Rule) -> str:
    """With what one marks a choice: `tick`, `one`, `dots`, `number`, `scale` or `place`."""
    if rule.method in ASKED_EACH:
        return "scale"
    if rule.method is Method.RANKING:
        return "place"
    if not rule.many:
        return "one" if rule.method is Method.SINGLE else "tick"
    return "dots" if rule.max_per_choice <= STEPPED else "number"


def figure(row: Counted, rule: Rule, tally: Tally) -> Figure:
    """What a choice received, in words."""
    return votes.figure(rule, given(row, rule, tally), spoken())


def given(row: Counted, rule: Rule, tally: Tally) -> Given:
    return Given(
        points=row.points,
        voters=row.voters,
        supporters=row.supporters,
        levels=row.levels,
        value=float(row.value),
        asked=of(rule, row, tally.voted),
    )


def field(row: Counted, rule: Rule, tally: Tally) -> tuple[float, float]:
    """How unsure the share of a choice is, for the wide field of its bar."""
    return wilson(row.supporters, of(rule, row, tally.voted))
