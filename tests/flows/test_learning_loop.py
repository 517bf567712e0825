"""Journey: questions in the chat that nobody could answer become an entry, and the next person gets it at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kernel.clock import bangkok_day
from qa import knowledge, learning, passing, teaching
from qa.answering import KnowledgeBase
from qa.asked import HISTORY_KEPT, opened
from qa.entries import Entry
from qa.learning_ports import Fate
from tests.bot.office import ENTRIES, Office, open_office
from tests.cast import BAN_MAI

TENTS = ("ขอยืมเต็นท์จัดงานศพ โทร 0812345678", "ยืมเต็นท์จากอบตได้ไหม", "อยากยืมเต็นท์ไปใช้งานบวช")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as made:
        yield made


def kept(office: Office) -> list[tuple[Fate, str, str]]:
    """Fate, entry and words of everything that was asked."""
    with office.workplace.read() as work:
        rows = work.asked.since(BAN_MAI, bangkok_day(office.clock.now()) - HISTORY_KEPT)
        return sorted((row.fate, row.entry, opened(work.vault, BAN_MAI, row).text) for row in rows)


def learn(office: Office) -> list[learning.Cluster]:
    today = bangkok_day(office.clock.now())
    with office.workplace.begin() as work:
        base = KnowledgeBase(knowledge.live_entries(work, BAN_MAI, today), BAN_MAI)
        learning.keep(work, BAN_MAI, learning.study(work, BAN_MAI, base, today))
        return learning.clusters(work, BAN_MAI)


def test_a_question_is_kept_by_how_it_ended_and_erased_when_taken_back(office: Office) -> None:
    malee = office.person()
    for text in (ENTRIES[0].question, TENTS[0]):
        malee.send_text(text)
        office.work()
        office.clock.pass_time(seconds=5)
    assert kept(office) == [
        (Fate.ANSWERED, "tax-where", "จ่ายภาษีที่ดินที่ไหน"),
        (Fate.PASSED_ON, "", "ขอยืมเต็นท์จัดงานศพ โทร […]"),
    ]
    assert (office.count("asked"), office.count("answered"), office.count("passed_on")) == (2, 1, 1)
    for entry in [entry for entry in malee.sees() if entry.author == malee.user_id]:
        malee.unsend(entry.id)
    office.work()
    assert kept(office) == []


def test_a_group_becomes_an_entry_which_answers_who_waits_and_who_asks_next(office: Office) -> None:
    for place, text in enumerate(TENTS):
        office.person(f"คนที่ {place}").send_text(text)
    office.work()
    (found,) = learn(office)
    with office.workplace.begin() as work:
        entry = Entry("tents", "ยืมของ", "ขอยืมเต็นท์", "ยืมได้ที่สำนักปลัด", TENTS[1:], ("เต็นท์",))
        stored = knowledge.publish_entry(work, BAN_MAI, entry)
        waiting = [thread.id for thread in teaching.waiting(work, BAN_MAI, found.id)]
        assert teaching.answer_group(work, BAN_MAI, found.id, stored, waiting, "clerk", office.clock) == 3
        assert passing.waiting(work, BAN_MAI) == []
        assert len([job for job in work.jobs.waiting(BAN_MAI) if job.kind == passing.DELIVER_JOB]) == 3
    office.clock.pass_time(seconds=5)
    malee = office.person("คนต่อไป")
    malee.send_text("ขอยืมเต็นท์หน่อย")
    office.work()
    assert malee.answers()[0]["text"] == "ยืมได้ที่สำนักปลัด"
    office.clock.pass_time(days=7)
    assert learn(office) == []
