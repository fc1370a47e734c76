"""What residents can influence in a lab, and what is known about its challenge."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STEPS = ("information", "consultation", "dialogue", "involvement", "co_decision")
KINDS = (
    *("survey", "dialogue", "statistics", "earlier_effort"),
    *("seminar", "lab", "interview", "youth_council"),
)
WORDS = (
    *(("can_influence", sa.Text()), ("cannot_influence", sa.Text())),
    *(("promise", sa.Text()), ("commissioner", sa.String(120))),
)


def upgrade() -> None:
    steps = sa.Enum(*STEPS, name="influence", native_enum=False, length=20)
    op.add_column("lab", sa.Column("influence", steps, nullable=True))
    for name, kind in WORDS:
        op.add_column("lab", sa.Column(name, kind, nullable=False, server_default=""))
    op.create_table(
        "evidence_card",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="evidence", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("figure", sa.String(length=24), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_evidence_card_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_card")),
        sa.UniqueConstraint("lab_id", "position", name=op.f("uq_evidence_card_lab_id_position")),
    )


def downgrade() -> None:
    op.drop_table("evidence_card")
    op.drop_column("lab", "influence")
    for name, _kind in WORDS:
        op.drop_column("lab", name)
