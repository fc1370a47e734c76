"""The log of news, and presence in several processes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "news",
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_news_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lab_id", "seq", "at", name=op.f("pk_news")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "presence",
        sa.Column("process", sa.String(length=32), nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("phones", NUMBER, nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_presence_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("process", "lab_id", name=op.f("pk_presence")),
    )


def downgrade() -> None:
    op.drop_table("presence")
    op.drop_table("news")
