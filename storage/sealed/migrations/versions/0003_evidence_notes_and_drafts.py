"""evidence files, internal notes, chat drafts, notices, rising cost of wrong receipts, erasing, changed keys

Revision ID: 0003
Revises: 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NEW = (
    "message_keys", "case_notes", "case_chunks", "case_notices", "notice_queue", "unsend_marks", "case_drafts",
    "chat_events", "receipt_tries", "door_facts", "case_breakdowns",
)  # fmt: skip


def upgrade() -> None:
    op.add_column("cases", sa.Column("inside", sa.LargeBinary(), nullable=True))
    op.add_column("cases", sa.Column("epoch", sa.Integer(), server_default="1", nullable=False))
    op.add_column("cases", sa.Column("erase_from", sa.Date(), nullable=True))
    op.add_column("case_messages", sa.Column("erased", sa.String(length=64), server_default="", nullable=False))
    op.add_column("officers", sa.Column("custodian", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("case_snapshots", sa.Column("carried", sa.Integer(), server_default="0", nullable=False))
    _table("message_keys", ("reference", "message"), _text("reference", 12), _text("message", 32), _sealed())
    _table(
        "case_notes", ("reference", "id"),
        _text("reference", 12), _text("id", 32), _number("seq"), _number("epoch"), _sealed(),
    )  # fmt: skip
    _table(
        "case_chunks", ("reference", "file", "n"), _text("reference", 12), _text("file", 32), _number("n"), _sealed()
    )
    _table("case_notices", ("notice",), _text("notice", 32), _sealed())
    _table("notice_queue", ("id",), _text("id", 32), _sealed())
    _table("unsend_marks", ("mark",), _text("mark", 32), _text("reference", 12), _text("message", 32), _day("day"))
    _table(
        "case_drafts", ("mark", "part"),
        _text("mark", 32), _number("part"), sa.Column("expires", sa.BigInteger(), nullable=False), _sealed(),
    )  # fmt: skip
    _table("chat_events", ("mark",), _text("mark", 32), _day("day"))
    _table("receipt_tries", ("day", "mark"), _day("day"), _text("mark", 32), _number("count"))
    _table("door_facts", ("name",), _text("name", 24), _text("value", 32))
    _table(
        "case_breakdowns", ("as_of", "period", "what", "category"),
        _day("as_of"), _text("period", 8), _text("what", 12), _text("category", 24), _number("count"),
        _number("tenths"),
    )  # fmt: skip


def downgrade() -> None:
    for name in reversed(_NEW):
        op.drop_table(name)
    op.drop_column("case_snapshots", "carried")
    op.drop_column("officers", "custodian")
    op.drop_column("case_messages", "erased")
    for name in ("erase_from", "epoch", "inside"):
        op.drop_column("cases", name)


def _table(name: str, keys: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        _text("agency", 32),
        *columns,
        sa.PrimaryKeyConstraint("agency", *keys, name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )


def _text(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _day(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=False)


def _sealed() -> sa.Column[Any]:
    return sa.Column("sealed", sa.LargeBinary(), nullable=False)
