"""Revision 0002 counts what stands in the rows of an older database."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from storage import migrations
from storage.database import connect
from storage.tables import agencies, responses, survey_tallies
from storage.tally_stores import SqlTallies
from surveys.tally import ALL, Slice
from tests.cast import BAN_MAI, NONG_BUA

ROUND = "eit-2567:2570Q1"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database as it was before the tallies, with rows of two agencies."""
    engine = connect(database_url)
    migrations.migrate(engine, "0001")
    with engine.begin() as connection:
        connection.execute(agencies.insert(), [_agency(BAN_MAI.code), _agency(NONG_BUA.code)])
        connection.execute(responses.insert(), _rows())
    yield engine
    engine.dispose()


def _agency(code: str) -> dict[str, Any]:
    return {"agency": code, "name": code, "details": "{}", "created_on": date(2026, 10, 1)}


def _rows() -> list[dict[str, Any]]:
    """Seven of one agency, of which one is flagged and one of part 2; one of the other; one of an unknown form."""
    rows = [_response(BAN_MAI.code, place, {"e1": place % 6 + 1, "e3": 2}) for place in range(1, 8)]
    rows[0]["flags"], rows[1]["part"], rows[2]["point"] = "straight", 2, None
    foreign = {**_response(NONG_BUA.code, 2, {"q1": 1}), "instrument": "gone-1999", "round": "gone-1999:2570Q1"}
    return [*rows, _response(NONG_BUA.code, 1, {"e9": 1}), foreign]


def _response(agency: str, place: int, answers: dict[str, int]) -> dict[str, Any]:
    return {
        "agency": agency,
        "key": f"k{place}",
        "round": ROUND,
        "instrument": "eit-2567",
        "point": "EA7K",
        "channel": "line",
        "part": 1,
        "day": date(2026, 11, 21),
        "answers": json.dumps(answers),
        "flags": "",
        "place": place,
    }


def test_migration_counts_the_rows_it_meets(engine: Engine) -> None:
    migrations.migrate(engine)
    with engine.connect() as connection:
        tallies = SqlTallies(connection)
        whole = tallies.of_round(BAN_MAI, ROUND)[Slice(ALL, "", 1)]
        assert (whole.n, whole.flagged, whole.chosen["e1"], whole.chosen["e3"]) == (6, 1, (1, 2, 0, 1, 1, 1), (0, 6))
        assert [tallies.differing(agency) for agency in (BAN_MAI, NONG_BUA)] == [[], []]


def test_answers_to_a_form_that_is_gone_are_not_counted(engine: Engine) -> None:
    migrations.migrate(engine)
    with engine.connect() as connection:
        known = connection.execute(select(survey_tallies.c.agency, survey_tallies.c.round).distinct()).all()
    assert sorted(map(tuple, known)) == [(BAN_MAI.code, ROUND), (NONG_BUA.code, ROUND)]
