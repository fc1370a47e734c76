"""Colleagues who lead a lab together."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "leader",
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("account_id", NUMBER, nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_leader_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_leader_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("lab_id", "account_id", name=op.f("pk_leader")),
    )
    op.create_index(op.f("ix_leader_account_id"), "leader", ["account_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_leader_account_id"), table_name="leader")
    op.drop_table("leader")
