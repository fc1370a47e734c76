"""A gallery of several labs: which ones a lab shows, and which an idea is from or meant for."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS = ("from_lab_id", "for_lab_id")
FROM = """
update idea set from_lab_id = (select continues_id from lab where lab.id = idea.lab_id)
where came_from is not null
"""


def upgrade() -> None:
    op.create_table(
        "gallery_source",
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("earlier_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_gallery_source_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["earlier_id"],
            ["lab.id"],
            name=op.f("fk_gallery_source_earlier_id_lab"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("lab_id", "earlier_id", name=op.f("pk_gallery_source")),
    )
    op.create_index(op.f("ix_gallery_source_earlier_id"), "gallery_source", ["earlier_id"])
    for name in COLUMNS:
        op.add_column("idea", sa.Column(name, NUMBER, nullable=True))
    op.execute(FROM)


def downgrade() -> None:
    for name in COLUMNS:
        op.drop_column("idea", name)
    op.drop_index(op.f("ix_gallery_source_earlier_id"), table_name="gallery_source")
    op.drop_table("gallery_source")
