"""Masks with their reason, when ideas are read in a step, and labs on hard subjects."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHEN = sa.Enum("after", "before", name="moderation", native_enum=False, length=20)
WHY = sa.Enum(
    *("threat", "hate", "insult", "personal_data", "other_crime", "spam"),
    name="hidereason",
    native_enum=False,
    length=20,
)


def upgrade() -> None:
    op.add_column("lab", sa.Column("moderation_said", WHEN, nullable=True))
    op.add_column(
        "lab", sa.Column("sensitive", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("lab", sa.Column("help_line", sa.Text(), nullable=False, server_default=""))
    op.add_column("phase", sa.Column("moderation", WHEN, nullable=True))
    op.add_column("idea", sa.Column("masked_words", sa.Text(), nullable=False, server_default=""))
    op.add_column("idea", sa.Column("mask_reason", WHY, nullable=True))
    op.add_column("idea", sa.Column("masked_by", NUMBER, nullable=True))
    op.add_column("idea", sa.Column("masked_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    for column in ("masked_at", "masked_by", "mask_reason", "masked_words"):
        op.drop_column("idea", column)
    op.drop_column("phase", "moderation")
    for column in ("help_line", "sensitive", "moderation_said"):
        op.drop_column("lab", column)
