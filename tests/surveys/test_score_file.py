"""CSV files of respondents: forgiving about form, exact about faults."""

import pytest

from kernel.errors import Refused
from surveys import texts
from surveys.instruments import load
from surveys.score_file import read
from surveys.scoring import Row

EIT = load("eit-2567")


def test_positions_labels_thai_digits_and_blanks() -> None:
    content = "﻿e1,e2,e3,part,age\r\n6,เห็นด้วย,๒,2,30\r\n,,,,\r\n 1 ,,ไม่เคย,,\r\n".encode()
    assert read(content, EIT) == [Row({"e1": 6, "e2": 5, "e3": 2}, 2), Row({"e1": 1, "e3": 2}, 1)]


@pytest.mark.parametrize(
    ("content", "reason", "facts"),
    [
        (b"", "no_header", {"line": 1}),
        (b"name,phone\n", "no_header", {"line": 1}),
        (b"e1,e77\n", "unknown_column", {"line": 1, "column": "e77"}),
        (b"e1,e1\n", "twice_column", {"line": 1, "column": "e1"}),
        (b"e1\n6\n7\n", "bad_cell", {"line": 3, "column": "e1"}),
        (b'e1,e2\n"6\n\n",9\n', "bad_cell", {"line": 2, "column": "e2"}),
        (b"e1\n0\n", "bad_cell", {"line": 2, "column": "e1"}),
        (b"e1,e2\n6,5,4\n", "extra_cell", {"line": 2, "column": 3}),
        (b"e1,,e2\n6,5,4\n", "extra_cell", {"line": 2, "column": 2}),
        (b"e1\n" + b"6" * 200_000 + b"\n", "bad_csv", {"line": 2}),
        ("e1\n6\n".encode("utf-16"), "not_text", {}),
        (b"e1,part\n6,3\n", "bad_part", {"line": 2, "column": "part"}),
        (b"\xff\xfe\x00", "not_text", {}),
    ],
)
def test_fault_names_its_place_in_thai(content: bytes, reason: str, facts: dict) -> None:
    with pytest.raises(Refused) as refused:
        read(content, EIT)
    assert (refused.value.reason, refused.value.facts) == (reason, facts)
    assert texts.sentence(refused.value)


def test_windows_thai_and_empty_trailing_columns_are_read() -> None:
    content = "E1,e2,,\r\nเห็นด้วยอย่างยิ่ง,๓,,\r\n".encode("cp874")
    assert read(content, EIT) == [Row({"e1": 6, "e2": 3})]


def test_short_rows_and_the_way_past_an_item_are_not_answers() -> None:
    content = "e1,e2,e3\n5\n,ไม่ทราบ/ไม่เคยใช้,ไม่ขอตอบ\n".encode()
    assert read(content, EIT) == [Row({"e1": 5}), Row({})]
