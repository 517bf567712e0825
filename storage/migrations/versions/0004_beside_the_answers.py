"""what is told beside the answers, and surveyors' tablets

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "survey_asides",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("round", sa.String(length=48), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_survey_asides_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "round", "key", name=op.f("pk_survey_asides")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_profiles",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("round", sa.String(length=48), nullable=False),
        sa.Column("age", sa.String(length=16), nullable=False),
        sa.Column("sex", sa.String(length=16), nullable=False),
        sa.Column("education", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_survey_profiles_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "round", "age", "sex", "education", name=op.f("pk_survey_profiles")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_comments",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("round", sa.String(length=48), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_survey_comments_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "key", name=op.f("pk_survey_comments")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("survey_comments", schema=None) as batch_op:
        batch_op.create_index("ix_survey_comments_agency_round", ["agency", "round"], unique=False)

    op.create_table(
        "survey_tablets",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_survey_tablets_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_survey_tablets")),
        sa.UniqueConstraint("agency", "token", name=op.f("uq_survey_tablets_agency_token")),
    )


def downgrade() -> None:
    op.drop_table("survey_tablets")
    with op.batch_alter_table("survey_comments", schema=None) as batch_op:
        batch_op.drop_index("ix_survey_comments_agency_round")

    op.drop_table("survey_comments")
    op.drop_table("survey_profiles")
    op.drop_table("survey_asides")
