"""What the databases themselves would tell about cases: order of arrival, transactions; and what they do when full."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from complaints.evidence import CleanFile
from kernel.codes import new_id
from kernel.errors import Refused, Unavailable
from storage.keyfile import KeyFile
from storage.sealed.database import SealedStore
from storage.sealed.migrations import migrate
from storage.sealed.rewriting import REWRITTEN
from storage.sealed.room import FraudRoom
from storage.sealed.tables import case_chunks
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import CHEAP, KAMNAN, PLOY, REPORT, Staffed, cheap_room, staffed
from tests.fresh import sealed_in


def lived_in(room: FraudRoom) -> Staffed:
    """Some cases in the order they came, one with an answer and a note."""
    office = staffed(room, BAN_MAI)
    for number in range(8):
        office.file(replace(REPORT, what=f"เรื่องที่ {number}", exclude=(KAMNAN,) if number % 2 else ()))
    reader = room.reader(BAN_MAI, office.keys[PLOY])
    reader.write(office.references()[0], "ได้รับแล้ว")
    reader.note(office.references()[0], "ดูแล้ว")
    return office


def physical(room: FraudRoom, column: str, table: str = "cases") -> list[str]:
    """A column of every case in the order the rows lie in the file."""
    with room.store.engine.connect() as connection:
        return [str(row[0]) for row in connection.execute(text(f"SELECT {column} FROM sealed.{table} ORDER BY ctid"))]


def paged(room: FraudRoom, file: Path) -> list[str]:
    """References in the order in which their headers lie in an SQLite file."""
    room.clear_traces()
    with room.store.read() as work:
        rows, whole = work.cases.all(BAN_MAI), file.read_bytes()
    return [row.reference for row in sorted(rows, key=lambda row: whole.index(row.header[-200:]))]


def test_night_leaves_no_order_in_a_file(tmp_path: Path, clock: FrozenClock) -> None:
    room = cheap_room(sealed_in(tmp_path), clock)
    office, came = staffed(room, BAN_MAI), list[str]()
    for _ in range(8):
        office.file()
        came += {*office.references()} - {*came}
    assert paged(room, tmp_path / "sealed.db") == came  # there is something to hide
    room.tidy(BAN_MAI)
    assert paged(room, tmp_path / "sealed.db") == sorted(came)
    room.close()


def test_night_leaves_no_order_and_no_transaction_of_a_case(postgres_url: str, clock: FrozenClock) -> None:
    migrate(postgres_url)
    room = cheap_room(postgres_url, clock)
    office = lived_in(room)
    for _ in range(9):  # fewer are in order by chance now and then
        room.file(BAN_MAI, REPORT, new_id(), [CleanFile("a", "pdf", b"x", cleaned=False)])
    evidence = physical(room, "reference", "case_chunks")
    before = physical(room, "reference"), set(physical(room, "xmin"))
    assert before[0] != sorted(before[0]) and len(before[1]) > 1  # there is something to hide
    room.tidy(BAN_MAI)
    assert physical(room, "reference") == sorted(before[0])
    with room.store.engine.connect() as connection:
        marks = {
            str(row[0])
            for table in (*REWRITTEN, case_chunks)
            for row in connection.execute(text(f"SELECT DISTINCT xmin::text FROM sealed.{table.name}"))
        }
    assert len(marks) == 1
    assert physical(room, "reference", "case_chunks") == sorted(evidence) != evidence
    room.tidy(BAN_MAI)
    assert {*physical(room, "xmin", "case_chunks")} == marks  # nothing was added: megabytes stay where they are
    assert len(office.references()) == 17
    assert room.examine(BAN_MAI) == ()
    room.close()


def test_full_disk_keeps_nothing_half_and_says_so(tmp_path: Path, clock: FrozenClock) -> None:
    url = f"sqlite:///{tmp_path}/sealed.db"
    migrate(url)
    room = cheap_room(url, clock)
    office = staffed(room, BAN_MAI)
    office.file()
    large, form = CleanFile("a", "pdf", b"x" * 1_000_000, cleaned=False), new_id()
    with room.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 20}")
    with pytest.raises(Unavailable, match="database"):
        room.file(BAN_MAI, REPORT, form, [large])
    assert (len(office.references()), room.examine(BAN_MAI)) == (1, ())
    with room.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert room.file(BAN_MAI, REPORT, form, [large]).digits
    assert (len(office.references()), room.examine(BAN_MAI)) == (2, ())
    room.close()


def test_door_closes_before_the_disk_is_full(tmp_path: Path, clock: FrozenClock) -> None:
    url, keys, room_left = f"sqlite:///{tmp_path}/sealed.db", KeyFile.fresh(), [True]
    migrate(url)
    room = FraudRoom(SealedStore.open(url), keys, clock, CHEAP, space=lambda: room_left[0])
    office = staffed(room, BAN_MAI)
    assert room.door(BAN_MAI).open
    room_left[0] = False
    assert room.door(BAN_MAI).lacking == ("disk",)
    with pytest.raises(Refused, match=r"^intake_closed$"):
        office.file()
    room.close()
