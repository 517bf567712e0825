"""The book of QR patrols, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from qr.inspections import Inspection
from qr.patrol import Finding, Sheet, Verdict
from storage.inspection_store import SqlInspections
from tests.cast import BAN_MAI, NONG_BUA, NOON

GENUINE = Finding(Verdict.GENUINE, Sheet.POINT, point="EA7K")
FOREIGN = Finding(Verdict.FOREIGN, host="bit.ly")
RETIRED = Finding(Verdict.RETIRED, Sheet.POINT, point="EB8K")


@pytest.fixture
def book(connection: Connection) -> SqlInspections:
    return SqlInspections(connection)


def test_inspection_comes_back_as_it_was_to_its_agency_alone_newest_first(book: SqlInspections) -> None:
    ours = [
        Inspection(f"i{n}", NOON + timedelta(minutes=n), "s", found, "line")
        for n, found in enumerate((GENUINE, FOREIGN, RETIRED))
    ]
    assert [book.add(BAN_MAI, one) for one in ours] == [True, True, True]
    theirs = Inspection("i0", NOON, "t", Finding(Verdict.NEIGHBOUR, owner="อบต.อื่น"), "console")
    assert book.add(NONG_BUA, theirs)
    assert book.latest(BAN_MAI, 10) == ours[::-1]
    assert (book.latest(BAN_MAI, 1), book.latest(NONG_BUA, 10)) == ([ours[2]], [theirs])


def test_inspection_is_noted_once_and_only_genuine_signs_count_as_seen(book: SqlInspections) -> None:
    first = Inspection("a", NOON, "s", GENUINE, "line")
    assert (book.add(BAN_MAI, first), book.add(BAN_MAI, first)) == (True, False)
    book.add(BAN_MAI, Inspection("b", NOON + timedelta(days=1), "s", GENUINE, "line"))
    book.add(BAN_MAI, Inspection("c", NOON + timedelta(days=2), "s", RETIRED, "line"))
    assert book.seen(BAN_MAI) == {"EA7K": NOON + timedelta(days=1)}
    assert book.seen(NONG_BUA) == {}
