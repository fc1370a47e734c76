"""What was called up on the big screen, and the latest message there."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MODE = sa.Enum(
    "auto",
    "join",
    "agenda",
    "question",
    "wall",
    "themes",
    "timer",
    "results",
    "message",
    "black",
    name="mode",
    native_enum=False,
    length=20,
)


def upgrade() -> None:
    op.add_column("lab", sa.Column("screen_mode", MODE, nullable=False, server_default="auto"))
    op.add_column("lab", sa.Column("screen_message", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    for column in ("screen_mode", "screen_message"):
        op.drop_column("lab", column)
