"""The sealed tables. Nothing here refers to the product's tables, and no column is finer in time than it must be.

Keys are random and tables have no rowid: the physical order of rows tells nothing about their arrival.
On PostgreSQL they live in the schema `sealed` (a schema translation of the engine), on SQLite in a file of their own.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    true,
)

from storage.columns import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


KEYS = {
    "cases", "case_keys", "message_keys", "unsend_marks", "officers", "officer_locks", "recovery_keys", "door_facts",
}  # fmt: skip
"""What opens the rest. Backed up apart and for two weeks only, so that an erased case is then unreadable everywhere."""
PASSING = {"used_forms", "form_keys", "case_drafts", "chat_events", "receipt_tries", "notice_queue"}
"""What lives for hours or days, and in no backup: the key of a day still yields receipts."""


def _table(name: str, *columns: Any) -> Table:
    return Table(name, metadata, Column("agency", String(32), primary_key=True), *columns, sqlite_with_rowid=False)


cases = _table(
    "cases",
    Column("reference", String(12), primary_key=True),  # random: the next number says nothing
    Column("locator", String(6), nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("verifier", LargeBinary, nullable=False),
    Column("informer_public", LargeBinary, nullable=False),
    Column("status", String(12), nullable=False),
    Column("month", String(7), nullable=False),
    Column("header", LargeBinary, nullable=False),  # sealed: days, category, exclusions, thread length and head
    Column("inside", LargeBinary),  # sealed to officers: who works on it, notes' length and head; NULL on old cases
    Column("epoch", Integer, nullable=False, server_default="1"),  # which of the office's key changes it has seen
    Column("erase_from", Date),  # first of a month; NULL while open or kept
    UniqueConstraint("agency", "locator"),
)

case_keys = _table(
    "case_keys",  # each case's keys, wrapped for one reader each
    Column("reference", String(12), primary_key=True),
    Column("kind", String(12), primary_key=True),  # case | contact | inside
    Column("epoch", Integer, primary_key=True),
    Column("role", String(12), primary_key=True),  # officer | recovery | informer
    Column("reader", String(32), primary_key=True),  # keyed mark of case and officer; "" for the other roles
    Column("box", LargeBinary, nullable=False),
)

case_messages = _table(
    "case_messages",
    Column("reference", String(12), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("author", String(12), nullable=False),  # informer | office
    Column("epoch", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # empty once its author took it back
    Column("erased", String(64), nullable=False, server_default=""),  # then: the hash of what stood here
    UniqueConstraint("agency", "reference", "seq"),
)

message_keys = _table(
    "message_keys",  # the own key of a message that its author can take back
    Column("reference", String(12), primary_key=True),
    Column("message", String(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

case_notes = _table(
    "case_notes",  # what officers write for each other
    Column("reference", String(12), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

case_chunks = _table(
    "case_chunks",  # evidence files in pieces; name, type, size and key stand in the message that brought them
    Column("reference", String(12), primary_key=True),
    Column("file", String(32), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)

case_notices = _table(
    "case_notices",  # one of the same size for every case, under an id that only the case's key yields
    Column("notice", String(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

notice_queue = _table(
    "notice_queue",  # whom to tell at the next fixed hour; names no case
    Column("id", String(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

unsend_marks = _table(
    "unsend_marks",  # which message of a case a chat message became, under keyed marks; for 30 days
    Column("mark", String(32), primary_key=True),
    Column("reference", String(12), nullable=False),  # "" when the wish came before its message
    Column("message", String(32), nullable=False),
    Column("day", Date, nullable=False),
)

case_drafts = _table(
    "case_drafts",  # what is being typed in a chat, under a key that no database holds
    Column("mark", String(32), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),  # 0: the draft; others: its photos
    Column("expires", Instant, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

chat_events = _table(
    "chat_events",  # which of the platform's events were handled here
    Column("mark", String(32), primary_key=True),
    Column("day", Date, nullable=False),
)

receipt_tries = _table(
    "receipt_tries",  # wrong receipts of one day by locator, known or not, under a keyed mark
    Column("day", Date, primary_key=True),
    Column("mark", String(32), primary_key=True),
    Column("count", Integer, nullable=False),
)

door_facts = _table(
    "door_facts",  # small facts about the room itself: key changes so far, the last day seen
    Column("name", String(24), primary_key=True),
    Column("value", String(32), nullable=False),
)

case_contacts = _table(
    "case_contacts",  # one of the same size for every case, mostly empty inside
    Column("reference", String(12), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

case_counters = _table(
    "case_counters",
    Column("quarter", String(8), primary_key=True),
    Column("dimension", String(12), primary_key=True),
    Column("value", String(24), primary_key=True),
    Column("count", Integer, nullable=False),
)

case_snapshots = _table(
    "case_snapshots",  # figures frozen on a publication day
    Column("as_of", Date, primary_key=True),
    Column("period", String(8), primary_key=True),
    Column("finished", Integer, nullable=False),
    Column("in_progress", Integer, nullable=False),
    Column("carried", Integer, nullable=False, server_default="0"),
)

case_breakdowns = _table(
    "case_breakdowns",  # frozen figures of finished years: average days, categories with enough cases
    Column("as_of", Date, primary_key=True),
    Column("period", String(8), primary_key=True),
    Column("what", String(12), primary_key=True),  # days | category
    Column("category", String(24), primary_key=True),  # "" for all together
    Column("count", Integer, nullable=False),
    Column("tenths", Integer, nullable=False),  # of days; 0 where nothing is averaged
)

used_forms = _table(
    "used_forms",
    Column("token", String(64), primary_key=True),
    Column("content", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("expires", Instant, nullable=False),  # a whole hour
)

form_keys = _table(
    "form_keys",  # receipts of one day are derived under it; erased when the day is over
    Column("day", Date, primary_key=True),
    Column("key", LargeBinary, nullable=False),
)

officers = _table(
    "officers",
    Column("officer", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("approved", Boolean, nullable=False, server_default=true()),  # new cases are sealed to approved keys only
    Column("custodian", Boolean, nullable=False, server_default=false()),  # volunteered contacts are sealed to these
)

officer_locks = _table(
    "officer_locks",  # an officer's private key under a password, and under a printed code
    Column("officer", String(32), primary_key=True),
    Column("kind", String(12), primary_key=True),  # password | code
    Column("salt", LargeBinary, nullable=False),
    Column("ops", Integer, nullable=False),
    Column("memory", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

recovery_keys = _table(
    "recovery_keys",
    Column("public", LargeBinary, nullable=False),
    Column("proved", Boolean, nullable=False),
    Column("challenge", LargeBinary, nullable=False),  # fingerprint of the awaited answer; empty when none is
)

audit_log = _table(
    "audit_log",
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("actor", String(32), nullable=False),
    Column("action", String(32), nullable=False),
    Column("reference", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
)

audit_heads = _table(
    "audit_heads",
    Column("entries", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("key", LargeBinary, nullable=False),  # the present key; earlier ones cannot be had from it
    Column("seed", LargeBinary),  # the first key, until it is handed out for the recovery sheet
)

audit_tallies = _table(
    "audit_tallies",  # what informers did, summed by day until the day is over
    Column("day", Date, primary_key=True),
    Column("action", String(24), primary_key=True),
    Column("count", Integer, nullable=False),
)
