"""recovery codes for the second step, and when a session began

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_codes",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_staff_codes_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "staff_id", "code", name=op.f("pk_staff_codes")),
    )
    op.add_column("sessions", sa.Column("began_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("sessions", "began_at")
    op.drop_table("staff_codes")
