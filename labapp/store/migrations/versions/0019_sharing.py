"""Several people behind one phone."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("participant") as table:
        table.add_column(sa.Column("people", NUMBER, nullable=True))
        table.add_column(sa.Column("behind_id", NUMBER, nullable=True))
        table.create_index(op.f("ix_participant_behind_id"), ["behind_id"])


def downgrade() -> None:
    with op.batch_alter_table("participant") as table:
        table.drop_index(op.f("ix_participant_behind_id"))
        table.drop_column("behind_id")
        table.drop_column("people")
