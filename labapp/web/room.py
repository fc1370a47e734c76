"""The tables of a lab as templates see them, and what is worked out at them."""

import zlib
from functools import cached_property
from operator import attrgetter

from labapp.store.proposal import Proposal, all_proposals
from labapp.store.table import Table, seated, tables_of


class Room:
    """What is asked of the store at most once a page."""

    def __init__(self, lab_id: int) -> None:
        self.lab_id = lab_id

    @cached_property
    def tables(self) -> list[Table]:
        return list(tables_of(self.lab_id))

    @property
    def version(self) -> str:
        """Changes with the tables that a phone can choose among."""
        return f"{zlib.crc32(repr([(each.id, each.name) for each in self.tables]).encode()):x}"

    @property
    def wishes(self) -> list[Table]:
        """The tables that ask for something, who asked first on top: for the desk alone."""
        asking = [table for table in self.tables if table.wish and table.wished_at]
        return sorted(asking, key=attrgetter("wished_at"))

    @property
    def smallest(self) -> Table | None:
        """The table with fewest people, the first of several: where a latecomer has room."""
        people = seated(self.lab_id)
        return min(self.tables, key=lambda table: (people[table.id], table.position), default=None)

    @cached_property
    def written(self) -> list[Proposal]:
        """All proposals, hidden ones too: for the desk and the table alone."""
        return list(all_proposals(self.lab_id))

    @property
    def proposals(self) -> list[Proposal]:
        """What everybody may read."""
        return [proposal for proposal in self.written if proposal.hide_reason is None]

    def table(self, table_id: int | None) -> Table | None:
        return next((table for table in self.tables if table.id == table_id), None)

    def worked_out_at(self, table_id: int | None) -> list[Proposal]:
        """What the people at a table have written."""
        return [each for each in self.written if each.table_id == table_id]

    def own(self, table_id: int | None, participant_id: int | None) -> list[Proposal]:
        """What a phone may write on: its table's, and what it wrote itself where there was none."""
        return [each for each in self.written if _is_own(each, table_id, participant_id)]

    @property
    def at_work(self) -> list[tuple[Table, list[Proposal]]]:
        """Each table with what it has written."""
        return [(table, self.worked_out_at(table.id)) for table in self.tables]


def _is_own(proposal: Proposal, table_id: int | None, participant_id: int | None) -> bool:
    if proposal.table_id is not None:
        return proposal.table_id == table_id
    return participant_id is not None and proposal.participant_id == participant_id
