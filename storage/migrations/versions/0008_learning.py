"""what was asked without who, its groups, thumbs, and how long answers took

Revision ID: 0008
Revises: 0007
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table(
        "qa_asked",
        ("agency", "id"),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("fate", sa.String(length=12), nullable=False),
        sa.Column("entry", sa.String(length=32), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("reduced", sa.Boolean(), nullable=False),
        sa.Column("cluster", sa.String(length=32), nullable=True),
        sa.Column("question", sa.String(length=32), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_qa_asked_agency_day", "qa_asked", ["agency", "day"])
    _table(
        "qa_clusters",
        ("agency", "id"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("nearest", sa.String(length=32), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
    )
    _table("qa_learnt", ("agency",), sa.Column("day", sa.Date(), nullable=False))
    _table(
        "qa_ratings",
        ("agency", "day", "entry", "helped"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("entry", sa.String(length=32), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
    )
    _table(
        "qa_answer_times",
        ("agency", "month", "minutes"),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    for name in ("qa_answer_times", "qa_ratings", "qa_learnt", "qa_clusters"):
        op.drop_table(name)
    op.drop_index("ix_qa_asked_agency_day", table_name="qa_asked")
    op.drop_table("qa_asked")


def _table(name: str, key: tuple[str, ...], *columns: sa.Column[object], **options: Any) -> None:
    op.create_table(
        name,
        sa.Column("agency", sa.String(length=32), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f(f"fk_{name}_agency_agencies")),
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")),
        **options,
    )
