"""The hand-written citizen questions over the starter base: their shape, never how well they are answered."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from qa.layout import could_be_slip
from qa.normal import flat
from qa.personal import contains_personal_data
from qa.seed import starter

FILE = Path(__file__).parents[1] / "data" / "citizens" / "questions.tsv"
SPLITS = ("build", "held")
KINDS = ("keyword", "spoken", "misspelt", "indirect")
OUTSIDE = "-"


class Asked(NamedTuple):
    split: str
    kind: str
    text: str
    id: str


def read() -> list[Asked]:
    header, *lines = FILE.read_text(encoding="utf-8").splitlines()
    assert header == "split\tkind\ttext\tid"
    return [Asked(*line.split("\t")) for line in lines]


def test_questions_are_many_and_half_are_held():
    asked = read()
    assert len(asked) >= 500
    assert Counter(one.split for one in asked) == dict.fromkeys(SPLITS, len(asked) // 2)
    assert {one.kind for one in asked} == set(KINDS)
    assert set(Counter((one.split, one.kind) for one in asked).values()) <= {len(asked) // 8, len(asked) // 8 + 1}


def test_questions_ask_every_entry_once_in_each_kind():
    asked = Counter((one.id, one.kind) for one in read() if one.id != OUTSIDE)
    assert asked == Counter((entry.id, kind) for entry in starter() for kind in KINDS)


def test_questions_ask_every_entry_twice_in_each_split():
    asked = Counter((one.id, one.split) for one in read() if one.id != OUTSIDE)
    assert asked == dict.fromkeys(((entry.id, split) for entry in starter() for split in SPLITS), 2)


@pytest.mark.parametrize("split", SPLITS)
def test_questions_hold_some_that_the_office_cannot_answer(split):
    outside = Counter(one.kind for one in read() if one.id == OUTSIDE and one.split == split)
    assert outside == dict.fromkeys(KINDS, 8)


def test_questions_are_each_asked_once():
    seen = Counter(flat(one.text) for one in read())
    assert [text for text, times in seen.items() if times > 1 or not text] == []


def test_questions_repeat_no_wording_of_the_entries():
    wordings = {flat(text) for one in starter() for text in (one.question, *one.phrasings, *one.keywords)}
    assert flat("ภาษีที่ดินจ่ายเดือนไหน") in wordings
    assert [one.text for one in read() if flat(one.text) in wordings] == []


def test_questions_hold_no_personal_data():
    assert contains_personal_data("โทรกลับ 081-234-5678")
    assert [one.text for one in read() if contains_personal_data(one.text)] == []


def test_questions_fit_into_a_message_and_are_tidy():
    assert [one.text for one in read() if one.text != " ".join(one.text.split()) or len(one.text) > 120] == []


def test_questions_hold_slips_of_the_keyboard_layout():
    slips = [one for one in read() if could_be_slip(one.text)]
    assert {one.kind for one in slips} == {"misspelt"}
    assert len(slips) >= 10
