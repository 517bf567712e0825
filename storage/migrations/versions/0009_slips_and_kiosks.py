"""one-time slips of staff rounds, and links that make a device a kiosk

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "survey_slips",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("round", sa.String(length=48), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_survey_slips_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "round", "mark", name=op.f("pk_survey_slips")),
        sqlite_with_rowid=False,
    )
    op.add_column("survey_rounds", sa.Column("slips", sa.Integer(), nullable=True))
    op.add_column(
        "survey_tablets", sa.Column("kind", sa.String(length=8), nullable=False, server_default=sa.text("'tablet'"))
    )
    op.add_column("survey_tablets", sa.Column("point", sa.String(length=12), nullable=True))
    op.add_column("survey_tablets", sa.Column("expires_on", sa.Date(), nullable=True))


def downgrade() -> None:
    for column in ("expires_on", "point", "kind"):
        op.drop_column("survey_tablets", column)
    op.drop_column("survey_rounds", "slips")
    op.drop_table("survey_slips")
