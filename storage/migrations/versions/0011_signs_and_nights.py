"""signs of service points, units and last days, visits at night, codes that name nothing

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "point_signs",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("point", sa.String(length=12), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_point_signs_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_point_signs")),
    )
    op.create_index("ix_point_signs_id", "point_signs", ["id"], unique=True)
    op.create_table(
        "stray_scans",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "day", name=op.f("pk_stray_scans")),
    )
    op.add_column("service_points", sa.Column("unit", sa.Text(), nullable=False, server_default=""))
    op.add_column("service_points", sa.Column("closes_on", sa.Date(), nullable=True))
    op.add_column("service_points", sa.Column("sign", sa.String(length=12), nullable=False, server_default=""))
    op.add_column("visits", sa.Column("night", sa.Integer(), nullable=False, server_default="0"))
    # what hangs on the walls today are first printings
    op.execute(
        "INSERT INTO point_signs (agency, id, point, issued_on, retired_on) "
        "SELECT agency, code, code, opened_on, NULL FROM service_points"
    )
    op.execute(
        "INSERT INTO stray_scans (agency, day, count) SELECT agency, day, count FROM visits WHERE point = 'unknown'"
    )
    op.execute("DELETE FROM visits WHERE point = 'unknown'")


def downgrade() -> None:
    op.drop_column("visits", "night")
    for column in ("sign", "closes_on", "unit"):
        op.drop_column("service_points", column)
    op.drop_table("stray_scans")
    op.drop_index("ix_point_signs_id", "point_signs")
    op.drop_table("point_signs")
