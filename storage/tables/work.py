"""Follow-up work: jobs, the spreadsheets to keep in step, and the pulse of the processes."""

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text

from storage.columns import Instant
from storage.tables.schema import agency_column, metadata, table

jobs = table(
    "jobs",
    Column("kind", String(32), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("run_at", Instant, nullable=False),
    Column("payload", Text, nullable=False),
    Column("claimed_until", Instant),
    Column("claim", String(32)),
    Column("attempts", Integer, nullable=False, default=0),
    Column("error", Text),
    Index("ix_jobs_run_at", "run_at"),
)

sheet_targets = table(
    "sheet_targets",
    Column("kind", String(8), primary_key=True),  # xlsx | google
    Column("status", String(12), nullable=False),  # ok | parked
    Column("state", Text, nullable=False),  # JSON, owned by sheets_sync
    Column("error", Text),
    Column("synced_at", Instant),
)

sheet_attempts = table(
    "sheet_attempts",  # at most one for each target: a batch whose fate is not known yet
    Column("kind", String(8), primary_key=True),
    Column("batch", String(32), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("body", Text, nullable=False),  # sent again byte for byte
    Column("plan", Text, nullable=False),  # JSON, owned by sheets_sync: what holds once it is applied
    Column("first_sent_at", Instant),
    Column("tries", Integer, nullable=False),
)

sheet_gates = Table(
    "sheet_gates",  # of service accounts, their keys and projects, not of agencies: "*" stands for all of them
    metadata,
    agency_column(),
    Column("name", String(80), primary_key=True),
    Column("reads", Float, nullable=False),  # requests that may be sent now
    Column("writes", Float, nullable=False),
    Column("at", Instant, nullable=False),  # when that was so
    Column("closed_until", Instant),
    Column("reason", String(24)),
)

heartbeats = Table(
    "heartbeats",  # of processes, not of agencies: "*" stands for all of them
    metadata,
    agency_column(),
    Column("name", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
)
