"""LINE: what came in, where each conversation stands, what is to go out."""

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, String

from storage.columns import Instant
from storage.tables.schema import table

events = table(
    "events",  # the inbox: durable before the 200, wiped when handled
    Column("mark", String(64), primary_key=True),  # keyed hash of webhookEventId
    Column("lane", String(64), nullable=False),  # keyed hash of the person; "" once handled
    Column("at", Instant),  # LINE's own event time; NULL once handled
    Column("body", LargeBinary),  # sealed; NULL once handled
    Column("claim", String(32)),  # who is working on it
    Column("claimed_until", Instant),  # and until when nobody else may; after a failure: not before
    Column("attempts", Integer, nullable=False, default=0),
    Column("handled_on", Date),  # NULL while waiting; the mark is kept a few days against duplicates
    Index("ix_events_waiting", "handled_on", "at"),
    sqlite_with_rowid=False,
)

conversations = table(
    "conversations",
    Column("person", String(64), primary_key=True),  # keyed hash of the LINE user id
    Column("state", LargeBinary, nullable=False),  # sealed
    Column("updated_on", Date, nullable=False),
    sqlite_with_rowid=False,
)

outbox = table(
    "outbox",
    Column("id", String(32), primary_key=True),
    Column("person", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),  # sealed: user id, reply token, messages
    Column("status", String(12), nullable=False),  # sending | waiting
    Column("created_at", Instant, nullable=False),
    Column("claimed_until", Instant),
    Index("ix_outbox_agency_person", "agency", "person"),
    Index("ix_outbox_status", "status", "claimed_until"),
    sqlite_with_rowid=False,
)

push_counts = table(
    "push_counts",
    Column("month", String(7), primary_key=True),  # Bangkok month, "2026-11"
    Column("count", Integer, nullable=False),
)
