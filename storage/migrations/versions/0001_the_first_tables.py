"""the first tables

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agencies",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("agency", name=op.f("pk_agencies")),
    )
    op.create_table(
        "heartbeats",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "name", name=op.f("pk_heartbeats")),
    )
    op.create_table(
        "ballots",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("round", sa.String(length=48), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_ballots_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "round", "mark", name=op.f("pk_ballots")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "conversations",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_conversations_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "person", name=op.f("pk_conversations")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "credentials",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_credentials_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "kind", name=op.f("pk_credentials")),
    )
    op.create_table(
        "events",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("lane", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("claim", sa.String(length=32), nullable=True),
        sa.Column("claimed_until", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("handled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_events_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "mark", name=op.f("pk_events")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index("ix_events_waiting", ["handled_on", "at"], unique=False)

    op.create_table(
        "faq_entries",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("phrasings", sa.Text(), nullable=False),
        sa.Column("keywords", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_faq_entries_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_faq_entries")),
    )
    op.create_table(
        "jobs",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("run_at", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("claimed_until", sa.BigInteger(), nullable=True),
        sa.Column("claim", sa.String(length=32), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_jobs_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "kind", "key", name=op.f("pk_jobs")),
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index("ix_jobs_run_at", ["run_at"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("claimed_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_outbox_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_outbox")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_agency_person", ["agency", "person"], unique=False)
        batch_op.create_index("ix_outbox_status", ["status", "claimed_until"], unique=False)

    op.create_table(
        "push_counts",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_push_counts_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "month", name=op.f("pk_push_counts")),
    )
    op.create_table(
        "qa_counts",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_qa_counts_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "day", "outcome", "topic", name=op.f("pk_qa_counts")),
    )
    op.create_table(
        "questions",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=True),
        sa.Column("message_mark", sa.String(length=64), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_questions_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_questions")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index("ix_questions_agency_status", ["agency", "status"], unique=False)

    op.create_table(
        "responses",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("round", sa.String(length=48), nullable=False),
        sa.Column("instrument", sa.String(length=32), nullable=False),
        sa.Column("point", sa.String(length=12), nullable=True),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_responses_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "key", name=op.f("pk_responses")),
        sa.UniqueConstraint("agency", "place", name=op.f("uq_responses_agency_place")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.create_index("ix_responses_agency_round", ["agency", "round"], unique=False)

    op.create_table(
        "revisions",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_revisions_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "what", name=op.f("pk_revisions")),
    )
    op.create_table(
        "service_points",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("services", sa.Text(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_service_points_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "code", name=op.f("pk_service_points")),
    )
    with op.batch_alter_table("service_points", schema=None) as batch_op:
        batch_op.create_index("ix_service_points_code", ["code"], unique=True)

    op.create_table(
        "sessions",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=True),
        sa.Column("last_seen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_sessions_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index("ix_sessions_id", ["id"], unique=True)

    op.create_table(
        "sheet_targets",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("synced_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_sheet_targets_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "kind", name=op.f("pk_sheet_targets")),
    )
    op.create_table(
        "staff",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("totp", sa.LargeBinary(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=False),
        sa.Column("line_person", sa.String(length=64), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_staff_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_staff")),
        sa.UniqueConstraint("agency", "login", name=op.f("uq_staff_agency_login")),
    )
    op.create_table(
        "staff_log",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_staff_log_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_staff_log")),
    )
    op.create_table(
        "staff_tokens",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_staff_tokens_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "token", name=op.f("pk_staff_tokens")),
    )
    op.create_table(
        "survey_rounds",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("round", sa.String(length=48), nullable=False),
        sa.Column("instrument", sa.String(length=32), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_survey_rounds_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "round", name=op.f("pk_survey_rounds")),
    )
    op.create_table(
        "visits",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("point", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_visits_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "point", "day", name=op.f("pk_visits")),
    )


def downgrade() -> None:
    op.drop_table("visits")
    op.drop_table("survey_rounds")
    op.drop_table("staff_tokens")
    op.drop_table("staff_log")
    op.drop_table("staff")
    op.drop_table("sheet_targets")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index("ix_sessions_id")

    op.drop_table("sessions")
    with op.batch_alter_table("service_points", schema=None) as batch_op:
        batch_op.drop_index("ix_service_points_code")

    op.drop_table("service_points")
    op.drop_table("revisions")
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.drop_index("ix_responses_agency_round")

    op.drop_table("responses")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index("ix_questions_agency_status")

    op.drop_table("questions")
    op.drop_table("qa_counts")
    op.drop_table("push_counts")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_status")
        batch_op.drop_index("ix_outbox_agency_person")

    op.drop_table("outbox")
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_index("ix_jobs_run_at")

    op.drop_table("jobs")
    op.drop_table("faq_entries")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index("ix_events_waiting")

    op.drop_table("events")
    op.drop_table("credentials")
    op.drop_table("conversations")
    op.drop_table("ballots")
    op.drop_table("heartbeats")
    op.drop_table("agencies")
