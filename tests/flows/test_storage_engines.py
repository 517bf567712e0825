"""The three journeys' storage on both engines: product and sealed store in one database address, as on a host."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from app.handlers import handlers
from app.house import House
from app.settings import Settings
from app.worker import JobRunner
from complaints.status import Outcome, Status
from kernel.agency import Agency
from kernel.errors import Refused
from qa import passing
from storage.sealed.room import FraudRoom
from surveys import submit
from surveys.records import Answers
from surveys.rounds import current_round
from tests.cast import BAN_MAI, MALEE, NONG_BUA, SOMCHAI, TAX_COUNTER
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import CHEAP, PLOY, REPORT, Staffed, staffed

QUESTION = "ขอยืมเต็นท์ของ อบต. ได้หรือไม่"
ANSWER = "ยืมได้ที่สำนักปลัด"


@pytest.fixture
def house(database_url: str, tmp_path: Path, clock: FrozenClock) -> Iterator[House]:
    """Two agencies in a migrated house."""
    opened = House(Settings(data=tmp_path / "data", DATABASE_URL=database_url), clock)
    opened.migrate()
    with opened.workplace.begin() as work:
        for agency in (BAN_MAI, NONG_BUA):
            work.agencies.add(agency)
        work.points.add(BAN_MAI, TAX_COUNTER)
    yield opened
    opened.close()


@pytest.fixture
def door(house: House) -> Staffed:
    """Ban Mai's fraud door, open, in the house's own sealed store."""
    return staffed(FraudRoom(house.sealed, house.keys, house.clock, CHEAP), BAN_MAI)


def work_off(house: House) -> None:
    """Everything that is due."""
    runner = JobRunner(house, handlers(house))
    while runner.run_once():
        pass


def ask(house: House, person: str, message: str) -> str:
    with house.workplace.begin() as work:
        return passing.pass_on(work, BAN_MAI, QUESTION, person, message, house.clock)


def answer_survey(house: House, agency: Agency, people: range) -> None:
    for person in people:
        with house.workplace.begin() as work:
            round_ = current_round(work, agency, house.clock)
            given = Answers(round_.id, round_.instrument, TAX_COUNTER.code, "line", {"e1": person % 6 + 1})
            submit(work, agency, given, person=f"U{person}", clock=house.clock)


def test_question_is_passed_on_answered_and_brought_back_once(house: House) -> None:
    question = ask(house, MALEE, "m1")
    with house.workplace.begin() as work:
        (shown,) = passing.waiting(work, BAN_MAI)
        assert (shown.text, passing.waiting(work, NONG_BUA)) == (QUESTION, [])
        passing.answer(work, BAN_MAI, question, ANSWER, "s1", house.clock)
    work_off(house)
    with house.workplace.read() as work:
        assert [job.kind for job in work.jobs.waiting(BAN_MAI)] == ["notify_staff"]  # it is Saturday: on Monday
        assert passing.delivery(work, BAN_MAI, question) is None  # it is in the outbox now
        answered = passing.get(work, BAN_MAI, question)
        assert (answered.answer, answered.reachable) == (ANSWER, True)


def test_unsent_message_takes_its_question_along(house: House) -> None:
    ask(house, MALEE, "m1")
    ask(house, SOMCHAI, "m2")
    with house.workplace.begin() as work:
        assert passing.withdraw(work, NONG_BUA, "m1") is False
        assert passing.withdraw(work, BAN_MAI, "m1") is True
    with house.workplace.read() as work:
        assert len(passing.waiting(work, BAN_MAI)) == 1


def test_survey_goes_through_a_batch_into_the_workbook(house: House) -> None:
    answer_survey(house, BAN_MAI, range(4))
    work_off(house)
    assert rows(house, BAN_MAI) == 0
    answer_survey(house, BAN_MAI, range(4, 5))
    work_off(house)
    assert (rows(house, BAN_MAI), rows(house, NONG_BUA)) == (5, 0)


def rows(house: House, agency: Agency) -> int:
    """Answers in the agency's workbook."""
    path = house.settings.workbooks / f"{agency.code}.xlsx"
    if not path.exists():
        return 0
    book = openpyxl.load_workbook(path, read_only=True)
    found = len(list(book["คำตอบแบบสำรวจ"].iter_rows(min_row=2)))
    book.close()
    return found


def test_person_answers_once_per_agency_and_round(house: House) -> None:
    answer_survey(house, BAN_MAI, range(1))
    with pytest.raises(Refused, match="already_answered"):
        answer_survey(house, BAN_MAI, range(1))
    answer_survey(house, NONG_BUA, range(1))


def test_fraud_report_becomes_a_number_in_the_statistics(house: House, door: Staffed, clock: FrozenClock) -> None:
    receipt = door.file()
    (reference,) = door.references()
    reader = door.room.reader(BAN_MAI, door.keys[PLOY])
    assert reader.open(reference).report == REPORT
    reader.set_status(reference, Status.WORKING)
    assert door.room.follow(BAN_MAI, receipt.digits).status_label == Status.WORKING.label
    today = clock.now().date()
    assert counted(house, BAN_MAI) == (0, 1)
    assert counted(house, NONG_BUA) == (0, 0)
    reader.close(reference, Outcome.DONE)
    assert counted(house, BAN_MAI) == (1, 0)
    house.fraud.publish_snapshot(BAN_MAI, today)
    assert [one.as_of for one in house.fraud.published(BAN_MAI)] == [today]
    assert house.fraud.published(NONG_BUA) == []


def counted(house: House, agency: Agency) -> tuple[int, int]:
    """Finished and in progress this quarter."""
    now = house.fraud.statistics(agency, house.clock.now().date()).of("2570Q1")
    assert now is not None
    return now.finished, now.in_progress


def test_fraud_words_stand_in_neither_store(house: House, door: Staffed) -> None:
    door.file()
    kept = ""
    for database, metadata, _ in house.stores().values():
        with database.read() as connection:
            for table in metadata.sorted_tables:
                kept += "".join(repr(row) for row in connection.execute(table.select()))
    assert BAN_MAI.name in kept  # what is stored is seen
    secret = (REPORT.what, REPORT.who, REPORT.known)
    assert [w for w in secret if w in kept or str(w.encode())[2:-1] in kept] == []
