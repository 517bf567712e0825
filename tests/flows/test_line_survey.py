"""Journey: the survey in the chat, by touch on a phone and by typing on a PC."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import texts
from surveys import publish_batch
from tests.bot.office import Office, open_office
from tests.cast import BAN_MAI, TAX_COUNTER


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as opened:
        yield opened


def published(office: Office) -> list[Any]:
    """The rows after the day's end."""
    office.clock.pass_time(days=1)
    with office.workplace.begin() as work:
        publish_batch(work, BAN_MAI, office.clock, day_end=True)
        return work.responses.all(BAN_MAI)


def say(office: Office, person: Any, words: str) -> list[dict[str, Any]]:
    """Type, and what is answered."""
    person.send_text(words)
    office.work()
    answers: list[dict[str, Any]] = person.answers()
    return answers


def tap(office: Office, person: Any, label: str) -> list[dict[str, Any]]:
    """Touch, and what is answered."""
    person.tap(label)
    office.work()
    answers: list[dict[str, Any]] = person.answers()
    return answers


def test_survey_by_typing_on_a_pc_is_stored_once(office: Office) -> None:
    somchai = office.person("สมชาย", device="pc", friend=False)
    consent, first = say(office, somchai, f"EIT {TAX_COUNTER.code}")
    assert "ยินยอม" in consent["text"]
    assert first["altText"].startswith("ข้อ 1 จาก 9")
    for words in ("6", "๕", "ไม่เคย", "เห็นด้วย", "ข้าม", "4", "ย้อน", "3", "2", "1", "เคย"):
        (shown,) = say(office, somchai, words)
    assert shown["altText"].startswith(texts.REVIEW_TITLE)
    thanks, _about = say(office, somchai, "ส่ง")
    assert thanks["text"] == texts.SURVEY_THANKS
    (row,) = published(office)
    assert row.answers == {"e1": 6, "e2": 5, "e3": 2, "e4": 5, "e6": 3, "e7": 2, "e8": 1, "e9": 2}
    assert row.channel == "line"


def test_survey_by_touch_on_a_phone_takes_eleven_taps(office: Office) -> None:
    malee = office.person()
    malee.send_text(f"EIT {TAX_COUNTER.code}")
    office.work()
    for item in range(1, 10):
        label = {3: "2. ไม่เคย", 9: "2. เคย"}.get(item, "6. เห็นด้วยอย่างยิ่ง")
        tap(office, malee, label)
    assert tap(office, malee, texts.SEND_LONG)[0]["text"] == texts.SURVEY_THANKS
    (row,) = published(office)
    assert row.answers == {f"e{n}": 2 if n in (3, 9) else 6 for n in range(1, 10)}


def test_survey_cannot_be_answered_twice(office: Office) -> None:
    malee = office.person()
    say(office, malee, "ประเมิน")
    for words in ("1", "1", "1", "1", "1", "1", "1", "1", "1", "ส่ง"):
        say(office, malee, words)
    assert say(office, malee, "ส่ง")[0]["text"] == texts.ARRIVED
    assert say(office, malee, "ประเมิน")[0]["text"] == texts.ALREADY
    assert len(published(office)) == 1


def test_question_in_the_middle_is_answered_and_the_item_shown_again(office: Office) -> None:
    malee = office.person()
    say(office, malee, "ประเมิน")
    (second,) = say(office, malee, "6")
    answer, _buttons, again = say(office, malee, "เบี้ยยังชีพผู้สูงอายุเข้าวันไหน")
    assert answer["text"] == "เบี้ยยังชีพผู้สูงอายุโอนวันที่ 10 ของเดือน"
    assert again["altText"] == second["altText"]


def test_sticker_and_place_get_the_same_item_again(office: Office) -> None:
    malee = office.person()
    _, first = say(office, malee, "ประเมิน")
    malee.send_sticker()
    office.work()
    assert [message.get("text") or message["altText"] for message in malee.answers()][-1] == first["altText"]
    malee.send_location()
    office.work()
    assert malee.answers()[-1]["altText"] == first["altText"]


def test_survey_resumes_within_a_day_and_lapses_after(office: Office) -> None:
    malee = office.person()
    say(office, malee, "ประเมิน")
    say(office, malee, "6")
    office.clock.pass_time(hours=23)
    note, shown = say(office, malee, "ประเมิน")
    assert note["text"] == texts.RESUMED
    assert shown["altText"].startswith("ข้อ 2 จาก 9")
    office.clock.pass_time(hours=25)
    assert say(office, malee, "6")[0]["text"] == texts.EXPIRED


def test_old_button_changes_nothing(office: Office) -> None:
    malee = office.person()
    say(office, malee, "ประเมิน")
    say(office, malee, "ยกเลิก")
    say(office, malee, "ประเมิน")
    old = next(entry.message for entry in malee.sees() if entry.message.get("type") == "flex")
    malee.postback(old["contents"]["footer"]["contents"][0]["action"]["data"])
    office.work()
    refusal, again = malee.answers()
    assert refusal["text"] == texts.STALE_BUTTON
    assert again["altText"].startswith("ข้อ 1 จาก 9")
    assert office.count("stale_button") == 1


def test_double_tap_gives_one_answer_and_one_question(office: Office) -> None:
    malee = office.person()
    say(office, malee, "ประเมิน")
    with office.channel.batch():
        malee.tap("6. เห็นด้วยอย่างยิ่ง")
        malee.tap("6. เห็นด้วยอย่างยิ่ง")
    office.work()
    assert [message["altText"][:11] for message in malee.answers()] == ["ข้อ 2 จาก 9"]
