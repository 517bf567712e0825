"""A lived-in house and its archives."""

from pathlib import Path

from sqlalchemy import select

from app.archive import LEFT_OUT, Tables
from app.house import House
from complaints.receipt import Receipt
from qa import passing
from storage.database import Database
from storage.sealed.room import FraudRoom
from surveys import submit
from surveys.records import Answers
from surveys.rounds import current_round
from tests.app.conftest import populate, typing_in
from tests.cast import BAN_MAI, MALEE, TAX_COUNTER
from tests.fakes.complaints import CHEAP, staffed

QUESTION = "บ้านเลขที่เก้าสิบเก้าขอย้ายถังขยะได้หรือไม่"


def fraud_room(house: House) -> FraudRoom:
    """The house's own sealed store with cheap key derivation."""
    return FraudRoom(house.sealed, house.keys, house.clock, CHEAP)


def live_in(house: House) -> Receipt:
    """A question, four answers that wait, a fraud report; its receipt."""
    house.migrate()
    populate(house)
    with house.workplace.begin() as work:
        passing.pass_on(work, BAN_MAI, QUESTION, MALEE, "m1", house.clock)
        round_ = current_round(work, BAN_MAI, house.clock)
        for person in range(4):
            answers = Answers(round_.id, round_.instrument, TAX_COUNTER.code, "line", {"e1": 6})
            submit(work, BAN_MAI, answers, person=f"U{person}", clock=house.clock)
    return staffed(fraud_room(house), BAN_MAI).file()


def back_up(house: House, folder: Path) -> list[Path]:
    result = typing_in(house)("backup", "--out", folder)
    assert result.exit_code == 0, result.output
    return sorted(folder.glob("*.zip"))


def rows(house: House) -> dict[str, list[tuple[object, ...]]]:
    """Every row of both stores."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for name, (database, metadata, _) in house.stores().items():
        found |= _rows(name, database, metadata)
    return found


def _rows(store: str, database: Database, metadata: Tables) -> dict[str, list[tuple[object, ...]]]:
    with database.read() as connection:
        return {
            f"{store}.{table.name}": sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name not in LEFT_OUT
        }
