"""The sealed tables. Nothing here refers to the product's tables, and no column is finer in time than it must be.

Keys are random and tables have no rowid: from the night on (`storage.sealed.rewriting`) the physical order of rows, and
of the pages that long ones take, tells nothing about their arrival.
On PostgreSQL they live in the schema `sealed` (a schema translation of the engine), on SQLite in a file of their own.
"""

from storage.sealed.tables.cases import (
    case_chunks,
    case_contacts,
    case_keys,
    case_messages,
    case_notes,
    cases,
    message_keys,
)
from storage.sealed.tables.door import (
    case_drafts,
    case_notices,
    chat_events,
    door_facts,
    form_keys,
    notice_queue,
    receipt_tries,
    unsend_marks,
    used_forms,
)
from storage.sealed.tables.figures import case_breakdowns, case_counters, case_snapshots
from storage.sealed.tables.keepers import audit_heads, audit_log, audit_tallies, officer_locks, officers, recovery_keys
from storage.sealed.tables.schema import KEYS, PASSING, metadata

__all__ = [
    "KEYS",
    "PASSING",
    "audit_heads",
    "audit_log",
    "audit_tallies",
    "case_breakdowns",
    "case_chunks",
    "case_contacts",
    "case_counters",
    "case_drafts",
    "case_keys",
    "case_messages",
    "case_notes",
    "case_notices",
    "case_snapshots",
    "cases",
    "chat_events",
    "door_facts",
    "form_keys",
    "message_keys",
    "metadata",
    "notice_queue",
    "officer_locks",
    "officers",
    "receipt_tries",
    "recovery_keys",
    "unsend_marks",
    "used_forms",
]
