"""Published answers. They share no column value with the ballots they came from."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from kernel.agency import Agency
from storage.tables import agencies, responses
from storage.tally_stores import SqlTallies, instrument_of
from surveys.instruments import Given
from surveys.records import DayCount, Response
from surveys.tally import count


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
