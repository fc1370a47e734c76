"""Where participants say that ideas belong."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HANGS_ON = ("idea", "participant", "theme")


def upgrade() -> None:
    op.create_table(
        "placement",
        *(sa.Column(f"{table}_id", NUMBER, nullable=False) for table in HANGS_ON),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"],
                [f"{table}.id"],
                name=op.f(f"fk_placement_{table}_id_{table}"),
                ondelete="CASCADE",
            )
            for table in HANGS_ON
        ),
        sa.PrimaryKeyConstraint("idea_id", "participant_id", name=op.f("pk_placement")),
    )


def downgrade() -> None:
    op.drop_table("placement")
