"""Counters and frozen figures."""

from sqlalchemy import Column, Date, Integer, String

from storage.sealed.tables.schema import sealed_table

case_counters = sealed_table(
    "case_counters",
    Column("quarter", String(8), primary_key=True),
    Column("dimension", String(12), primary_key=True),
    Column("value", String(24), primary_key=True),
    Column("count", Integer, nullable=False),
)

case_snapshots = sealed_table(
    "case_snapshots",  # figures frozen on a publication day
    Column("as_of", Date, primary_key=True),
    Column("period", String(8), primary_key=True),
    Column("finished", Integer, nullable=False),
    Column("in_progress", Integer, nullable=False),
    Column("carried", Integer, nullable=False, server_default="0"),
)

case_breakdowns = sealed_table(
    "case_breakdowns",  # frozen figures of finished years: average days, categories with enough cases
    Column("as_of", Date, primary_key=True),
    Column("period", String(8), primary_key=True),
    Column("what", String(12), primary_key=True),  # days | category
    Column("category", String(24), primary_key=True),  # "" for all together
    Column("count", Integer, nullable=False),
    Column("tenths", Integer, nullable=False),  # of days; 0 where nothing is averaged
)
