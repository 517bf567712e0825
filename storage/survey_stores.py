"""Rounds, ballots and responses. Ballots and responses share no column value once a batch is published."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from kernel.agency import Agency
from storage.tables import agencies, ballots, responses, survey_rounds, survey_slips
from storage.tally_stores import SqlTallies, instrument_of
from storage.upsert import put_new
from surveys.instruments import Given
from surveys.records import DayCount, Response, Round, Waiting
from surveys.tally import count


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


class SqlResponses:
    """Published answers: random keys, a date, no order of arrival."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def last_place(self, agency: Agency) -> int:
        """The highest place so far; the agency's row is locked so that places are given once."""
        row = select(agencies.c.agency).where(agencies.c.agency == agency.code)
        self._db.execute(row.with_for_update(key_share=True))  # others may go on adding rows that point to it
        place = self._db.execute(
            select(func.max(responses.c.place)).where(responses.c.agency == agency.code)
        ).scalar_one()
        return place or 0

    def add_all(self, agency: Agency, batch: Sequence[Response]) -> None:
        """Keep one batch, and count it into the tallies in the same transaction."""
        if not batch:
            return
        self._db.execute(responses.insert(), [_row(agency, response) for response in batch])
        by_round: dict[tuple[str, str], list[Response]] = {}
        for response in batch:
            by_round.setdefault((response.round, response.instrument), []).append(response)
        tallies = SqlTallies(self._db)
        for (round_id, instrument_id), rows in by_round.items():
            instrument = instrument_of(self._db, agency, instrument_id)
            if instrument is not None:
                tallies.add(agency, round_id, count(instrument, rows))

    def of_round(self, agency: Agency, round_id: str) -> list[Response]:
        """The round's responses, by place."""
        return self._where(responses.c.agency == agency.code, responses.c.round == round_id)

    def days(self, agency: Agency, round_id: str) -> list[DayCount]:
        """How many were published by day, point, channel and flags."""
        alike = (responses.c.day, responses.c.point, responses.c.channel, responses.c.flags)
        mine = (responses.c.agency == agency.code) & (responses.c.round == round_id)
        found = self._db.execute(select(*alike, func.count()).where(mine).group_by(*alike))
        return [DayCount(day, point, channel, tuple(flags.split()), n) for day, point, channel, flags, n in found]

    def all(self, agency: Agency) -> list[Response]:
        """Every response of the agency, by place."""
        return self._where(responses.c.agency == agency.code)

    def _where(self, *conditions: Any) -> list[Response]:
        rows = self._db.execute(select(responses).where(*conditions).order_by(responses.c.place))
        return [_response(row) for row in rows]


def _row(agency: Agency, response: Response) -> dict[str, Any]:
    return {
        "agency": agency.code,
        "key": response.key,
        "round": response.round,
        "instrument": response.instrument,
        "point": response.point,
        "channel": response.channel,
        "part": response.part,
        "day": response.day,
        "answers": json.dumps(dict(response.answers), sort_keys=True),
        "flags": " ".join(response.flags),
        "place": response.place,
    }


def _in_form(answers: dict[str, Any]) -> dict[str, Given]:
    """JSON has no tuples."""
    return {item: tuple(one) if isinstance(one, list) else one for item, one in answers.items()}


def _response(row: Any) -> Response:
    return Response(
        key=row.key,
        round=row.round,
        instrument=row.instrument,
        point=row.point,
        channel=row.channel,
        day=row.day,
        answers=_in_form(json.loads(row.answers)),
        place=row.place,
        part=row.part,
        flags=tuple(row.flags.split()),
    )
