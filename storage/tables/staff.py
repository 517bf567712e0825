"""The people of an office: accounts, one-time tokens, sessions, second steps and their log."""

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, String, Text, UniqueConstraint

from storage.columns import Instant
from storage.tables.schema import table

staff = table(
    "staff",
    Column("id", String(32), primary_key=True),
    Column("login", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),  # JSON list of clerk | officer | surveyor | admin
    Column("password_hash", Text),  # NULL until the invitation is used
    Column("totp", LargeBinary),  # sealed secret; NULL = not enrolled
    Column("totp_last_step", Integer, nullable=False, default=0),
    Column("line_person", String(64)),  # keyed hash of the linked LINE account
    Column("line_user", LargeBinary),  # sealed id of the same, so that a notice can reach it
    Column("noticed_at", Instant),  # the last notice that something waits
    Column("left_on", Date),
    UniqueConstraint("agency", "login"),
)

staff_tokens = table(
    "staff_tokens",  # invitations, resets, LINE link codes: only hashes
    Column("token", String(64), primary_key=True),
    Column("staff_id", String(32), nullable=False),
    Column("purpose", String(12), nullable=False),  # invite | reset | line
    Column("expires_at", Instant, nullable=False),
)

sessions = table(
    "sessions",
    Column("id", String(64), primary_key=True),  # SHA-256 of the cookie
    Column("staff_id", String(32), nullable=False),
    Column("stage", String(12), nullable=False),  # password | full
    Column("key", LargeBinary),  # officer key under a key that only the cookie holds
    Column("last_seen", Instant, nullable=False),
    Column("began_at", Instant),  # NULL: from before this was noted; counts from when it was last seen
    Index("ix_sessions_id", "id", unique=True),
)

staff_codes = table(
    "staff_codes",  # recovery codes, each in place of one second step: only keyed hashes
    Column("staff_id", String(32), primary_key=True),
    Column("code", String(64), primary_key=True),
)

staff_log = table(
    "staff_log",  # who did what in the console (fraud cases have their own, chained, in the sealed store)
    Column("id", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(32), nullable=False),
    Column("detail", Text, nullable=False),
)
