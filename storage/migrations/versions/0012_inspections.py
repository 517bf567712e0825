"""QR patrols: who looked at which sign, when, and what it was

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inspections",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("sheet", sa.String(length=12), nullable=False),
        sa.Column("point", sa.String(length=12), nullable=False),
        sa.Column("host", sa.String(length=100), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_inspections_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_inspections")),
    )
    op.create_index("ix_inspections_agency_at", "inspections", ["agency", "at"])


def downgrade() -> None:
    op.drop_index("ix_inspections_agency_at", "inspections")
    op.drop_table("inspections")
