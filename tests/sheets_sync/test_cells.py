"""Text on its way into a cell."""

from decimal import Decimal

import pytest

from sheets_sync.cells import clean, number

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
THAI_FLAG = "\U0001f1f9\U0001f1ed"


@pytest.mark.parametrize(
    "text",
    ["=HYPERLINK(1)", "+66812345678", "-1", "@x", "'x", "0812345678", "1E10", "๐๘๑", "TRUE", "1/2", "2569-01-02",
     FAMILY, THAI_FLAG, "น้ำ", "กำ", "ก่๊", "a\u200bb", "\u202etxt", "a\nb"],
)  # fmt: skip
def test_clean_leaves_what_is_sound(text: str) -> None:
    assert clean(text, 100, "") == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\ud800b", "ab"),
        ("a\udfff", "a"),
        ("a\ufffeb\uffff", "ab"),
        ("a\x00\x0b\x1fb", "ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\t=1", " =1"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("ก\u0e4d\u0e32", "กำ"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_clean_mends_what_a_sheet_cannot_hold(text: str, kept: str) -> None:
    assert clean(text, 100, "") == kept


@pytest.mark.parametrize(
    "letter", ["ก่", "กำ", "ກຳ", FAMILY, THAI_FLAG, SCOTLAND, "\U0001f44d\U0001f3fd", "1\ufe0f\u20e3", "x"]
)
def test_clean_cuts_between_letters(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    rooms = range(1, 4 * units + 1)
    assert [clean(letter * 50, room, "") for room in rooms] == [letter * (room // units) for room in rooms]


def test_clean_says_that_it_cut() -> None:
    cut = clean("ก" * 60_000, 32_000, "…(ตัด)")
    assert (len(cut), cut[-7:]) == (32_000, "ก…(ตัด)")


@pytest.mark.parametrize(
    ("given", "kept"),
    [(7, 7), (True, 1), (Decimal("91.42"), 91.42), (0.5, 0.5), (Decimal("NaN"), None), (float("inf"), None)],
)
def test_number_is_finite_or_none(given: int | float | Decimal, kept: int | float | None) -> None:
    found = number(given)
    assert (found, type(found)) == (kept, type(kept))
