"""The hosts of tables: a code to come in by, what they ask for, what they note."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WISH = sa.Enum("help", "time", name="wish", native_enum=False, length=20)


def upgrade() -> None:
    op.add_column("lab_table", sa.Column("code", sa.String(length=8), nullable=True))
    op.add_column("lab_table", sa.Column("wish", WISH, nullable=True))
    op.add_column("lab_table", sa.Column("wished_at", sa.DateTime(), nullable=True))
    op.create_index(op.f("ix_lab_table_code"), "lab_table", ["code"], unique=True)
    op.create_table(
        "table_note",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("table_id", NUMBER, nullable=False),
        sa.Column("phase_id", NUMBER, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_table_note_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["lab_table.id"],
            name=op.f("fk_table_note_table_id_lab_table"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["phase_id"], ["phase.id"], name=op.f("fk_table_note_phase_id_phase")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_note")),
    )
    op.create_index(op.f("ix_table_note_lab_id"), "table_note", ["lab_id"])


def downgrade() -> None:
    op.drop_table("table_note")
    op.drop_index(op.f("ix_lab_table_code"), "lab_table")
    for column in ("wished_at", "wish", "code"):
        op.drop_column("lab_table", column)
