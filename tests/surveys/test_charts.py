"""The one drawing: what it says without colour, script or style."""

import re
from xml.etree import ElementTree

import pytest

from surveys.charts import WIDTH, Bar, Chart, short_label, svg

SVG = "{http://www.w3.org/2000/svg}"
BARS = (
    Bar("ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน", 91.42, "91.42", 88.0, 94.5),
    Bar("e9 เคยใช้บริการออนไลน์", 38.5, "38.50", 30.0, 47.0, weakest=True),
    Bar("งานทะเบียน", None, "ยังสรุปไม่ได้"),
)
CHART = Chart("scores", 'คะแนน <b>"&', BARS)


def drawn() -> ElementTree.Element:
    return ElementTree.fromstring(svg(CHART))  # noqa: S314 - our own drawing


def test_chart_has_role_name_and_description():
    root = drawn()
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == 'คะแนน <b>"&'
    assert root.find(f"{SVG}desc").text == (
        "ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน 91.42 คะแนน ช่วง 88.0 ถึง 94.5, "
        "e9 เคยใช้บริการออนไลน์ 38.50 คะแนน ช่วง 30.0 ถึง 47.0, งานทะเบียน ยังสรุปไม่ได้"
    )
    named = {root.get("aria-labelledby"), root.get("aria-describedby")}
    assert named == {root.find(f"{SVG}title").get("id"), root.find(f"{SVG}desc").get("id")}


def test_chart_needs_no_style_and_no_script():
    assert re.findall(r"style|script|\bon[a-z]+=|href", svg(CHART)) == []


def test_every_bar_prints_its_value():
    texts = [one.text for one in drawn().iter(f"{SVG}text")]
    assert [shown in texts for shown in ("91.42", "38.50", "ยังสรุปไม่ได้")] == [True, True, True]


def test_weakest_bar_differs_by_pattern_not_by_colour():
    fills = [one.get("fill") for one in drawn().iter(f"{SVG}rect") if (one.get("fill") or "").startswith("url")]
    assert fills == ["url(#scores-plain)", "url(#scores-weakest)"]


def test_undecided_bar_has_a_dashed_edge_and_no_fill():
    dashed = [one for one in drawn().iter(f"{SVG}rect") if one.get("stroke-dasharray")]
    assert [one.get("fill") for one in dashed] == ["#fff"]


def test_bars_are_as_long_as_their_scores():
    full, half = (svg(Chart("c", "c", [Bar("a", value, "x", value, value)])) for value in (100.0, 50.0))
    lengths = [float(re.search(r'width="([\d.]+)" height="18" fill="url', one)[1]) for one in (full, half)]
    assert lengths == [256, 128]


def test_letters_are_at_least_16_units_at_the_narrowest_screen():
    assert WIDTH == 320
    assert min(int(size) for size in re.findall(r'font-size="(\d+)"', svg(CHART))) == 16


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ก" * 36, "ก" * 36),
        ("ก" * 37, "ก" * 35 + "…"),
        ("กี่" * 36, "กี่" * 36),
        ("ก" * 34 + "น้ำใจไมตรี", "ก" * 34 + "…"),
    ],
)
def test_short_label_never_tears_a_letter(text: str, shown: str):
    assert short_label(text) == shown
