"""Rounds and ballots. What was answered, once published, is in `storage.response_store`."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from kernel.agency import Agency
from storage.tables import ballots, survey_rounds, survey_slips
from storage.upsert import put_new
from surveys.records import Round, Waiting


class SqlRounds:
    """The rounds of an agency, on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, round_: Round, secret: bytes) -> bool:
        """Keep a new round with its sealed secret; False when it exists already."""
        row = {
            "agency": agency.code,
            "round": round_.id,
            "instrument": round_.instrument,
            "period": round_.period,
            "opens_on": round_.opens_on,
            "closes_on": round_.closes_on,
            "secret": secret,
            "closed": round_.closed,
        }
        return put_new(self._db, survey_rounds, row)

    def get(self, agency: Agency, round_id: str) -> Round | None:
        """The round, closed ones included."""
        row = self._db.execute(
            select(survey_rounds).where(survey_rounds.c.agency == agency.code, survey_rounds.c.round == round_id)
        ).one_or_none()
        return None if row is None else _round(row)

    def all(self, agency: Agency) -> list[Round]:
        """Every round, newest first."""
        rows = self._db.execute(
            select(survey_rounds)
            .where(survey_rounds.c.agency == agency.code)
            .order_by(survey_rounds.c.opens_on.desc(), survey_rounds.c.round)
        )
        return [_round(row) for row in rows]

    def of_every_agency(self, first: date, last: date) -> list[tuple[str, Round]]:
        """(agency code, round) of the rounds that touch these days, by agency and round."""
        rows = self._db.execute(
            select(survey_rounds)
            .where(survey_rounds.c.opens_on <= last, survey_rounds.c.closes_on >= first)
            .order_by(survey_rounds.c.agency, survey_rounds.c.round)
        )
        return [(row.agency, _round(row)) for row in rows]

    def secret(self, agency: Agency, round_id: str) -> bytes | None:
        """The sealed secret; None once destroyed."""
        sealed = self._db.execute(
            select(survey_rounds.c.secret).where(
                survey_rounds.c.agency == agency.code, survey_rounds.c.round == round_id
            )
        ).scalar_one_or_none()
        return None if sealed is None else bytes(sealed)

    def close(self, agency: Agency, round_id: str) -> None:
        """Destroy the secret and the marks of its slips, and mark the round closed."""
        self._db.execute(
            delete(survey_slips).where(survey_slips.c.agency == agency.code, survey_slips.c.round == round_id)
        )
        self._db.execute(
            update(survey_rounds)
            .where(survey_rounds.c.agency == agency.code, survey_rounds.c.round == round_id)
            .values(secret=None, closed=True)
        )


def _round(row: Any) -> Round:
    return Round(row.round, row.instrument, row.period, row.opens_on, row.closes_on, row.closed)


class SqlBallots:
    """Marks of who has answered, with sealed payloads until they are published."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, round_id: str, mark: str, payload: bytes, day: date) -> bool:
        """Drop a ballot in; False when the mark is there already: the database decides who was first."""
        row = {"agency": agency.code, "round": round_id, "mark": mark, "payload": payload, "waiting_since": day}
        return put_new(self._db, ballots, row)

    def has(self, agency: Agency, round_id: str, mark: str) -> bool:
        """Whether the mark is in the round."""
        found = self._db.execute(
            select(ballots.c.mark).where(
                ballots.c.agency == agency.code, ballots.c.round == round_id, ballots.c.mark == mark
            )
        )
        return found.first() is not None

    def waiting(self, agency: Agency) -> list[Waiting]:
        """Unpublished ballots by round and mark, held against other publishers."""
        rows = self._db.execute(
            select(ballots)
            .where(ballots.c.agency == agency.code, ballots.c.waiting_since.is_not(None))
            .order_by(ballots.c.round, ballots.c.mark)
            .with_for_update()
        )
        return [Waiting(row.round, row.mark, bytes(row.payload), row.waiting_since) for row in rows]

    def waiting_count(self, agency: Agency, round_id: str) -> int:
        """How many ballots of the round are not published yet."""
        return self._db.execute(
            select(func.count())
            .select_from(ballots)
            .where(
                ballots.c.agency == agency.code,
                ballots.c.round == round_id,
                ballots.c.waiting_since.is_not(None),
            )
        ).scalar_one()

    def empty(self, agency: Agency, round_id: str, marks: Sequence[str]) -> None:
        """Wipe payloads and dates.

        On PostgreSQL every published mark of the round is then written anew in key order. Rows touched by one
        transaction share its number (xmin), and an updated row stays near the page it arrived on: neither may tell
        a batch from the others, or early from late.
        """
        mine = (ballots.c.agency == agency.code) & (ballots.c.round == round_id)
        wiped = update(ballots).where(mine, ballots.c.mark.in_(marks)).values(payload=None, waiting_since=None)
        self._db.execute(wiped)
        if self._db.dialect.name == "postgresql":
            self._rewrite(mine & ballots.c.waiting_since.is_(None))

    def _rewrite(self, published: ColumnElement[bool]) -> None:
        lifted = delete(ballots).where(published).returning(*ballots.c).cte("lifted")
        in_key_order = select(*lifted.c).order_by(lifted.c.mark)
        self._db.execute(insert(ballots).from_select([column.name for column in ballots.c], in_key_order))
