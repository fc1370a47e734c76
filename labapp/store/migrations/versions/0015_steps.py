"""Steps that are put in while a lab is held, method cards, and the goals of a lab."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "phase", sa.Column("method", sa.String(length=40), nullable=False, server_default="")
    )
    op.add_column(
        "phase", sa.Column("inserted", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("lab", sa.Column("goals", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("lab", "goals")
    op.drop_column("phase", "inserted")
    op.drop_column("phase", "method")
