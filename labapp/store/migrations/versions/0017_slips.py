"""Paper ballots typed in by the pile, and how many of a closed round's were checked."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
READING = sa.Enum("once", "differs", "checked", name="reading", native_enum=False, length=20)


def upgrade() -> None:
    op.create_table(
        "slip",
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reading", READING, nullable=False),
        sa.Column("typed_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_slip_round_id_round"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["typed_by"], ["account.id"], name=op.f("fk_slip_typed_by_account")
        ),
        sa.PrimaryKeyConstraint("round_id", "number", name=op.f("pk_slip")),
        sqlite_with_rowid=False,
    )
    op.add_column("round", sa.Column("slips", NUMBER, nullable=False, server_default="0"))
    op.add_column("round", sa.Column("slips_checked", NUMBER, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("round", "slips_checked")
    op.drop_column("round", "slips")
    op.drop_table("slip")
