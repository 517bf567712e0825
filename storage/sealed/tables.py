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
    UniqueConstraint("agency", "locator"),
)

case_keys = _table(
    "case_keys",  # each case's keys, wrapped for one reader each
    Column("reference", String(12), primary_key=True),
    Column("kind", String(12), primary_key=True),  # case | contact
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
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("agency", "reference", "seq"),
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
)

officer_locks = _table(
    "officer_locks",  # an officer's private key under a password (later also under a printed code)
    Column("officer", String(32), primary_key=True),
    Column("kind", String(12), primary_key=True),  # password
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
