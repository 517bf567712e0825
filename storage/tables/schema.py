"""What all tables share: one metadata with names for every constraint, and the agency that leads every key."""

from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, MetaData, String, Table

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def agency_column() -> Column[str]:
    """The first part of every key: the office's code."""
    return Column("agency", String(32), primary_key=True)


def table(name: str, *columns: Any, **options: Any) -> Table:
    """A table that belongs to agencies: the agency leads the key and must exist."""
    return Table(
        name, metadata, agency_column(), *columns, ForeignKeyConstraint(["agency"], ["agencies.agency"]), **options
    )
