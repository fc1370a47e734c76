"""An idea's version in the room's language, beside what was written."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BY = sa.Enum("host", "facilitator", name="translator", native_enum=False, length=20)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("idea", sa.Column("translated_text", sa.Text(), nullable=True))
    op.add_column("idea", sa.Column("translated_lang", sa.String(20), nullable=True))
    op.add_column("idea", sa.Column("translated_by", BY, nullable=True))
    op.add_column("idea", sa.Column("translated_version", NUMBER, nullable=True))


def downgrade() -> None:
    for name in ("translated_version", "translated_by", "translated_lang", "translated_text"):
        op.drop_column("idea", name)
