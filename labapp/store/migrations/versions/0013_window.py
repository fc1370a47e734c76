"""Written ideas before and after the meeting, and who keeps watch."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIMES = ("ideas_until", "watched_until")


def upgrade() -> None:
    for name in TIMES:
        op.add_column("lab", sa.Column(name, sa.DateTime(), nullable=True))
    op.add_column("lab", sa.Column("watched_by", NUMBER, nullable=True))


def downgrade() -> None:
    for name in ("watched_by", *TIMES):
        op.drop_column("lab", name)
