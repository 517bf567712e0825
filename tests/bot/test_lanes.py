"""The worker's promise: every acknowledged event has one effect, whatever happens in between."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.batch import PERSON
from bot.bringing import bring_answer
from kernel.jobs import Job
from qa import passing
from tests.bot.chatting import (
    ANSWER,
    QUESTION,
    UNKNOWN,
    ask_staff,
    asked,
    bot_texts,
    replies,
)
from tests.bot.office import ENTRIES, Office
from tests.cast import BAN_MAI


@pytest.mark.parametrize("fault", ["duplicate", "duplicate_flagged"])
def test_duplicate_delivery_has_one_effect(office: Office, fault: str) -> None:
    malee = office.person()
    office.platform.faults.add(fault)
    malee.send_text(QUESTION)
    office.work()
    office.channel.redeliver_last()
    office.work()
    assert (replies(office), office.count("answered"), bot_texts(malee)) == (1, 1, [ANSWER])


def test_events_out_of_order_end_as_in_order(office: Office) -> None:
    malee = office.person()
    malee.send_text("ประเมิน")
    office.work()
    office.platform.faults.add("reorder")
    with office.channel.batch():
        malee.send_text("6")
        office.clock.pass_time(seconds=1)
        malee.send_text("4")
        office.clock.pass_time(seconds=1)
        malee.send_text("ไม่เคย")
    office.work()
    person = office.parts.vault.mark(PERSON, "banmai", malee.user_id)
    with office.workplace.read() as work:
        state = work.conversations.many([("banmai", person)])["banmai", person]
    assert state["sitting"]["answers"] == {"e1": 6, "e2": 4, "e3": 2}


def test_replies_to_one_person_come_in_order(office: Office) -> None:
    malee = office.person()
    with office.channel.batch():
        for entry in ENTRIES:
            malee.send_text(entry.question)
            office.clock.pass_time(milliseconds=10)
    office.work()
    assert bot_texts(malee) == [entry.answer for entry in ENTRIES]


def test_two_workers_share_the_people(office: Office) -> None:
    people = [office.person(f"คนที่ {n}") for n in range(12)]
    second = office.new_worker()
    for _ in range(2):
        for person in people:
            person.send_text(QUESTION)
    office.platform.settle()
    while office.waiting():
        office.worker.run_once()
        second.run_once()
    office.worker.drain()
    second.drain()
    second.close()
    assert [bot_texts(person) for person in people] == [[ANSWER] * 2] * 12
    assert office.count("answered") == 24


def test_hundred_events_in_one_body_are_all_answered(office: Office) -> None:
    people = [office.person(f"คนที่ {n}") for n in range(20)]
    with office.channel.batch():
        for _ in range(5):
            for person in people:
                person.send_text(QUESTION)
    office.work()
    assert [len(bot_texts(person)) for person in people] == [5] * 20


def test_raw_event_is_wiped_and_no_text_or_id_lies_in_the_database(office: Office) -> None:
    malee = office.person()
    malee.send_text("เลขบัตร 1103700123456 โทร 0812345678 จ่ายภาษีที่ดินที่ไหน")
    office.work()
    database = office.parts.workplace.database  # type: ignore[attr-defined]  # the real one
    stored = b"".join(path.read_bytes() for path in _files(database.engine.url.database))
    assert malee.user_id.encode() not in stored
    assert b"1103700123456" not in stored


def _files(path: str) -> Iterator[Any]:
    from pathlib import Path

    yield from Path(path).parent.glob(Path(path).name + "*")


def test_blocking_ends_everything(office: Office) -> None:
    malee = office.person()
    malee.send_text("ประเมิน")
    office.work()
    before = len(office.platform.calls)
    malee.send_text("6")
    office.clock.pass_time(seconds=1)
    malee.block()
    office.work()
    assert len(office.platform.calls) <= before + 1  # the answer to "6" may have been on its way
    person = office.parts.vault.mark(PERSON, "banmai", malee.user_id)
    with office.workplace.read() as work:
        assert work.conversations.many([("banmai", person)])["banmai", person] == {"v": 1, "blocked": True}


def test_answer_of_staff_is_brought_once(office: Office) -> None:
    malee = office.person()
    question = ask_staff(office, malee)
    with office.workplace.begin() as work:
        passing.answer(work, BAN_MAI, question, "รับได้ที่กองช่าง", "clerk", office.clock)
    job = Job("banmai", "deliver_answer", question, office.clock.now(), {"question": question})
    for _ in range(2):
        bring_answer(office.parts, BAN_MAI, job)
    office.clock.pass_time(seconds=3)
    office.work()
    assert sum("รับได้ที่กองช่าง" in text for text in bot_texts(malee)) == 1
    assert len(office.platform.calls_to("push")) == 1


def test_unsent_question_is_erased(office: Office) -> None:
    malee = office.person()
    ask_staff(office, malee)
    assert asked(office) == 1
    malee.unsend(next(entry.id for entry in malee.sees() if entry.author == malee.user_id))
    office.work()
    assert asked(office) == 0


def test_message_whose_unsend_came_first_is_not_kept(office: Office) -> None:
    malee = office.person()
    office.platform.faults.add("drop")
    late = malee.send_text(UNKNOWN)
    assert late is not None
    malee.unsend(next(entry.id for entry in malee.sees() if entry.author == malee.user_id))
    office.work()
    office.platform.postman.redeliver(office.channel, late)
    office.work()
    assert (asked(office), bot_texts(malee)) == (0, [])
