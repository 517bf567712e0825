"""What the starter answers claim can be traced: hotlines and figures carry a source and the day it was looked up."""

import re
import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

FIELDS = {"id", "question", "phrasings", "keywords", "answer", "category", "ita", "source", "checked_on", "note"}
HOTLINES = {
    "191", "199", "1129", "1205", "1206", "1300", "1323", "1330", "1362", "1386", "1441", "1444", "1479", "1548",
    "1567", "1662", "1669", "1676", "1784",
}  # fmt: skip
_SHORT_NUMBER = re.compile(r"(?<![\d,.])1\d{2,3}(?![\d,])(?! (?:บาท|วัน))")
_FIGURE = re.compile(r"(?<![\d,])[\d,]+ (?:ล้าน)?(?:บาท|วัน|ชั่วโมง|งวด|นาที|ตารางเมตร|เมตร)|ร้อยละ \d+")
_ITEM = re.compile(r"o([1-9]|[12]\d|3[0-5])")


def rows() -> list[dict[str, Any]]:
    folder = files("qa").joinpath("starter")
    every = [tomllib.loads(one.read_text(encoding="utf-8")) for one in folder.iterdir() if one.name.endswith(".toml")]
    return [{"ita": data.get("ita", "")} | row for data in every for row in data["entry"]]


def test_rows_have_known_fields_only():
    assert len(rows()) >= 130
    assert {name for row in rows() for name in row} == FIELDS - {"category"}


def test_rows_with_a_source_say_when_it_was_checked():
    checked = [row for row in rows() if "source" in row]
    assert len(checked) >= 60
    assert [row["id"] for row in rows() if ("source" in row) != ("checked_on" in row)] == []
    assert [row["id"] for row in checked if not re.fullmatch(r"https?://\S{4,}", row["source"])] == []
    assert {type(row["checked_on"]) for row in checked} == {date}


def test_rows_name_items_of_the_assessment():
    named = {row["id"]: row["ita"] for row in rows() if row["ita"]}
    assert named["fraud-report"] == "o23"
    assert [entry_id for entry_id, item in named.items() if not _ITEM.fullmatch(item)] == []


def test_rows_name_only_hotlines_that_were_looked_up():
    found = {number for row in rows() for number in _SHORT_NUMBER.findall(row["answer"])}
    assert found == HOTLINES


def test_rows_with_a_hotline_or_a_figure_have_a_source():
    telling = [row for row in rows() if _SHORT_NUMBER.search(row["answer"]) or _FIGURE.search(row["answer"])]
    assert len(telling) >= 50
    assert [row["id"] for row in telling if "source" not in row] == []
