"""a new officer's key waits for a second person

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # those enrolled so far were let in under the rules of their day
    op.add_column("officers", sa.Column("approved", sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    op.drop_column("officers", "approved")
