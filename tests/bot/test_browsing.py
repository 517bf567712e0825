"""Looking around: categories and their questions, by touch and by typed numbers."""

import pytest

from bot import buttons, texts
from bot.events import Postback
from bot.messages import BUBBLES
from bot.topics.browsing import LINES, PAGE
from bot.topics.numbered import number_in
from qa.entries import Entry
from tests.bot.office import ENTRIES
from tests.bot.talking import Talk, actions, desk_with, heads, offered

MANY = tuple(Entry(f"n{n:03}", "งานช่าง|ก=ข", f"เรื่องช่างข้อ {n}", f"คำตอบช่าง {n}") for n in range(1, 96))
DESK = desk_with(*MANY)


def test_ask_tile_shows_the_categories() -> None:
    turn = Talk(DESK).does(Postback(buttons.data(buttons.MENU, to="ask")))
    assert heads(turn) == [texts.ASK_OR_BROWSE, texts.BROWSE]
    assert [action["label"] for action in actions(turn)] == [
        "1. ภาษี (1)", "2. สวัสดิการ (1)", "3. สาธารณูปโภค (1)", "4. งานช่าง|ก=ข (95)",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["3", "๓", "ข้อ 3", "พิมพ์ 3", " 3. ", "หมวดที่ ๓ ค่ะ", "สาม", "3️⃣", "３"])
def test_category_and_question_can_be_taken_by_number(number: str) -> None:
    talk = Talk(DESK)
    talk.say("หมวด")
    assert heads(talk.say(number)) == ["สาธารณูปโภค"]
    assert talk.say("๑").messages[0]["text"] == ENTRIES[2].answer


def test_category_and_question_can_be_taken_by_touch() -> None:
    talk = Talk(DESK)
    talk.say(texts.BROWSE)
    talk.tap("2. สวัสดิการ (1)")
    assert talk.tap("1. " + ENTRIES[1].question).messages[0]["text"] == ENTRIES[1].answer


@pytest.mark.parametrize("word", [texts.ONWARD, "ถัดไป", "ดูต่อ"])
def test_long_category_has_pages_and_its_numbers_go_on(word: str) -> None:
    talk = Talk(DESK)
    talk.say(texts.BROWSE)
    first = talk.say("4")
    assert len(first.messages[-1]["contents"]["contents"]) == PAGE // LINES + 1 <= BUBBLES
    assert texts.ONWARD in offered(first)
    talk.say(word)
    assert talk.say("41").messages[0]["text"] == "คำตอบช่าง 41"
    talk.say(word)
    assert texts.ONWARD not in offered(talk.turn)
    talk.tap(texts.PAGE_BEFORE)
    assert talk.say("80").messages[0]["text"] == "คำตอบช่าง 80"


def test_number_beyond_the_list_says_which_there_are() -> None:
    talk = Talk(DESK)
    talk.say(texts.BROWSE)
    assert heads(talk.say("9")) == [texts.NUMBER_NOT_THERE.format(first=1, last=4)]
    assert heads(talk.say("0")) == [texts.NUMBER_NOT_THERE.format(first=1, last=4)]


def test_number_means_the_list_for_half_an_hour_and_until_something_else_is_asked() -> None:
    talk = Talk(DESK)
    talk.say(texts.BROWSE)
    assert heads(talk.after(minutes=29).say("1")) == ["ภาษี"]
    assert heads(talk.after(minutes=31).say("1")) == [texts.UNCLEAR]
    talk.say(ENTRIES[0].question)
    assert heads(talk.say("1")) == [texts.UNCLEAR]


def test_several_lines_of_one_list_can_be_read_one_after_another() -> None:
    talk = Talk(DESK)
    talk.say(texts.BROWSE)
    talk.say("4")
    assert [talk.say(number).messages[0]["text"] for number in "12"] == ["คำตอบช่าง 1", "คำตอบช่าง 2"]


def test_typed_name_of_a_category_opens_it() -> None:
    assert heads(Talk(DESK).say("สาธารณูปโภค")) == ["สาธารณูปโภค"]


def test_category_that_is_gone_shows_those_that_are_there() -> None:
    turn = Talk(DESK).does(Postback(buttons.data(buttons.BROWSE, c="0000000000")))
    assert heads(turn) == [texts.CATEGORY_GONE, texts.BROWSE]


def test_more_categories_than_a_message_holds_have_pages() -> None:
    talk = Talk(desk_with(*(Entry(f"c{n}", f"หมวดที่{n:02}", f"ถามเรื่อง{n}", f"ตอบ {n}") for n in range(45))))
    talk.say(texts.BROWSE)
    talk.tap(texts.ONWARD)
    assert heads(talk.say("48")) == ["หมวดที่44"]


def test_longest_questions_stay_inside_the_limits() -> None:
    worst = [Entry(f"w{n}", "ก" * 64, f"{n}" + "ญี่" * 99, "ตอบ") for n in range(PAGE + 1)]
    talk = Talk(desk_with(*worst))
    talk.say(texts.BROWSE)
    assert len(actions(talk.say("4"))) > PAGE  # `Talk` holds it against LINE's limits


@pytest.mark.parametrize(
    "words", ["", "สองแถว", "2 เดือน", "ปี 2567", "12345", "ไม่ใช่ 2", "2 3", "1.5", "-", "ข้อ", "2" * 70]
)
def test_what_is_more_than_a_number_is_none(words: str) -> None:
    assert number_in(words) is None


def test_empty_knowledge_base_still_says_something() -> None:
    talk = Talk(desk_with())
    talk.desk = type(talk.desk)(**{**vars(talk.desk), "knowledge": _Empty()})
    assert heads(talk.say(texts.BROWSE)) == [texts.ASK_AWAY]


class _Empty:
    """An office that has published nothing."""

    def categories(self) -> dict[str, tuple[Entry, ...]]:
        return {}
