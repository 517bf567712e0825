"""The worker's promise: every acknowledged event has one effect, whatever happens in between."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot import letters, messages, texts
from bot.batch import PERSON
from bot.bringing import bring_answer
from bot.intake import LABEL
from bot.lanes import EventWorker
from bot.letters import Letter
from bot.line_client import LineClient
from bot.sender import Verdict
from bot.writing import BACKOFF_S
from devtools.line import Person
from kernel.errors import Unavailable
from kernel.jobs import Job
from kernel.post import NewEvent, Outgoing
from qa import passing
from storage.tables import conversations, events, faq_entries, outbox
from tests.bot.office import ENTRIES, Office
from tests.cast import BAN_MAI

QUESTION = ENTRIES[0].question
ANSWER = ENTRIES[0].answer
UNKNOWN = "ขอยืมเต็นท์จัดงานบวช"


# the sending thread of a killed worker ends with what killed it
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


class Killed(BaseException):
    """What a kill -9 looks like from inside: no handler sees it."""


class DyingLine(LineClient):
    """A LINE client whose process dies at the first reply, before (or after) it has gone out."""

    def __init__(self, *, after: bool) -> None:
        super().__init__()
        self._after = after

    def reply(self, *arguments: Any) -> Any:
        if self._after:
            super().reply(*arguments)
        raise Killed


def bot_texts(person: Person) -> list[str]:
    return [entry.text for entry in person.sees() if entry.author == "bot" and entry.message["type"] == "text"]


def rows(office: Office) -> int:
    with office.workplace.read() as work:
        return len(work.connection.execute(outbox.select()).all())


def replies(office: Office) -> int:
    return len(office.platform.calls_to("reply"))


def kill_while_sending(office: Office, *, after: bool) -> None:
    """A worker commits a batch and dies in its first send."""
    dying = EventWorker(office.parts, DyingLine(after=after), threads=1)
    office.platform.settle()
    assert dying.run_once() == 1


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_crash_between_commit_and_outcome_gives_one_answer(office: Office, after: bool) -> None:
    malee = office.person()
    malee.send_text(QUESTION)
    kill_while_sending(office, after=after)
    assert rows(office) == 1
    office.clock.pass_time(seconds=25)  # the dead worker's lease ends; the token is still good
    office.work()
    assert bot_texts(malee) == [ANSWER]
    assert (rows(office), office.count("answered")) == (0, 1)


def test_crash_before_commit_gives_one_answer(office: Office) -> None:
    malee = office.person()
    malee.send_text(QUESTION)
    office.platform.settle()
    with office.workplace.begin() as work:
        now = office.clock.now()
        assert len(work.inbox.claim("dead", now, work.inbox.look(now, 10))) == 1
    office.work()
    assert bot_texts(malee) == []  # another worker may still be at it
    office.clock.pass_time(seconds=25)
    office.work()
    assert bot_texts(malee) == [ANSWER]


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


def test_worker_waits_until_another_has_sent_its_letter(office: Office) -> None:
    malee, somchai = office.person(), office.person("สมชาย")
    malee.send_text(QUESTION)
    kill_while_sending(office, after=False)  # to the others it looks like a worker whose call takes long
    office.clock.pass_time(seconds=1)
    malee.send_text(ENTRIES[1].question)
    somchai.send_text(QUESTION)
    office.work()
    assert (bot_texts(malee), bot_texts(somchai), office.waiting()) == ([], [ANSWER], 1)
    office.clock.pass_time(seconds=20)
    office.work()
    assert bot_texts(malee) == [ANSWER, ENTRIES[1].answer]


def test_letters_of_a_dead_worker_are_sent_in_order(office: Office) -> None:
    people = [office.person(f"คนที่ {n}") for n in range(4)]
    with office.channel.batch():
        for entry in ENTRIES:
            for person in people:
                person.send_text(entry.question)
            office.clock.pass_time(milliseconds=10)
    office.platform.settle()
    dying = EventWorker(office.parts, DyingLine(after=False), threads=1)
    assert dying.run_once() == len(people) * len(ENTRIES)
    office.clock.pass_time(seconds=25)
    office.work()
    assert [bot_texts(person) for person in people] == [[entry.answer for entry in ENTRIES]] * len(people)


def test_outcomes_that_cannot_be_written_down_come_again(office: Office) -> None:
    malee = office.person()
    row = Outgoing("banmai", "a" * 32, "p", {}, office.clock.now())
    office.worker._dispatch._settled.append((row, Verdict.HOLD))
    malee.send_text(QUESTION)
    office.platform.settle()
    with office.workplace.begin() as work:
        work.connection.exec_driver_sql("ALTER TABLE outbox RENAME TO away")
    with pytest.raises(Unavailable):
        office.worker.run_once()
    with office.workplace.begin() as work:
        work.connection.exec_driver_sql("ALTER TABLE away RENAME TO outbox")
    with office.worker._dispatch.settling() as settled:
        assert settled == [(row, Verdict.HOLD)]


def test_hundred_events_in_one_body_are_all_answered(office: Office) -> None:
    people = [office.person(f"คนที่ {n}") for n in range(20)]
    with office.channel.batch():
        for _ in range(5):
            for person in people:
                person.send_text(QUESTION)
    office.work()
    assert [len(bot_texts(person)) for person in people] == [5] * 20


def spoil(office: Office, mark_of: Person) -> None:
    """Damage one waiting row, as a bad disk would."""
    lane = office.parts.vault.mark("lane", "banmai", mark_of.user_id)
    with office.workplace.begin() as work:
        work.connection.execute(events.update().where(events.c.lane == lane).values(body=b"\x01damaged"))


def test_poisoned_event_spares_its_batch_and_dies_after_five_tries(office: Office) -> None:
    malee, somchai = office.person(), office.person("สมชาย")
    with office.channel.batch():
        malee.send_text(QUESTION)
        somchai.send_text(QUESTION)
    office.platform.settle()
    spoil(office, malee)
    office.work()
    assert (bot_texts(malee), bot_texts(somchai)) == ([], [ANSWER])
    assert office.waiting() == 1
    for wait in BACKOFF_S:
        office.clock.pass_time(seconds=wait + 1)
        office.work()
    assert office.waiting() == 0
    with office.workplace.read() as work:
        assert {row.body for row in work.connection.execute(events.select())} == {None}


def test_agency_that_cannot_be_read_does_not_silence_the_others(office: Office) -> None:
    event = b'{"event": {"type": "follow"}, "received": 0}'
    with office.workplace.begin() as work:
        theirs = faq_entries.update().where(faq_entries.c.agency == "nongbua")
        work.connection.execute(theirs.values(phrasings="damaged"))
        body = office.parts.vault.seal(LABEL, "nongbua/m", event)
        work.inbox.keep([NewEvent("nongbua", "m", "l", office.clock.now(), body)])
    malee = office.person()
    malee.send_text(QUESTION)
    office.work()
    assert (bot_texts(malee), office.waiting()) == ([ANSWER], 1)


def test_damaged_state_starts_its_person_afresh(office: Office) -> None:
    malee, somchai = office.person(), office.person("สมชาย")
    malee.send_text("ประเมิน")
    office.work()
    with office.workplace.begin() as work:
        work.connection.execute(conversations.update().values(state=b"\x01damaged"))
    with office.channel.batch():
        malee.send_text(QUESTION)
        somchai.send_text(QUESTION)
    office.work()
    assert (bot_texts(malee)[-1], bot_texts(somchai)) == (ANSWER, [ANSWER])


def test_failing_verb_spares_its_batch_and_is_tried_again(office: Office) -> None:
    malee, somchai = office.person(), office.person("สมชาย")
    with office.channel.batch():
        malee.send_text(UNKNOWN)
        somchai.send_text(QUESTION)
    office.platform.settle()
    with office.workplace.begin() as work:  # passing a question on will hit a table that is not there
        work.connection.exec_driver_sql("ALTER TABLE questions RENAME TO away")
    office.work()
    assert (bot_texts(malee), bot_texts(somchai), office.waiting()) == ([], [ANSWER], 1)
    with office.workplace.begin() as work:
        work.connection.exec_driver_sql("ALTER TABLE away RENAME TO questions")
    office.clock.pass_time(seconds=3)
    office.work()
    assert bot_texts(malee)[0].startswith(texts.PASSED_ON)


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


def test_redelivery_after_twenty_five_minutes_makes_no_doomed_reply(office: Office) -> None:
    malee = office.person()
    office.platform.faults.add("drop")
    lost = malee.send_text(QUESTION)
    assert lost is not None
    office.clock.pass_time(minutes=25)
    office.platform.postman.redeliver(office.channel, lost)
    office.work()
    assert replies(office) == 0
    assert office.count("answered") == 1
    assert [call.endpoint for call in office.platform.calls_to("push")] == ["push"]


def test_held_answer_rides_on_the_next_reply(office: Office) -> None:
    with office.workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, push_limit=0))
        work.revisions.bump(BAN_MAI, "agency")
    malee = office.person()
    malee.send_text(QUESTION)
    office.platform.settle()
    office.clock.pass_time(minutes=5)  # the worker was away, the token has died
    office.work()
    assert bot_texts(malee) == []
    malee.send_text("ขอบคุณ")
    office.work()
    assert bot_texts(malee) == [ANSWER, texts.THANKED]
    assert office.platform.calls_to("push") == []
    assert rows(office) == 0


def test_held_letters_keep_their_order_when_two_messages_come_at_once(office: Office) -> None:
    malee = office.person()
    mark = office.parts.vault.mark(PERSON, "banmai", malee.user_id)
    held = [
        letters.outgoing("banmai", mark, Letter([messages.text(said) for said in all_said], malee.user_id), now)
        for now, all_said in ((office.clock.now(), "12345"), (office.clock.now() + timedelta(seconds=1), "6"))
    ]
    with office.workplace.begin() as work:
        work.outbox.put_many(held, claimed_until=None)
        work.outbox.hold([(row.agency, row.id) for row in held])
    malee.send_text("ขอบคุณ")
    malee.send_text("ขอบคุณ")
    office.work()
    assert bot_texts(malee) == [*"1234", texts.THANKED, *"56", texts.THANKED]
    assert rows(office) == 0


def test_reply_that_carries_a_held_answer_along_can_still_be_erased_with_its_thread(office: Office) -> None:
    malee = office.person()
    mark = office.parts.vault.mark(PERSON, "banmai", malee.user_id)
    answer = Letter([messages.text("ตอบ")], malee.user_id, about="thread")
    row = letters.outgoing("banmai", mark, answer, office.clock.now())
    with office.workplace.begin() as work:
        work.outbox.put_many([row], claimed_until=None)
        work.outbox.hold([("banmai", row.id)])
    office.platform.faults.add("500", "reply", times=None)
    malee.send_text("ขอบคุณ")
    office.work()
    with office.workplace.begin() as work:
        (kept,) = work.outbox.claim_stale(office.clock.now() + timedelta(minutes=5), 9)
    assert letters.about(kept) == {"thread"}


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


def ask_staff(office: Office, malee: Person) -> str:
    malee.send_text(UNKNOWN)
    office.work()
    with office.workplace.read() as work:
        (question,) = passing.waiting(work, BAN_MAI)
    return question.id


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


def asked(office: Office) -> int:
    with office.workplace.read() as work:
        return len(passing.waiting(work, BAN_MAI))


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


def test_outbox_of_a_stuck_sender_is_not_sent_twice_in_one_process(office: Office) -> None:
    row = Outgoing("banmai", "a" * 32, "p", {}, office.clock.now())
    dispatch = office.worker._dispatch
    dispatch._leases["banmai", row.id] = office.clock.now() + timedelta(seconds=1)
    assert dispatch.not_ours([row]) == []


def test_who_has_waited_sees_three_dots(office: Office) -> None:
    malee = office.person()
    malee.send_text(QUESTION)
    office.platform.settle()
    office.clock.pass_time(seconds=2)
    office.work()
    assert [call.endpoint for call in office.platform.calls_to()] == ["loading", "reply"]


def test_line_down_for_an_hour_loses_no_answer(office: Office) -> None:
    people = [office.person(f"คนที่ {n}") for n in range(3)]
    office.platform.faults.add("reset_before", times=None)
    with office.workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, push_limit=0))
        work.revisions.bump(BAN_MAI, "agency")
    office.clock.pass_time(seconds=2)
    for person in people:
        person.send_text(UNKNOWN)
    office.work()
    assert asked(office) == 3
    office.platform.faults.clear()
    office.clock.pass_time(hours=1)
    for person in people:
        person.send_text(QUESTION)
    office.work()
    assert [bot_texts(person)[-1] for person in people] == [ANSWER] * 3
