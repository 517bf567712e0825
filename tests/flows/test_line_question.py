"""Journey: a question in the chat, from signed bytes to the bubble on the phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import texts
from bot.dots import SLOW_S
from kernel.clock import bangkok_day
from tests.bot.office import ENTRIES, Office, open_office
from tests.cast import BAN_MAI


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as opened:
        yield opened


def test_question_is_answered_with_one_reply(office: Office) -> None:
    malee = office.person()
    malee.send_text("จ่ายภาษีที่ดินที่ไหน")
    office.work()
    answer, buttons = malee.answers()
    assert answer["text"] == "ชำระที่งานจัดเก็บรายได้ ชั้น 1"
    assert buttons["type"] == "flex"
    assert [call.endpoint for call in office.platform.calls_to("reply", "push")] == ["reply"]
    assert office.waiting() == 0
    assert office.count("answered") == 1


def test_thumb_is_stored_once_without_its_person_and_dots_cover_the_slow_start(office: Office) -> None:
    malee = office.person()
    malee.send_text(ENTRIES[1].question)
    office.work()
    loading, reply = office.platform.calls_to()[:2]
    assert (loading.endpoint, loading.body["loadingSeconds"], reply.endpoint) == ("loading", SLOW_S, "reply")
    for _ in range(2):
        office.clock.pass_time(seconds=1)
        malee.tap(texts.HELPED)
        office.work()
    assert [message["text"] for message in malee.answers()][-1:] == [texts.RATED_ALREADY]
    today = bangkok_day(office.clock.now())
    with office.workplace.read() as work:
        assert [(one.entry, one.helped, one.count) for one in work.ratings.since(BAN_MAI, today)] == [
            ("pension", True, 1)
        ]
    assert [call.endpoint for call in office.platform.calls_to()].count("loading") == 1
