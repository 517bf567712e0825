"""batches on their way to Google, and how much may still be asked of it

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sheet_attempts",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("first_sent_at", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_sheet_attempts_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "kind", name=op.f("pk_sheet_attempts")),
    )
    op.create_table(
        "sheet_gates",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("reads", sa.Float(), nullable=False),
        sa.Column("writes", sa.Float(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("closed_until", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.PrimaryKeyConstraint("agency", "name", name=op.f("pk_sheet_gates")),
    )


def downgrade() -> None:
    op.drop_table("sheet_gates")
    op.drop_table("sheet_attempts")
