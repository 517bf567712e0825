"""Journeys beside the survey: the fraud door, groups, coming and going, staff."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import texts
from kernel.staff import Member
from storage.tables import events
from tests.bot.office import ENTRIES, Office, open_office
from tests.cast import BAN_MAI

STORY = "ปลัดเรียกรับเงินใต้โต๊ะห้าพันบาทค่าออกใบอนุญาต"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as opened:
        yield opened


def last_uri(messages: list[dict[str, Any]]) -> str:
    uri: str = messages[-1]["contents"]["footer"]["contents"][0]["action"]["uri"]
    return uri


def test_fraud_words_are_answered_with_the_door_and_kept_nowhere(
    office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    malee = office.person()
    malee.send_text(STORY)
    (door,) = malee.wait_for_answers()
    assert last_uri([door]) == "https://banmai.example/f/banmai?openExternalBrowser=1"
    office.work()
    with office.workplace.read() as work:
        (row,) = work.connection.execute(events.select()).all()
    assert (row.body, row.at, row.lane) == (None, None, "")
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert STORY.encode() not in kept
    assert malee.user_id.encode() not in kept
    assert STORY not in caplog.text


def test_fraud_words_in_the_middle_of_a_survey_leave_it_as_it_is(office: Office) -> None:
    malee = office.person()
    for words in ("ประเมิน", "6"):
        malee.send_text(words)
        office.work()
    malee.send_text(STORY)
    malee.wait_for_answers()
    malee.send_text("5")
    office.work()
    assert malee.answers()[-1]["altText"].startswith("ข้อ 3 จาก 9")


def test_redelivered_fraud_words_are_answered_once(office: Office) -> None:
    malee = office.person()
    malee.send_text(STORY)
    malee.wait_for_answers()
    office.channel.redeliver_last()
    office.platform.settle()
    office.door.close()
    assert len([entry for entry in malee.sees() if entry.author == "bot"]) == 1


def test_door_is_found_by_the_menu_on_a_pc(office: Office) -> None:
    somchai = office.person("สมชาย", device="pc")
    somchai.send_text("เมนู")
    office.work()
    assert last_uri(somchai.answers()).endswith("/f/banmai?openExternalBrowser=1")


def test_group_hears_nothing_until_it_mentions_us(office: Office) -> None:
    malee, somchai = office.person(), office.person("สมชาย")
    group = office.platform.add_group(office.channel, "หมู่ 4", [malee, somchai])
    office.work()
    malee.send_text(ENTRIES[0].question, group)
    office.work()
    assert len(office.platform.calls_to("reply")) == 1  # the greeting alone
    malee.send_text(ENTRIES[0].question, group, mention_bot=True)
    office.work()
    assert malee.answers(group)[-1]["text"] == ENTRIES[0].answer
    with office.workplace.read() as work:
        assert {row.body for row in work.connection.execute(events.select())} == {None}


def test_standby_is_silent(office: Office) -> None:
    office.channel.standby = True
    office.person().send_text(ENTRIES[0].question)
    office.work()
    assert office.platform.calls_to() == []


def test_follow_block_and_return(office: Office) -> None:
    malee = office.person(friend=False)
    malee.follow()
    office.work()
    assert "/a/banmai/privacy" in malee.answers()[0]["text"]
    office.clock.pass_time(seconds=1)
    malee.block()
    office.work()
    office.clock.pass_time(seconds=1)
    malee.unblock()
    office.work()
    assert len([entry for entry in malee.sees() if "privacy" in entry.text]) == 2


def test_staff_link_their_line_and_cannot_answer_the_survey(office: Office) -> None:
    with office.workplace.begin() as work:
        work.staff.add(BAN_MAI, Member("s1", "nok", "นก", ("clerk",)))
        work.staff_tokens.put(BAN_MAI, "482913", "s1", "line", office.clock.now() + timedelta(minutes=10))
    nok = office.person("นก")
    shown = []
    for words in ("111111", "482 913", "482913", "ประเมิน"):
        nok.send_text(words)
        office.work()
        shown.append(nok.answers()[0]["text"])
    assert shown == [texts.CODE_UNKNOWN, texts.LINKED, texts.CODE_UNKNOWN, texts.STAFF_CANNOT]


def test_quick_replies_are_under_the_last_message_and_work(office: Office) -> None:
    malee = office.person()
    malee.send_text(ENTRIES[0].question)
    office.work()
    assert malee.quick_labels() == [texts.NOT_THIS, texts.ASK_STAFF, texts.MENU]
    malee.tap(texts.MENU)
    office.work()
    assert len(malee.answers()) == 2
