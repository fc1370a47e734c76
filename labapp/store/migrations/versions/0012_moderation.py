"""Ideas that wait for a person, and reports of what should be looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHEN = sa.Enum("after", "before", name="moderation", native_enum=False, length=20)


def upgrade() -> None:
    op.add_column("lab", sa.Column("moderation", WHEN, nullable=False, server_default="after"))
    op.create_table(
        "idea_report",
        sa.Column("idea_id", NUMBER, nullable=False),
        sa.Column("participant_id", NUMBER, nullable=False),
        sa.Column("reported_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name=op.f("fk_idea_report_idea_id_idea"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_idea_report_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("idea_id", "participant_id", name=op.f("pk_idea_report")),
    )


def downgrade() -> None:
    op.drop_table("idea_report")
    op.drop_column("lab", "moderation")
