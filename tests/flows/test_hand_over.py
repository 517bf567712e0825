"""Journey: a question the bot cannot answer, to a person and back, without a single paid message."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import thread_texts as words
from bot.bringing import bring_answer
from kernel.jobs import Job
from qa import inbox, passing
from qa.ports import Progress
from storage.tables import metadata
from tests.bot.office import Office, open_office
from tests.cast import BAN_MAI

ASKED = "ขอยืมเต็นท์จัดงานบวช"
ANSWER = "ยืมได้ที่กองช่าง"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as opened:
        with opened.workplace.begin() as work:
            work.agencies.change(replace(BAN_MAI, push_limit=0))
            work.revisions.bump(BAN_MAI, "agency")
        yield opened


def staff_answers(office: Office) -> str:
    with office.workplace.begin() as work:
        [thread] = passing.waiting(work, BAN_MAI)
        passing.answer(work, BAN_MAI, thread.id, ANSWER, "clerk", office.clock, seen=thread.last_place)
    job = Job("banmai", "deliver_answer", thread.id, office.clock.now(), {"question": thread.id})
    bring_answer(office.parts, replace(BAN_MAI, push_limit=0), job)
    office.clock.pass_time(seconds=3)
    office.work()
    return thread.id


def progress(office: Office, thread: str) -> Progress:
    with office.workplace.read() as work:
        return inbox.get(work, BAN_MAI, thread).progress


def database(office: Office) -> str:
    with office.workplace.read() as work:
        return str([tuple(row) for table in metadata.sorted_tables for row in work.connection.execute(table.select())])


def test_answer_comes_back_for_nothing_is_talked_about_and_erased(office: Office) -> None:
    malee = office.person()

    def does(label: str) -> str:
        office.clock.pass_time(seconds=2)
        malee.tap(label)
        office.work()
        return str(malee.answers()[-2:])

    malee.send_text(ASKED)
    office.work()
    assert "เจ้าหน้าที่ยังไม่ได้ตอบ" in does(words.SEE)
    thread = staff_answers(office)
    assert ANSWER not in str(malee.answers())  # no push may be paid for
    does(words.SEE)
    assert str(malee.answers()).count(ANSWER) == 1
    does(words.NOT_SERVED)
    malee.send_text("ยืมได้กี่วัน")
    office.work()
    assert progress(office, thread) is Progress.WAITING
    staff_answers(office)
    does(words.SEE)
    does(words.SERVED)
    assert progress(office, thread) is Progress.CLOSED
    does(words.REOPEN)
    assert progress(office, thread) is Progress.WAITING
    malee.send_text(words.ERASE)
    office.work()
    does(words.ERASE_SURE)
    with office.workplace.read() as work:
        assert work.questions.in_progress(BAN_MAI, *Progress) == []
    assert malee.user_id not in database(office)
    assert office.platform.calls_to("push") == []
