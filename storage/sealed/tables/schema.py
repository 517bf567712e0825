"""What every sealed table has in common, and which of them travel in which backup."""

from typing import Any

from sqlalchemy import Column, MetaData, String, Table

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


def sealed_table(name: str, *columns: Any) -> Table:
    """A table whose key begins with the agency, and whose rows lie in the order of their keys."""
    return Table(name, metadata, Column("agency", String(32), primary_key=True), *columns, sqlite_with_rowid=False)
