"""The passage through the items, by taps and by typing."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kernel.errors import Refused
from surveys import sitting as s
from surveys import texts
from surveys.instruments import Option, load
from tests.cast import NOON

EIT = load("eit-2567")
START = s.begin(EIT, "eit-2567:2570Q1", "EA7K", NOON)


def through(sitting: s.Sitting, position: int = 1) -> s.Sitting:
    while sitting.at is not None:
        sitting = s.answer(sitting, EIT, sitting.at, position, NOON)
    return sitting


def test_nine_answers_lead_to_the_review() -> None:
    done = through(START)
    assert done.at is None
    assert s.progress(done, EIT) == (9, 9)
    assert s.finished(done, "line").answers == {item.id: 1 for item in EIT.items}


def test_progress_counts_the_item_asked() -> None:
    second = s.answer(START, EIT, "e1", 6, NOON)
    assert (s.progress(START, EIT), s.progress(second, EIT)) == ((1, 9), (2, 9))


def test_button_of_another_item_changes_nothing() -> None:
    with pytest.raises(Refused, match="stale_item"):
        s.answer(START, EIT, "e5", 1, NOON)
    with pytest.raises(Refused, match="stale_item"):
        s.answer(START, EIT, "nonsense", 1, NOON)


@pytest.mark.parametrize("position", [0, 7, -1])
def test_option_out_of_range_is_refused(position: int) -> None:
    with pytest.raises(Refused, match="bad_answer"):
        s.answer(START, EIT, "e1", position, NOON)


def test_back_keeps_answers_and_reaches_the_first_item_only() -> None:
    second = s.answer(START, EIT, "e1", 6, NOON)
    first = s.back(s.back(second, EIT, NOON), EIT, NOON)
    assert (first.at, first.answers) == ("e1", {"e1": 6})
    assert s.answer(first, EIT, "e1", 2, NOON).at == "e2"


def test_back_from_the_review_asks_the_last_item() -> None:
    assert s.back(through(START), EIT, NOON).at == "e9"


def test_review_allows_any_answer_to_change() -> None:
    changed = s.answer(through(START), EIT, "e4", 5, NOON)
    assert (changed.at, changed.answers["e4"]) == (None, 5)


def test_skip_passes_the_item() -> None:
    assert s.skip(START, EIT, "e1", NOON).answers == {"e1": None}


def test_unfinished_sitting_cannot_be_sent() -> None:
    with pytest.raises(Refused, match="unfinished"):
        s.finished(START, "line")


def test_sitting_is_resumable_for_a_day() -> None:
    assert not s.expired(START, NOON + timedelta(hours=24))
    assert s.expired(START, NOON + timedelta(hours=24, seconds=1))


def test_dict_round_trip() -> None:
    second = s.skip(s.answer(START, EIT, "e1", 6, NOON), EIT, "e2", NOON)
    assert s.from_dict(s.to_dict(second)) == second


def test_foreign_dict_is_refused() -> None:
    kept = s.to_dict(START)
    assert s.from_dict(kept) == START
    for broken in ({}, {**kept, "touched_at": "soon"}, {**kept, "extra": 1}):
        with pytest.raises(Refused, match="bad_sitting"):
            s.from_dict(broken)


def test_moved_sitting_keeps_its_answers_for_the_new_round() -> None:
    done = s.move_to(through(START), "eit-2567:2570Q2")
    assert s.finished(done, "line").round == "eit-2567:2570Q2"
    assert len(done.answers) == 9


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("4", 4),
        ("๔", 4),
        (" 4. ", 4),
        ("ข้อ 4", 4),
        ("สี่", 4),
        ("ข้อ หก ค่ะ", 6),
        ("เจ็ด", None),
        ("ค่อนข้างเห็นด้วย", 4),
        ("เห็นด้วย อย่างยิ่ง", 6),
        ("4 ครับ", 4),
        ("เห็นด้วยค่ะ", 5),
        ("ค่อนข้างเห็น\u200bด้วย", 4),
        ("7", None),
        ("4" + " " * 200 + "5", None),
        ("ไม่รู้เรื่อง", None),
    ],
)
def test_typed_choice_is_read(typed: str, position: int | None) -> None:
    assert s.read_choice(EIT.items[0], typed) == position


def test_number_word_that_is_a_label_means_the_label() -> None:
    counted = replace(
        EIT.items[0], options=tuple(Option(n, word, 0) for n, word in enumerate(("ไม่มี", "หนึ่ง", "สอง"), 1))
    )
    assert [s.read_choice(counted, word) for word in ("หนึ่ง", "สอง", "สาม", "สี่")] == [2, 3, 3, None]


def test_typed_yes_and_no_words_are_read() -> None:
    bribe = EIT.item("e3")
    assert bribe is not None
    assert [s.read_choice(bribe, word) for word in ("เคย", "ไม่เคย", "๒")] == [1, 2, 2]


def test_never_having_used_the_e_service_is_an_answer_not_a_skip() -> None:
    service = EIT.item("e9")
    assert service is not None
    assert [s.read_choice(service, word) for word in ("ไม่เคยใช้", "เคยใช้ครับ", "ไม่ทราบ")] == [1, 2, None]
    assert [texts.skip_label(item) for item in (EIT.items[0], service)] == ["ไม่ทราบ/ไม่เคยใช้", "ไม่ขอตอบ"]


@pytest.mark.parametrize("typed", ["ข้าม", "ไม่ทราบ", "ไม่ทราบ / ไม่เคยใช้", "Skip"])
def test_skip_words_are_known(typed: str) -> None:
    assert s.means_skip(typed)


@pytest.mark.parametrize(("seconds", "flags"), [(5, ("fast",)), (60, ())])
def test_answers_faster_than_reading_are_flagged_and_carry_no_time(seconds: int, flags: tuple[str, ...]) -> None:
    sitting = START
    for item in EIT.items:
        sitting = s.answer(sitting, EIT, item.id, 2, NOON)
    done = s.finished(s.from_dict(s.to_dict(sitting)), "line", NOON + timedelta(seconds=seconds))
    assert done.flags == flags
    assert not [value for value in vars(done).values() if isinstance(value, datetime | timedelta)]
    assert s.finished(sitting, "line").flags == ()
