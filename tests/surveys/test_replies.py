"""What may be answered, and what people mean by typing it."""

import pytest

from kernel.errors import Refused
from surveys import replies
from surveys.instruments import Given, Item, load
from tests.surveys.own import WATER


def item(item_id: str) -> Item:
    found = WATER.item(item_id)
    assert found is not None
    return found


PLACE, CLEAN, WAYS, DAYS, WORDS = (item(f"q{number}") for number in (1, 2, 5, 6, 7))


@pytest.mark.parametrize(
    ("asked", "given", "kept"),
    [
        (PLACE, 3, 3),
        (CLEAN, 5, 5),
        (WAYS, (3, 1, 1), (1, 3)),
        (WAYS, [2], (2,)),
        (WAYS, 2, (2,)),
        (DAYS, 0, 0),
        (WORDS, "  น้ำ\r\nขุ่น\x00 ", "น้ำ\nขุ่น"),
        (WORDS, "=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_answer_is_kept_in_one_form(asked: Item, given: object, kept: Given) -> None:
    assert replies.checked(asked, given) == kept


@pytest.mark.parametrize(
    ("asked", "given", "reason"),
    [
        (PLACE, 4, "bad_answer"),
        (PLACE, True, "bad_answer"),
        (PLACE, "1", "bad_answer"),
        (WAYS, (), "bad_answer"),
        (WAYS, (1, 9), "bad_answer"),
        (WAYS, (1, "2"), "bad_answer"),
        (DAYS, 366, "number_range"),
        (DAYS, -1, "number_range"),
        (DAYS, (1,), "bad_answer"),
        (WORDS, " \x00 ", "bad_answer"),
        (WORDS, 5, "bad_answer"),
        (WORDS, "ก" * 1001, "text_long"),
    ],
)
def test_other_answers_are_refused(asked: Item, given: object, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        replies.checked(asked, given)


def test_long_words_are_refused_with_their_length_and_never_cut() -> None:
    assert replies.checked(WORDS, "ก" * 1000) == "ก" * 1000
    with pytest.raises(Refused) as refused:
        replies.checked(WORDS, "ก" * 10_000)
    assert refused.value.facts == {"limit": 1000, "got": 10_000}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,3", (1, 3)),
        ("๑ และ ๓", (1, 3)),
        ("3 1", (1, 3)),
        ("ข้อ 2", (2,)),
        ("ไลน์ครับ", (2,)),
        ("โทรศัพท์, ไลน์", (1, 2)),
        ("1,9", None),
        ("13", None),
        ("ไม่แน่ใจ", None),
        ("1," * 100, None),
    ],
)
def test_several_choices_are_typed_as_people_list_things(typed: str, meant: Given | None) -> None:
    assert replies.read(WAYS, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("๑๒", 12), ("12", 12), (" 1 2 ", 12), ("๗ วัน", 7), ("3 ครับ", 3),
        ("สามวัน", None), ("1.5", None), ("2-3", None), ("", None),
    ],
)  # fmt: skip
def test_number_is_typed_with_thai_digits_and_its_unit(typed: str, meant: int | None) -> None:
    assert replies.read(DAYS, typed) == meant


def test_number_out_of_range_is_told_its_range() -> None:
    with pytest.raises(Refused) as refused:
        replies.read(DAYS, "๕๐๐")
    assert refused.value.facts == {"least": 0, "most": 365}


def test_words_are_read_as_they_are() -> None:
    assert (replies.read(WORDS, " ขอบคุณ "), replies.read(WORDS, " ")) == ("ขอบคุณ", None)


def test_whole_set_leaves_out_passed_items_and_ways_not_taken() -> None:
    given = {"q1": 1, "q2": None, "q4": 1, "q5": [1, 2], "q6": 3, "q7": "ดี"}
    assert replies.checked_all(WATER, given) == {"q1": 1, "q4": 1, "q7": "ดี"}
    assert replies.checked_all(WATER, given | {"q4": 2}) == {"q1": 1, "q4": 2, "q5": (1, 2), "q6": 3, "q7": "ดี"}


def test_item_that_is_not_there_spoils_the_whole_set() -> None:
    assert replies.checked_all(load("eit-2567"), {"e1": 6}) == {"e1": 6}
    with pytest.raises(Refused, match="bad_answer"):
        replies.checked_all(load("eit-2567"), {"e1": 6, "e10": 1})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("45 ปี", 45), ("๔๕ ปี", 45), ("45ปีค่ะ", 45), ("45\u00a0ปี", 45), ("อายุ 45 ปี", 45), ("ประมาณ 45", 45),
        ("อายุประมาณ ๔๕ ปี", 45), ("45.5", None), ("ไม่เกิน 45", None), ("40-45 ปี", None), ("ปี", None),
    ],
)  # fmt: skip
def test_number_is_understood_with_its_unit_and_the_words_around_it(typed: str, meant: Given | None) -> None:
    assert replies.read(DAYS, typed) == meant
