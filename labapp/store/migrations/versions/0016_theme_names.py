"""Names that participants propose for themes."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HANGS_ON = ("lab", "theme", "participant")


def upgrade() -> None:
    op.create_table(
        "theme_name",
        sa.Column("id", NUMBER, nullable=False),
        *(sa.Column(f"{table}_id", NUMBER, nullable=False) for table in HANGS_ON),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"],
                [f"{table}.id"],
                name=op.f(f"fk_theme_name_{table}_id_{table}"),
                ondelete="CASCADE",
            )
            for table in HANGS_ON
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_name")),
        sa.UniqueConstraint(
            "theme_id", "participant_id", name=op.f("uq_theme_name_theme_id_participant_id")
        ),
    )
    op.create_index(op.f("ix_theme_name_lab_id"), "theme_name", ["lab_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_theme_name_lab_id"), table_name="theme_name")
    op.drop_table("theme_name")
