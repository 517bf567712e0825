"""The offices themselves: who they are, their credentials, their service points and who walked past them."""

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, String, Table, Text

from storage.columns import Instant
from storage.tables.schema import agency_column, metadata, table

agencies = Table(
    "agencies",
    metadata,
    agency_column(),
    Column("name", Text, nullable=False),
    Column("details", Text, nullable=False),  # JSON of the other Agency fields
    Column("created_on", Date, nullable=False),
)

credentials = table(
    "credentials",
    Column("kind", String(16), primary_key=True),  # line | sheets
    Column("sealed", LargeBinary, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

revisions = table(
    "revisions",  # a number that grows when something cached elsewhere changed
    Column("what", String(24), primary_key=True),  # faq | agency | points | rounds
    Column("number", Integer, nullable=False),
)

service_points = table(
    "service_points",
    Column("code", String(12), primary_key=True),
    Column("name", Text, nullable=False),
    Column("services", Text, nullable=False, default=""),
    Column("purpose", String(16), nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("retired_on", Date),
    Index("ix_service_points_code", "code", unique=True),  # a code on a wall names one place in the whole world
)

visits = table(
    "visits",  # how often a poster was opened; nothing about who
    Column("point", String(12), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("count", Integer, nullable=False),
)
