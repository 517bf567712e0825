"""What threads leave in the database: one verb for each fact, letters on their way, and nobody's id afterwards."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import letters, thread_facts
from bot import thread_texts as words
from bot.batch import PERSON
from bot.bringing import bring_answer
from bot.facts import AskedUnknown, Erased, Forgotten, ThreadTapped, Unsent, WroteOn
from bot.noticing import notice, notify_staff
from bot.parts import Parts
from kernel.errors import Refused
from kernel.jobs import Job
from kernel.staff import Member
from qa import inbox, passing, retention, sealing
from qa.ports import Kind
from storage.database import Database, connect
from storage.tables import metadata
from storage.work import Work
from storage.workplace import Workplace
from tests.cast import BAN_MAI, MALEE, SOMCHAI
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault
from tests.fresh import furnish

ASKED = "ถังขยะรับที่ไหน"
VAULT = GlassVault()
PERSON_MARK = VAULT.mark(PERSON, "banmai", MALEE)
CLERK = Member("c1", "clerk", "สมหญิง", ("clerk",), line_person="staff-hash", line_user=SOMCHAI)
SCREEN = "https://desk.example"


@pytest.fixture
def office(clock: FrozenClock) -> Iterator[Workplace]:
    engine = connect("sqlite://")
    furnish(engine)
    place = Workplace(Database(engine), VAULT, clock)
    with place.begin() as work:
        work.agencies.add(BAN_MAI)
    yield place
    engine.dispose()


def parts(office: Workplace) -> Parts:
    return Parts(office, None, VAULT, office.clock, "https://banmai.example", lambda _: None)  # type: ignore[arg-type]


def happens(office: Workplace, fact: thread_facts.ThreadFact) -> None:
    with office.begin() as work:
        thread_facts.apply(work, BAN_MAI, MALEE, PERSON_MARK, fact, office.clock)


def ask(office: Workplace, key: str = "k1") -> str:
    happens(office, AskedUnknown(ASKED, f"m-{key}", key=key))
    return sealing.thread_id(VAULT, BAN_MAI, MALEE, key)


def reply(office: Workplace, thread: str, text: str = "รับได้ที่กองช่าง") -> None:
    with office.begin() as work:
        passing.answer(work, BAN_MAI, thread, text, "c1", office.clock)


def deliver(office: Workplace, thread: str) -> None:
    bring_answer(
        parts(office), BAN_MAI, Job("banmai", "deliver_answer", thread, office.clock.now(), {"question": thread})
    )


def notify(office: Workplace) -> None:
    notify_staff(parts(office), BAN_MAI, Job("banmai", "notify_staff", "", office.clock.now()), SCREEN)


def letters_waiting(work: Work) -> list[letters.Letter]:
    return [letters.letter_of(row) for row in work.outbox.claim_stale(work.clock.now() + timedelta(minutes=5), 50)]


def traces(office: Workplace, user: str) -> list[str]:
    """Tables in which a LINE id can be read, sealed or not: the glass vault turns what it seals around."""
    with office.read() as work:
        return sorted(
            table.name
            for table in metadata.sorted_tables
            for row in work.connection.execute(table.select())
            if user in str(tuple(row)) or user[::-1] in str(tuple(row))
        )


def test_closed_thread_leaves_no_line_id_anywhere(office: Workplace) -> None:
    thread = ask(office)
    reply(office, thread)
    assert traces(office, MALEE) == ["questions"]
    with office.begin() as work:
        passing.close(work, BAN_MAI, thread, office.clock)
    assert traces(office, MALEE) == ["questions"]  # the answer is still on its way
    deliver(office, thread)
    assert traces(office, MALEE) == ["outbox"]
    with office.begin() as work:  # the month's push limit is reached: the letter waits for the person to come
        row = work.outbox.claim_stale(office.clock.now(), 1)[0]
        work.outbox.hold([(row.agency, row.id)])
    assert traces(office, MALEE) == []
    with office.read() as work:
        [held] = work.outbox.held([("banmai", PERSON_MARK)])
    assert "รับได้ที่กองช่าง" in str(letters.letter_of(held).messages)


@pytest.mark.parametrize("way", ["close", "yes"])
def test_thread_ended_by_its_asker_leaves_no_line_id(office: Workplace, way: str) -> None:
    thread = ask(office)
    happens(office, ThreadTapped(thread, way))
    assert traces(office, MALEE) == []
    happens(office, ThreadTapped(thread, "reopen"))
    assert traces(office, MALEE) == ["questions"]


def test_old_thread_leaves_no_line_id_and_later_no_words(office: Workplace) -> None:
    thread = ask(office)
    reply(office, thread)
    deliver(office, thread)
    with office.begin() as work:
        work.outbox.forget_person(BAN_MAI, PERSON_MARK)
        office.clock.pass_time(days=8)  # type: ignore[attr-defined]
        assert retention.tidy(work, BAN_MAI, office.clock) == (1, 0)
    assert traces(office, MALEE) == []
    assert traces(office, ASKED) == []  # sealed as bytes; turned around below
    with office.begin() as work:
        assert ASKED.encode()[::-1] in work.questions.messages(BAN_MAI, [thread])[thread][0].text
        office.clock.pass_time(days=91)  # type: ignore[attr-defined]
        retention.tidy(work, BAN_MAI, office.clock)
        assert work.questions.messages(BAN_MAI, [thread]) == {thread: []}


def test_delivery_is_once_and_names_its_thread(office: Workplace) -> None:
    thread = ask(office)
    reply(office, thread)
    for _ in range(2):
        deliver(office, thread)
    with office.begin() as work:
        [letter] = letters_waiting(work)
    assert (letter.user, letter.about, letter.stage) == (MALEE, thread, letters.PUSH)
    assert words.ANSWER_HEAD.format(question=ASKED) in letter.messages[0]["text"]


def test_written_words_make_it_wait_again(office: Workplace) -> None:
    thread = ask(office)
    reply(office, thread)
    happens(office, WroteOn(thread, "วันเสาร์ได้ไหม", "m2"))
    with office.read() as work:
        assert [one.id for one in inbox.waiting(work, BAN_MAI)] == [thread]
    with pytest.raises(Refused, match="fraud_door"):
        happens(office, WroteOn(thread, "ปลัดเรียกสินบน", "m3"))


@pytest.mark.parametrize("how", ["erased", "unsent"])
def test_erased_words_take_the_held_answer_along(office: Workplace, how: str) -> None:
    thread, other = ask(office), ask(office, "k2")
    for one in (thread, other):
        reply(office, one)
        deliver(office, one)
    with office.begin() as work:
        work.outbox.hold([(row.agency, row.id) for row in work.outbox.claim_stale(office.clock.now(), 9)])
        assert len(work.outbox.held([("banmai", PERSON_MARK)])) == 2
    happens(office, Erased((thread,)) if how == "erased" else Unsent("m-k1"))
    with office.read() as work:
        [kept] = work.outbox.held([("banmai", PERSON_MARK)])
        assert letters.letter_of(kept).about == other
        assert work.questions.get(BAN_MAI, thread) is None


def test_blocking_forgets_who_asked(office: Workplace) -> None:
    thread = ask(office)
    reply(office, thread)
    deliver(office, thread)
    happens(office, Forgotten(("k1",)))
    assert traces(office, MALEE) == []
    with office.read() as work:
        assert inbox.get(work, BAN_MAI, thread).text == ASKED


# -- the notice to staff


def hire(office: Workplace, *members: Member) -> None:
    with office.begin() as work:
        for member in members:
            work.staff.add(BAN_MAI, member)


def told(office: Workplace) -> list[tuple[str, str]]:
    """(whom, what) of every letter on its way to staff."""
    with office.begin() as work:
        found = letters_waiting(work)
    return [(letter.user, str(letter.messages)) for letter in found if letter.user != MALEE]


def test_notice_tells_linked_clerks_how_many_and_never_what(office: Workplace) -> None:
    others = (
        replace(CLERK, id="c2", login="b", line_user=None, line_person=None),
        replace(CLERK, id="c3", login="c", roles=("admin",), line_person="x", line_user="U3"),
    )
    hire(office, CLERK, *others)
    ask(office)
    happens(office, AskedUnknown("เสียงดัง", "m9", Kind.COMPLAINT, "k9"))
    notify(office)
    [(whom, what)] = told(office)
    assert whom == SOMCHAI
    assert ("มีเรื่องรอตอบ 2 เรื่อง" in what, f"{SCREEN}/console/questions" in what) == (True, True)
    assert not [leak for leak in (ASKED, "เสียงดัง", MALEE) if leak in what]


def test_notice_comes_once_an_hour_at_most(office: Workplace) -> None:
    office.clock.pass_time(days=2, hours=1)  # type: ignore[attr-defined]  # Monday, 13:00
    hire(office, CLERK)
    ask(office)
    notify(office)
    office.clock.pass_time(minutes=59)  # type: ignore[attr-defined]
    ask(office, "k2")
    notify(office)
    assert len(told(office)) == 1
    with office.read() as work:
        [later] = [job.run_at for job in work.jobs.waiting(BAN_MAI) if job.kind == "notify_staff" and job.key]
    assert later == office.clock.now() + timedelta(minutes=1)
    office.clock.pass_time(minutes=1)  # type: ignore[attr-defined]
    notify(office)
    assert len(told(office)) == 2


def test_notice_is_silent_when_nothing_waits(office: Workplace) -> None:
    hire(office, CLERK)
    reply(office, ask(office))
    notify(office)
    assert told(office) == []


def test_notice_leaves_a_fifth_of_the_month_to_citizens(office: Workplace) -> None:
    hire(office, CLERK)
    ask(office)
    with office.begin() as work:
        work.pushes.add(BAN_MAI, "2026-11", BAN_MAI.push_limit * 4 // 5)
    notify(office)
    assert told(office) == []


def test_notice_is_off_when_the_agency_says_so(office: Workplace) -> None:
    hire(office, CLERK)
    ask(office)
    silent = replace(BAN_MAI, staff_notice=False)
    notify_staff(parts(office), silent, Job("banmai", "notify_staff", "", office.clock.now()), SCREEN)
    assert told(office) == []


def test_notice_counts_by_kind() -> None:
    shown = notice(Counter({Kind.QUESTION: 2, Kind.COMPLAINT: 1}), SCREEN)
    assert shown["altText"] == "มีเรื่องรอตอบ 3 เรื่อง\nคำถาม 2 · เรื่องร้องเรียนทั่วไป 1"
