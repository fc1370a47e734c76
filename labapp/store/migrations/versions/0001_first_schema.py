"""First schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# what SQLite does not hold us to, PostgreSQL does
NAME_KEY = sa.String(length=160).with_variant(sa.Text(), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "body",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
    )
    op.create_table(
        "verdict",
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("op_id", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("error", sa.String(length=40), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("who", "op_id", name=op.f("pk_verdict")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("body_id", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", NAME_KEY, nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_account_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name_key", name=op.f("uq_account_name_key")),
    )
    op.create_table(
        "lab",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("body_id", NUMBER, nullable=False),
        sa.Column("created_by", NUMBER, nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("join_token", sa.String(length=32), nullable=False),
        sa.Column("screen_key", sa.String(length=32), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("background", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=True),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column(
            "ideas_shown",
            sa.Enum("at_once", "after_phase", name="ideasshown", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column(
            "vote_on",
            sa.Enum("ideas", "themes", name="voteon", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("points", NUMBER, nullable=False),
        sa.Column("max_per_choice", NUMBER, nullable=False),
        sa.Column(
            "status",
            sa.Enum("planned", "open", "closed", name="labstatus", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("door_open", sa.Boolean(), nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("phase_id", NUMBER, nullable=True),
        sa.Column("phase_started_at", sa.DateTime(), nullable=True),
        sa.Column("phase_ends_at", sa.DateTime(), nullable=True),
        sa.Column("paused_at", sa.DateTime(), nullable=True),
        sa.Column("collect_ended_at", sa.DateTime(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_lab_body_id_body")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_lab_created_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lab")),
        sa.UniqueConstraint("code", name=op.f("uq_lab_code")),
        sa.UniqueConstraint("join_token", name=op.f("uq_lab_join_token")),
        sa.UniqueConstraint("screen_key", name=op.f("uq_lab_screen_key")),
        sa.UniqueConstraint("slug", name=op.f("uq_lab_slug")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "link",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column(
            "kind",
            sa.Enum("setup", "choose", name="linkkind", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", NUMBER, nullable=True),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_link_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_link_token_hash")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", NUMBER, nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_sign_in_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    op.create_table(
        "audit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=True),
        sa.Column("lab_code", sa.String(length=8), nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_audit_lab_id_lab"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_hash")),
    )
    op.create_table(
        "lab_table",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_lab_table_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lab_table")),
        sa.UniqueConstraint("lab_id", "position", name=op.f("uq_lab_table_lab_id_position")),
    )
    op.create_table(
        "phase",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("minutes", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_phase_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("lab_id", "position", name=op.f("uq_phase_lab_id_position")),
    )
    op.create_table(
        "theme",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_theme_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    op.create_table(
        "participant",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "table_host",
                "paper",
                "kiosk",
                "async",
                name="channel",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("number", NUMBER, nullable=True),
        sa.Column("table_id", NUMBER, nullable=True),
        sa.Column("entered_by", NUMBER, nullable=True),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["account.id"], name=op.f("fk_participant_entered_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_participant_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["table_id"], ["lab_table.id"], name=op.f("fk_participant_table_id_lab_table")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("lab_id", "key", name=op.f("uq_participant_lab_id_key")),
        sa.UniqueConstraint("lab_id", "number", name=op.f("uq_participant_lab_id_number")),
    )
    op.create_table(
        "round",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("phase_id", NUMBER, nullable=True),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column(
            "vote_on",
            sa.Enum("ideas", "themes", name="voteon", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("points", NUMBER, nullable=False),
        sa.Column("max_per_choice", NUMBER, nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open", "closed", "superseded", name="roundstatus", native_enum=False, length=20
            ),
            nullable=False,
        ),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("shown_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_round_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["phase_id"], ["phase.id"], name=op.f("fk_round_phase_id_phase")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("lab_id", "number", name=op.f("uq_round_lab_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ballot",
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("voter_tag", sa.LargeBinary(length=32), nullable=False),
        sa.Column("n", NUMBER, nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "table_host",
                "paper",
                "kiosk",
                "async",
                name="channel",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("entered_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["account.id"], name=op.f("fk_ballot_entered_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_ballot_round_id_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "voter_tag", name=op.f("pk_ballot")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "idea",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("lab_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("participant_id", NUMBER, nullable=True),
        sa.Column("phase_id", NUMBER, nullable=True),
        sa.Column("table_id", NUMBER, nullable=True),
        sa.Column("theme_id", NUMBER, nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "table_host",
                "paper",
                "kiosk",
                "async",
                name="channel",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("entered_by", NUMBER, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "visible",
                "hidden",
                "masked",
                "merged",
                "withdrawn",
                name="ideastatus",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "hide_reason",
            sa.Enum(
                "threat",
                "hate",
                "insult",
                "personal_data",
                "other_crime",
                "spam",
                name="hidereason",
                native_enum=False,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("hide_note", sa.String(length=300), nullable=False),
        sa.Column("masked_text", sa.Text(), nullable=True),
        sa.Column("merged_into_id", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["account.id"], name=op.f("fk_idea_entered_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["lab_id"], ["lab.id"], name=op.f("fk_idea_lab_id_lab"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["idea.id"], name=op.f("fk_idea_merged_into_id_idea")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_idea_participant_id_participant")
        ),
        sa.ForeignKeyConstraint(["phase_id"], ["phase.id"], name=op.f("fk_idea_phase_id_phase")),
        sa.ForeignKeyConstraint(
            ["table_id"], ["lab_table.id"], name=op.f("fk_idea_table_id_lab_table")
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_idea_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
        sa.UniqueConstraint("lab_id", "number", name=op.f("uq_idea_lab_id_number")),
    )
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_lab_id"), ["lab_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_idea_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_idea_theme_id"), ["theme_id"], unique=False)

    op.create_table(
        "choice",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("idea_id", NUMBER, nullable=True),
        sa.Column("theme_id", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_choice_idea_id_idea")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_choice_round_id_round"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_choice_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choice")),
    )
    with op.batch_alter_table("choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_choice_round_id"), ["round_id"], unique=False)

    op.create_table(
        "idea_version",
        sa.Column("idea_id", NUMBER, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name=op.f("fk_idea_version_idea_id_idea"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("idea_id", "version", name=op.f("pk_idea_version")),
    )
    op.create_table(
        "mark",
        sa.Column("round_id", NUMBER, nullable=False),
        sa.Column("voter_tag", sa.LargeBinary(length=32), nullable=False),
        sa.Column("choice_id", NUMBER, nullable=False),
        sa.Column("points", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["choice_id"], ["choice.id"], name=op.f("fk_mark_choice_id_choice")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_mark_round_id_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "voter_tag", "choice_id", name=op.f("pk_mark")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("mark")
    op.drop_table("idea_version")
    with op.batch_alter_table("choice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_choice_round_id"))

    op.drop_table("choice")
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idea_theme_id"))
        batch_op.drop_index(batch_op.f("ix_idea_participant_id"))
        batch_op.drop_index(batch_op.f("ix_idea_lab_id"))

    op.drop_table("idea")
    op.drop_table("ballot")
    op.drop_table("round")
    op.drop_table("participant")
    op.drop_table("theme")
    op.drop_table("phase")
    op.drop_table("lab_table")
    op.drop_table("audit")
    op.drop_table("sign_in")
    op.drop_table("link")
    op.drop_table("lab")
    op.drop_table("account")
    op.drop_table("verdict")
    op.drop_table("body")
