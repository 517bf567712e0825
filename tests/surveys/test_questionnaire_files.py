"""An office's own questionnaire from a file: read whole, or told line by line what to mend."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.instruments import known, load
from surveys.instruments.upload import Upload, from_csv, from_toml
from surveys.instruments.writing import digest, to_data
from tests.surveys.own import TEXT, WATER


def line_of(part: str) -> int:
    return TEXT[: TEXT.index(part)].count("\n") + 1


def faulty(old: str, new: str) -> Upload:
    assert TEXT.count(old) >= 1
    return from_toml(TEXT.replace(old, new, 1).encode())


def test_sample_holds_every_kind_and_two_conditions() -> None:
    assert [item.kind for item in WATER.items] == [
        "single", "level", "level", "yesno", "multiple", "number", "text",
    ]  # fmt: skip
    assert [item.id for item in WATER.items if item.when] == ["q5", "q6"]
    assert (WATER.id, WATER.kind, WATER.split_by, len(WATER.indicators)) == ("water-2570", "own", "q1", 2)
    assert [option.points for option in WATER.items[2].options] == [100, 50, 0]


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('id = "water-2570"', 'id = "น้ำ"', "id ="),
        ('id = "water-2570"', 'id = "w"', "id ="),
        ("fiscal_year = 2570", "fiscal_year = 2026", "fiscal_year"),
        ('split_by = "q1"', 'split_by = "q2"', "split_by"),
        ('title = "', 'titel = "', "title"),
        ("points = [20, 40, 60, 80, 100]", "points = [20, 40, 60, 80]", "points = [20"),
        ("points = [20, 40, 60, 80, 100]", "points = [100, 80, 60, 40, 20]", "points = [20"),
        ('kind = "yesno"', 'kind = "yes"', 'kind = "yesno"'),
        ('kind = "number"', 'kind = "text"', "least = 0"),
        ("most = 365", "most = -1", "most = 365"),
        ('when = "q4=2"', 'when = "q4=3"', 'when = "q4=2"'),
        ('when = "q4=2"', 'when = "q9=1"', 'when = "q4=2"'),
        ('when = "q4=2"', 'when = "ถ้าเคย"', 'when = "q4=2"'),
        ('scale = "satisfied"', 'scale = "satisfide"', 'scale = "satisfied"'),
        ('lineage = "water.clean"', 'linage = "water.clean"', "lineage"),
        ('text = "รอช่างกี่วัน"', 'text = ""', 'text = "รอช่าง'),
        ('id = "q6"', 'id = "q5"', 'id = "q6"'),
        ('text = "รอช่างกี่วัน"', 'text = "รอช่าง\\u0000กี่วัน"', 'text = "รอช่าง'),
        ('"หมู่ 2", ', '"หมู่ 2\\u0007", ', 'options = ["หมู่ 1"'),
        ('"หมู่ 2", ', '"หมู่ 1 ", ', 'options = ["หมู่ 1"'),
        ('"หมู่ 2", ', '"หมู่ 1", ', 'options = ["หมู่ 1"'),
        ('[[items]]\nid = "q7"\n', "[[items]]\n", '[[items]]\nid = "q7"'),
    ],
)
def test_fault_is_told_with_its_line(old: str, new: str, part: str) -> None:
    found = faulty(old, new)
    assert found.instrument is None
    lines = [fault.line for fault in found.faults]
    # a duplicated item is told where the item begins, one line above its id
    assert line_of(part) in {*lines, *(line + 1 for line in lines)}
    for fault in found.faults:
        assert fault.said.startswith(f"บรรทัดที่ {fault.line}")
        assert len(fault.said) > 40  # it says how to mend it, too


def test_every_fault_is_told_at_once_in_the_order_of_lines() -> None:
    text = (
        TEXT.replace("2570\nsource", '"2570"\nsource')
        .replace('kind = "yesno"', 'kind = "yes"')
        .replace("most = 365", "most = -1")
    )
    found = from_toml(text.encode())
    assert [fault.line for fault in found.faults] == [
        line_of("fiscal_year"),
        line_of('kind = "yesno"'),
        line_of("most = "),
    ]


def test_sentence_names_question_thing_and_remedy() -> None:
    (fault,) = faulty('when = "q4=2"', 'when = "q4=3"').faults
    assert fault.said == (
        f"บรรทัดที่ {fault.line} ข้อ q5: when อ้างถึงสิ่งที่ไม่มี ใส่รูปแบบ q4=2 หรือ q4=1,3 "
        "โดย q4 ต้องเป็นข้อแบบเลือกที่อยู่ก่อนข้อนี้ และเลขต้องมีในตัวเลือก"
    )


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("fiscal_year = 2570", "fiscal_year 2570", "="),
        ('title = "แบบสำรวจงานน้ำประปา"', 'title = "แบบสำรวจ', "คำพูด"),
        ("[indicators]", "[indicators", "[]"),
        ("fiscal_year = 2570", "fiscal_year =", "ใส่ค่า"),
    ],
)
def test_broken_toml_is_told_with_its_line(old: str, new: str, hint: str) -> None:
    (fault,) = faulty(old, new).faults
    assert (fault.line, hint in fault.said) == (line_of(old), True)


def test_value_over_several_lines_does_not_shift_the_others() -> None:
    spread = TEXT.replace('["หมู่ 1", "หมู่ 2", "หมู่ 3"]', '[\n  "หมู่ 1",\n  "[[items]]",\n  "หมู่ 3",\n]')
    assert from_toml(spread.encode()).instrument is not None
    (fault,) = from_toml(spread.replace("most = 365", "most = -1").encode()).faults
    assert fault.line == line_of("most = 365") + 4


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00", b"x" * 300_000, b"", b"\n" * 2000, b"[[[", b"items = 3"])
def test_anything_else_is_told_kindly(content: bytes) -> None:
    for read in (from_toml, from_csv):
        found = read(content)
        assert found.instrument is None
        assert found.faults[0].said


def test_questionnaire_without_aspects_has_one() -> None:
    text = re.sub(r"\[indicators\][^\[]*", "", TEXT)
    text = re.sub(r"^indicator = .*\n", "", text, flags=re.M)
    found = from_toml(text.encode()).instrument
    assert found is not None
    assert (dict(found.indicators), {item.indicator for item in found.scored_items}) == ({"1": "ภาพรวม"}, {"1"})


PIECES = [
    "[", "]", '"', "=", "\n", "[[items]]\n", "kind = []\n", "1", "{", "}", "id", ".", "items = 3\n", "\x07", "ก", "-",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.lists(st.sampled_from(PIECES), max_size=4))
def test_no_damage_to_a_toml_is_more_than_a_fault(place: int, lost: int, put: list[str]) -> None:
    found = from_toml((TEXT[:place] + "".join(put) + TEXT[place + lost :]).encode())
    assert (found.instrument is None) == bool(found.faults)
    assert all(1 <= fault.line <= TEXT.count("\n") + 9 for fault in found.faults)


TRIPS = ["a = " + "[" * 9000, "a = " + "9" * 9000, "items = [{kind = []}]\n", "[[items.x]]\n", "[items]\n"]


@pytest.mark.parametrize("text", TRIPS, ids=range(len(TRIPS)))
def test_text_made_to_trip_the_parser_is_only_faulty(text: str) -> None:
    assert from_toml(text.encode()).faults


# -- what ships is immutable

PINNED = {
    "eit-2563": "d33ddd84868614a8",
    "eit-2567": "233d8794dd2fff13",
    "iit-2567": "2c93be82d9d99cb0",
    "satisfaction-2570": "736c921e81a69cd4",
}
"""Once published, a questionnaire never changes: old answers would mean something else. A change is a new file."""


def test_published_questionnaires_have_not_changed() -> None:
    assert {instrument_id: digest(load(instrument_id)) for instrument_id in known()} == PINNED


def test_digest_sees_every_change_of_meaning() -> None:
    first = WATER.items[0]
    changes = [
        replace(WATER, title="อื่น"),
        replace(WATER, items=(replace(first, text="อื่น"), *WATER.items[1:])),
        replace(WATER, items=(replace(first, options=first.options[:2]), *WATER.items[1:])),
        replace(WATER, items=WATER.items[::-1]),
        replace(WATER, split_by=""),
    ]
    assert len({digest(WATER), *map(digest, changes)}) == len(changes) + 1
    assert digest(WATER) == digest(replace(WATER, indicators=dict(WATER.indicators)))


def test_sample_is_what_the_documents_describe() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "questionnaires.md").read_text(encoding="utf-8")
    for key in {key for item in to_data(WATER)["items"] for key in item}:
        assert f"`{key}`" in manual
