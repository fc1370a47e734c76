"""What a round came to: its ballots counted into the rows that every export draws."""

from collections import Counter

from labapp.domain.summary import ChannelCount, ResultRow, RoundSummary
from labapp.domain.voting import Counted, RoundStatus, tally
from labapp.domain.wilson import wilson
from labapp.store.ballot import Choice, Offer, Round, ballots_in, choices_of, offers_of


def count_round(round_: Round) -> RoundSummary:
    """A round as its ballots stand, every choice with how sure its share is."""
    cast = ballots_in(round_.id)
    choices = {choice.id: choice for choice in choices_of(round_.id)}
    offers = {offer.id: offer for offer in offers_of(round_)}
    counted = tally(list(choices), [ballot.marks for ballot in cast])
    by_channel = Counter(ballot.channel for ballot in cast)
    return RoundSummary(
        number=round_.number,
        on=round_.vote_on.value,
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
            _row(offers.get(row.choice), choices[row.choice], row, counted.voted)
            for row in counted.rows
        ),
    )


def _row(offer: Offer | None, choice: Choice, row: Counted, voted: int) -> ResultRow:
    """A choice's line; one that was hidden after the vote keeps its votes and loses its words."""
    low, high = wilson(row.voters, voted)
    return ResultRow(
        rank=row.rank,
        tied=row.tied,
        label=offer.text if offer else "",
        lang=offer.lang if offer else "und",
        idea_number=offer.number if offer else None,
        theme_id=choice.theme_id,
        dots=row.points,
        voters=row.voters,
        share_low=low,
        share_high=high,
        translation=offer.translation if offer else None,
    )
