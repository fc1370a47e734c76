"""What a round came to: its ballots counted into the rows that every export draws."""

from collections import Counter

from labapp.domain.summary import ChannelCount, ResultRow, RoundSummary
from labapp.domain.voting import Counted, RoundStatus, of, tally
from labapp.domain.wilson import DECIMALS, wilson
from labapp.store.ballot import Choice, Round, ballots_in, choices_of
from labapp.store.offer import Offer, offers_of


def count_round(round_: Round) -> RoundSummary:
    """A round as its ballots stand, every choice with how sure its share is."""
    cast = ballots_in(round_.id)
    choices = {choice.id: choice for choice in choices_of(round_.id)}
    offers = {offer.id: offer for offer in offers_of(round_)}
    counted = tally(list(choices), [ballot.marks for ballot in cast], round_.rule)
    by_channel = Counter(ballot.channel for ballot in cast)
    return RoundSummary(
        number=round_.number,
        on=round_.vote_on,
        method=round_.method,
        points=round_.points,
        max_per_choice=round_.max_per_choice,
        opened_at=round_.opened_at,
        closed_at=round_.closed_at or round_.opened_at,
        superseded=round_.status is RoundStatus.SUPERSEDED,
        ballots=counted.ballots,
        voted=counted.voted,
        blank=counted.blank,
        dots=counted.points,
        channels=tuple(
            ChannelCount(channel=channel.value, joined=0, ideas=0, ballots=count)
            for channel, count in sorted(by_channel.items())
        ),
        rows=tuple(
            _row(
                offers.get(row.choice),
                choices[row.choice],
                row,
                of(round_.rule, row, counted.voted),
            )
            for row in counted.rows
        ),
    )


def _row(offer: Offer | None, choice: Choice, row: Counted, asked: int) -> ResultRow:
    """A choice's line; one that was hidden after the vote keeps its votes and loses its words.

    `asked` is of how many its supporters are.
    """
    low, high = wilson(row.supporters, asked)
    number = offer.number if offer else None
    return ResultRow(
        rank=row.rank,
        tied=row.tied,
        label=offer.text if offer else "",
        lang=offer.lang if offer else "und",
        idea_number=number if choice.idea_id else None,
        proposal_number=number if choice.proposal_id else None,
        theme_id=choice.theme_id,
        dots=row.points,
        voters=row.voters,
        supporters=row.supporters,
        answered=row.answered,
        value=round(float(row.value), DECIMALS),
        levels={str(mark): people for mark, people in row.levels.items()},
        cost=choice.cost,
        share_low=low,
        share_high=high,
        translation=offer.translation if offer else None,
    )
