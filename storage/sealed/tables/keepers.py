"""Those who hold keys, and the log of what was done."""

from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, String, Text, false, true

from storage.sealed.tables.schema import sealed_table

officers = sealed_table(
    "officers",
    Column("officer", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("approved", Boolean, nullable=False, server_default=true()),  # new cases are sealed to approved keys only
    Column("custodian", Boolean, nullable=False, server_default=false()),  # volunteered contacts are sealed to these
)

officer_locks = sealed_table(
    "officer_locks",  # an officer's private key under a password, and under a printed code
    Column("officer", String(32), primary_key=True),
    Column("kind", String(12), primary_key=True),  # password | code
    Column("salt", LargeBinary, nullable=False),
    Column("ops", Integer, nullable=False),
    Column("memory", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

recovery_keys = sealed_table(
    "recovery_keys",
    Column("public", LargeBinary, nullable=False),
    Column("proved", Boolean, nullable=False),
    Column("challenge", LargeBinary, nullable=False),  # fingerprint of the awaited answer; empty when none is
)

audit_log = sealed_table(
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

audit_heads = sealed_table(
    "audit_heads",
    Column("entries", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("key", LargeBinary, nullable=False),  # the present key; earlier ones cannot be had from it
    Column("seed", LargeBinary),  # the first key, until it is handed out for the recovery sheet
)

audit_tallies = sealed_table(
    "audit_tallies",  # what informers did, summed by day until the day is over
    Column("day", Date, primary_key=True),
    Column("action", String(24), primary_key=True),
    Column("count", Integer, nullable=False),
)
