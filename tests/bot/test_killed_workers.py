"""Workers that are killed, and those that go on after them: every event has one effect."""

from datetime import timedelta
from typing import Any

import pytest

from bot.lanes import EventWorker
from bot.line_client import LineClient
from kernel.post import Outgoing
from tests.bot.chatting import ANSWER, QUESTION, bot_texts, rows
from tests.bot.office import ENTRIES, Office

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


def kill_while_sending(office: Office, *, after: bool) -> None:
    """A worker commits a batch and dies in its first send."""
    dying = EventWorker(office.parts, DyingLine(after=after), threads=1)
    office.platform.settle()
    assert dying.run_once() == 1


@pytest.mark.parametrize("after", [False, True])
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


def test_outbox_of_a_stuck_sender_is_not_sent_twice_in_one_process(office: Office) -> None:
    row = Outgoing("banmai", "a" * 32, "p", {}, office.clock.now())
    dispatch = office.worker._dispatch
    dispatch._leases["banmai", row.id] = office.clock.now() + timedelta(seconds=1)
    assert dispatch.not_ours([row]) == []
