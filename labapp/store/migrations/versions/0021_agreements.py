"""Who agrees with which idea."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HANGS_ON = ("participant", "idea", "lab")


def upgrade() -> None:
    op.create_table(
        "agreement",
        *(sa.Column(f"{table}_id", NUMBER, nullable=False) for table in HANGS_ON),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("times", NUMBER, nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"],
                [f"{table}.id"],
                name=op.f(f"fk_agreement_{table}_id_{table}"),
                ondelete="CASCADE",
            )
            for table in HANGS_ON
        ),
        sa.PrimaryKeyConstraint("participant_id", "idea_id", name=op.f("pk_agreement")),
    )
    for table in ("idea", "lab"):
        op.create_index(op.f(f"ix_agreement_{table}_id"), "agreement", [f"{table}_id"])


def downgrade() -> None:
    for table in ("lab", "idea"):
        op.drop_index(op.f(f"ix_agreement_{table}_id"), table_name="agreement")
    op.drop_table("agreement")
