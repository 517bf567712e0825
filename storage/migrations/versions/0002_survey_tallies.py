"""survey tallies: published answers, counted

Revision ID: 0002
Revises: 0001
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from kernel.errors import Refused
from surveys.instruments import load
from surveys.tally import Counting

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_responses = sa.table(
    "responses",
    *map(sa.column, ("agency", "round", "instrument", "point", "channel", "part", "answers", "flags")),
    sa.column("day", sa.Date()),
)
_tallies = sa.table(
    "survey_tallies",
    *map(sa.column, ("agency", "round", "dimension", "value", "part")),
    *map(sa.column, ("n", "flagged", "channels", "chosen", "answered", "means")),
)
_ROWS_AT_ONCE = 2_000


def upgrade() -> None:
    op.create_table(
        "survey_tallies",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("round", sa.String(length=48), nullable=False),
        sa.Column("dimension", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=16), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("flagged", sa.Integer(), nullable=False),
        sa.Column("channels", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("answered", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_survey_tallies_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "round", "dimension", "value", "part", name=op.f("pk_survey_tallies")),
    )
    with op.batch_alter_table("survey_tallies", schema=None) as batch_op:
        batch_op.create_index("ix_survey_tallies_round", ["round", "agency"], unique=False)

    connection = op.get_bind()
    agencies = sa.select(_responses.c.agency).distinct().order_by(_responses.c.agency)
    for agency in connection.execute(agencies).scalars().all():
        rows = [
            _row(agency, round_id, key, tally)
            for round_id, counting in _counted(connection, agency)
            for key, tally in counting.slices().items()
        ]
        if rows:
            connection.execute(_tallies.insert(), rows)


def downgrade() -> None:
    with op.batch_alter_table("survey_tallies", schema=None) as batch_op:
        batch_op.drop_index("ix_survey_tallies_round")

    op.drop_table("survey_tallies")


def _counted(connection: sa.Connection, agency: str) -> list[tuple[str, Counting]]:
    """The agency's rounds, counted. Answers to a questionnaire that is not here cannot be scored nor counted."""
    found: dict[str, Counting | None] = {}
    rows = connection.execute(
        sa.select(_responses).where(_responses.c.agency == agency), execution_options={"yield_per": _ROWS_AT_ONCE}
    )
    for row in rows:
        if row.round not in found:
            found[row.round] = _counting(row.instrument)
        counting = found[row.round]
        if counting is not None:
            month = row.day.isoformat()[:7]
            counting.add(row.channel, row.point, month, row.part, bool(row.flags), json.loads(row.answers))
    return [(round_id, counting) for round_id, counting in found.items() if counting is not None]


def _counting(instrument: str) -> Counting | None:
    try:
        return Counting(load(instrument))
    except Refused:
        return None


def _row(agency: str, round_id: str, key: Any, tally: Any) -> dict[str, Any]:
    means = {scope: sorted([*pair, n] for pair, n in found.items()) for scope, found in tally.means.items()}
    return {
        "agency": agency,
        "round": round_id,
        "dimension": key.dimension,
        "value": key.value,
        "part": key.part,
        "n": tally.n,
        "flagged": tally.flagged,
        **{
            name: json.dumps(values, separators=(",", ":"), sort_keys=True)
            for name, values in (
                ("channels", tally.channels),
                ("chosen", tally.chosen),
                ("answered", tally.answered),
                ("means", means),
            )
        },
    }
