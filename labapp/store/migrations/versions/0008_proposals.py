"""Proposals, worked out at tables, with all their versions; where everybody sat in a café."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHANNELS = ("phone", "table_host", "paper", "kiosk", "async")
REASONS = ("threat", "hate", "insult", "personal_data", "other_crime", "spam")


def upgrade() -> None:
    op.add_column("lab", sa.Column("deepen_ended_at", sa.DateTime(), nullable=True))
    op.create_table(
        "proposal",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("table_id", NUMBER, nullable=True),
        sa.Column("participant_id", NUMBER, nullable=True),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column(
            "hide_reason",
            sa.Enum(*REASONS, name="hidereason", native_enum=False, length=20),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_proposal_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["table_id"], ["lab_table.id"], name=op.f("fk_proposal_table_id_lab_table")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_proposal_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("lab_id", "number", name=op.f("uq_proposal_lab_id_number")),
    )
    op.create_table(
        "proposal_version",
        sa.Column("proposal_id", NUMBER, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column(
            "channel",
            sa.Enum(*CHANNELS, name="channel", native_enum=False, length=20),
            nullable=True,
        ),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_version_proposal_id_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("proposal_id", "version", name=op.f("pk_proposal_version")),
    )
    op.create_table(
        "seat",
        sa.Column("participant_id", NUMBER, nullable=False),
        sa.Column("round", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("phase_id", NUMBER, nullable=True),
        sa.Column("table_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_seat_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_seat_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["lab_table.id"],
            name=op.f("fk_seat_table_id_lab_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("participant_id", "round", name=op.f("pk_seat")),
    )
    op.create_index(op.f("ix_seat_lab_id"), "seat", ["lab_id"])


def downgrade() -> None:
    op.drop_table("seat")
    op.drop_table("proposal_version")
    op.drop_table("proposal")
    op.drop_column("lab", "deepen_ended_at")
