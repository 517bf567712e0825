"""Journey: a question in the chat, from signed bytes to the bubble on the phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.office import Office, open_office


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
