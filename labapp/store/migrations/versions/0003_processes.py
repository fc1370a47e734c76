"""Who works in a phase, its words, and processes that are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHO = sa.Enum(
    "all", "solo", "pair", "four", "table", "free", name="who", native_enum=False, length=20
)
ALONE = ("ideate_solo", "vote", "spread", "critique")
AT_THE_TABLE = ("table_round", "stories", "problem", "vision")


def upgrade() -> None:
    op.add_column("phase", sa.Column("who", WHO, nullable=False, server_default="all"))
    for name, kind in (("prompt", sa.String(200)), ("script", sa.Text())):
        op.add_column("phase", sa.Column(name, kind, nullable=False, server_default=""))
    phase = sa.table("phase", sa.column("kind", sa.String), sa.column("who", sa.String))
    for who, kinds in (("solo", ALONE), ("table", AT_THE_TABLE)):
        op.execute(sa.update(phase).where(phase.c.kind.in_(kinds)).values(who=who))
    op.create_table(
        "process",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("body_id", NUMBER, nullable=False),
        sa.Column("created_by", NUMBER, nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_process_body_id_body")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_process_created_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process")),
    )
    op.create_index(op.f("ix_process_body_id"), "process", ["body_id"])


def downgrade() -> None:
    op.drop_table("process")
    for column in ("who", "prompt", "script"):
        op.drop_column("phase", column)
