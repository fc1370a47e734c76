"""Every way to vote: a method beside the rule, a step's own vote, proposals, and what they cost."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
METHODS = (
    *("support", "single", "dots", "spread", "points"),
    *("score", "stance", "ranking", "budget"),
)
PRICED = ("idea", "theme", "proposal", "choice")


def _method(name: str, *, said: bool) -> sa.Column[str]:
    kind = sa.Enum(*METHODS, name="method", native_enum=False, length=20)
    if not said:
        return sa.Column(name, kind, nullable=True)
    return sa.Column(name, kind, nullable=False, server_default="dots")


def _vote_on() -> sa.Column[str]:
    kind = sa.Enum("ideas", "themes", "proposals", name="voteon", native_enum=False, length=20)
    return sa.Column("vote_on", kind, nullable=True)


def upgrade() -> None:
    op.add_column("lab", _method("vote_method", said=True))
    op.add_column("round", _method("method", said=True))
    for column in (
        _vote_on(),
        _method("vote_method", said=False),
        sa.Column("points", NUMBER, nullable=True),
        sa.Column("max_per_choice", NUMBER, nullable=True),
    ):
        op.add_column("phase", column)
    for table in PRICED:
        op.add_column(table, sa.Column("cost", NUMBER, nullable=True))
    op.add_column("choice", sa.Column("proposal_id", NUMBER, nullable=True))


def downgrade() -> None:
    op.drop_column("choice", "proposal_id")
    for table in PRICED:
        op.drop_column(table, "cost")
    for name in ("max_per_choice", "points", "vote_method", "vote_on"):
        op.drop_column("phase", name)
    op.drop_column("round", "method")
    op.drop_column("lab", "vote_method")
