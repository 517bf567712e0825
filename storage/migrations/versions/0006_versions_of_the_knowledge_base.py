"""versions of the knowledge base, more fields of an entry, and files that wait to be published

Revision ID: 0006
Revises: 0005
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TEXTS = {"phone": sa.Text(), "link": sa.Text(), "map_link": sa.Text(), "image": sa.Text(),
          "ita_item": sa.String(length=16), "see": sa.String(length=32), "source": sa.Text()}  # fmt: skip
_DATES = ("valid_from", "valid_until")


def upgrade() -> None:
    with op.batch_alter_table("faq_entries", schema=None) as batch_op:
        for name, kind in _TEXTS.items():
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=""))
        for name in _DATES:
            batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))
    versions = op.create_table(
        "faq_versions",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.String(length=64), nullable=False),
        sa.Column("how", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_faq_versions_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "id", "version", name=op.f("pk_faq_versions")),
    )
    op.create_table(
        "faq_uploads",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_faq_uploads_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "staff_id", name=op.f("pk_faq_uploads")),
    )
    op.create_table(
        "faq_synonyms",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_faq_synonyms_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", name=op.f("pk_faq_synonyms")),
    )
    _begin_history(versions)


def downgrade() -> None:
    op.drop_table("faq_synonyms")
    op.drop_table("faq_uploads")
    op.drop_table("faq_versions")
    with op.batch_alter_table("faq_entries", schema=None) as batch_op:
        for name in (*reversed(_DATES), *reversed(_TEXTS)):
            batch_op.drop_column(name)


def _begin_history(versions: sa.Table) -> None:
    """What stands in the knowledge base becomes the first known version of each entry."""
    present = op.get_bind().execute(sa.text("SELECT * FROM faq_entries")).mappings().all()
    if present:
        op.bulk_insert(versions, [_version(row) for row in present])


def _version(row: Any) -> dict[str, Any]:
    body = {name: row[name] for name in ("category", "question", "answer", "status")}
    lists = {name: json.loads(row[name]) for name in ("phrasings", "keywords")}
    checked = {"checked_on": str(row["checked_on"])} if row["checked_on"] else {}
    return {
        "agency": row["agency"], "id": row["id"], "version": row["version"], "at": row["updated_at"], "changed_by": "",
        "how": "before", "body": json.dumps({**body, **lists, **checked}, ensure_ascii=False),
    }  # fmt: skip
