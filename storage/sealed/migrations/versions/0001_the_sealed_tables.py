"""the sealed tables

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
        "audit_heads",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("seed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("agency", name=op.f("pk_audit_heads")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit_log",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "n", name=op.f("pk_audit_log")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit_tallies",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "day", "action", name=op.f("pk_audit_tallies")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_contacts",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "reference", name=op.f("pk_case_contacts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_counters",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("quarter", sa.String(length=8), nullable=False),
        sa.Column("dimension", sa.String(length=12), nullable=False),
        sa.Column("value", sa.String(length=24), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "quarter", "dimension", "value", name=op.f("pk_case_counters")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_keys",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("reader", sa.String(length=32), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "reference", "kind", "epoch", "role", "reader", name=op.f("pk_case_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_messages",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=12), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "reference", "id", name=op.f("pk_case_messages")),
        sa.UniqueConstraint("agency", "reference", "seq", name=op.f("uq_case_messages_agency_reference_seq")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_snapshots",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.Column("in_progress", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "as_of", "period", name=op.f("pk_case_snapshots")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cases",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("locator", sa.String(length=6), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("verifier", sa.LargeBinary(), nullable=False),
        sa.Column("informer_public", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "reference", name=op.f("pk_cases")),
        sa.UniqueConstraint("agency", "locator", name=op.f("uq_cases_agency_locator")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "form_keys",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "day", name=op.f("pk_form_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "officer_locks",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("officer", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("ops", sa.Integer(), nullable=False),
        sa.Column("memory", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "officer", "kind", name=op.f("pk_officer_locks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "officers",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("officer", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "officer", name=op.f("pk_officers")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "recovery_keys",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("proved", sa.Boolean(), nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("agency", name=op.f("pk_recovery_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "used_forms",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "token", name=op.f("pk_used_forms")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("used_forms")
    op.drop_table("recovery_keys")
    op.drop_table("officers")
    op.drop_table("officer_locks")
    op.drop_table("form_keys")
    op.drop_table("cases")
    op.drop_table("case_snapshots")
    op.drop_table("case_messages")
    op.drop_table("case_keys")
    op.drop_table("case_counters")
    op.drop_table("case_contacts")
    op.drop_table("audit_tallies")
    op.drop_table("audit_log")
    op.drop_table("audit_heads")
