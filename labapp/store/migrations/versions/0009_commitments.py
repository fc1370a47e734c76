"""Offers and handshakes, and what participants answered at the end."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KIND = sa.Enum("offer", "handshake", name="commitmentkind", native_enum=False, length=20)
STATUS = sa.Enum(
    "visible", "hidden", "withdrawn", name="commitmentstatus", native_enum=False, length=20
)
REASON = sa.Enum(
    "threat",
    "hate",
    "insult",
    "personal_data",
    "other_crime",
    "spam",
    name="hidereason",
    native_enum=False,
    length=20,
)


def upgrade() -> None:
    _make_commitments()
    _make_reflections()


def _make_commitments() -> None:
    op.create_table(
        "commitment",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("participant_id", NUMBER, nullable=True),
        sa.Column("table_id", NUMBER, nullable=True),
        sa.Column("entered_by", NUMBER, nullable=True),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("by_when", sa.String(length=60), nullable=False),
        sa.Column("party", sa.String(length=80), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("status", STATUS, nullable=False),
        sa.Column("hide_reason", REASON, nullable=True),
        sa.Column("hide_note", sa.String(length=300), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_commitment_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_commitment_participant_id_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["table_id"], ["lab_table.id"], name=op.f("fk_commitment_table_id_lab_table")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["account.id"], name=op.f("fk_commitment_entered_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("lab_id", "number", name=op.f("uq_commitment_lab_id_number")),
    )
    op.create_index(op.f("ix_commitment_participant_id"), "commitment", ["participant_id"])


def _make_reflections() -> None:
    op.create_table(
        "reflection",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("participant_id", NUMBER, nullable=False),
        sa.Column("said", NUMBER, nullable=True),
        sa.Column("worth", NUMBER, nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("hide_reason", REASON, nullable=True),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_reflection_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_reflection_participant_id_participant"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflection")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_reflection_participant_id")),
    )
    op.create_index(op.f("ix_reflection_lab_id"), "reflection", ["lab_id"])


def downgrade() -> None:
    op.drop_table("reflection")
    op.drop_table("commitment")
