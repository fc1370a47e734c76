"""Which idea was put under which, so that every merge can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STATUS = sa.Enum(
    "visible",
    "hidden",
    "masked",
    "merged",
    "withdrawn",
    name="ideastatus",
    native_enum=False,
    length=20,
)
LINKS = (
    ("lab_id", "lab", "CASCADE"),
    ("idea_id", "idea", "CASCADE"),
    ("into_id", "idea", "CASCADE"),
    ("was_theme_id", "theme", None),
    ("made_by", "account", None),
)
TAKEN = {
    "id": "idea_id",
    "lab_id": "lab_id",
    "merged_into_id": "into_id",
    "theme_id": "was_theme_id",
    "received_at": "made_at",
}


def upgrade() -> None:
    op.create_table(
        "idea_merge",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("idea_id", NUMBER, nullable=False),
        sa.Column("into_id", NUMBER, nullable=False),
        sa.Column("was_status", STATUS, nullable=False),
        sa.Column("was_theme_id", NUMBER, nullable=True),
        sa.Column("made_by", NUMBER, nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_idea_merge_{column}_{table}"),
                ondelete=ondelete,
            )
            for column, table, ondelete in LINKS
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_merge")),
    )
    op.create_index(op.f("ix_idea_merge_lab_id"), "idea_merge", ["lab_id"])
    standing = sa.text("undone_at IS NULL")
    op.create_index(
        "ix_idea_merge_standing",
        "idea_merge",
        ["idea_id"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    _remember_earlier()


def _remember_earlier() -> None:
    """What was merged before merges were remembered can be undone as well."""
    idea = sa.table("idea", *map(sa.column, ("status", "masked_text", *TAKEN)))
    was = sa.case((idea.c.masked_text.is_(None), "visible"), else_="masked")
    earlier = sa.select(*(idea.c[name] for name in TAKEN), sa.literal(0), was).where(
        idea.c.status == "merged", idea.c.merged_into_id.is_not(None)
    )
    merge = sa.table("idea_merge", *map(sa.column, (*TAKEN.values(), "number", "was_status")))
    op.execute(sa.insert(merge).from_select([*TAKEN.values(), "number", "was_status"], earlier))


def downgrade() -> None:
    op.drop_table("idea_merge")
