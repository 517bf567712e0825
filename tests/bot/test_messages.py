"""Building messages inside LINE's limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import buttons, messages
from bot.confiding_messages import unclear
from devtools.line.limits import check, utf16_units


@given(st.text(max_size=80), st.integers(2, 40))
def test_cut_keeps_the_limit_in_every_way_of_counting(text: str, limit: int) -> None:
    short = messages.cut(text, limit)
    assert len(short) <= limit
    assert utf16_units(short) <= limit
    assert short == text or short.endswith("…")


def test_cut_does_not_part_a_letter_from_its_marks() -> None:
    assert messages.cut("ที่นี่ดีนี้", 6) == "ที่…"
    assert messages.cut("น้ำท่วม", 3) == "…"


def test_cut_keeps_joined_emoji_together() -> None:
    family = "👨‍👩‍👧"
    assert list(messages.clusters(f"{family}ก🇹🇭")) == [family, "ก", "🇹🇭"]


def test_quick_replies_stand_under_the_last_message_only() -> None:
    first, last = messages.with_quick_replies([messages.text("ก"), messages.text("ข")], ["เมนู"] * 20)
    assert "quickReply" not in first
    assert len(last["quickReply"]["items"]) == 13


def test_card_with_long_words_stays_inside_the_limits() -> None:
    card = messages.card("หัวข้อ" * 50, "ข้อความ" * 200, [messages.tells("ปุ่ม" * 50, buttons.data("ask", q="1"))])
    assert check("reply", {"replyToken": "x", "messages": [card]}) == []


def test_button_data_comes_back_as_it_was() -> None:
    button = buttons.read(buttons.data(buttons.SURVEY, s="7Q2M", q="e3", a=4))
    assert (button.topic, dict(button.values)) == (buttons.SURVEY, {"s": "7Q2M", "q": "e3", "a": "4"})


@pytest.mark.parametrize("written", ["", "v2|eit|s=1", "v1", "v1|nobody", "hello", "v1|eit" + "|x" * 300])
def test_foreign_button_data_is_known_as_foreign(written: str) -> None:
    assert buttons.read(written).topic == buttons.FOREIGN


def test_identity_is_never_cut() -> None:
    with pytest.raises(ValueError, match="cannot carry"):
        buttons.data(buttons.ASK, q="x" * 300)


def test_card_of_what_was_held_back_does_not_say_that_something_was_told_before() -> None:
    (card,) = unclear()
    assert ("เรื่องร้องเรียน" in card["altText"], "เดิม" in card["altText"]) == (True, False)
