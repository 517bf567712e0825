"""Scores printed in public reports come out to the second decimal."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from surveys import assessment
from surveys.instruments import Instrument, load
from surveys.scoring import Row, half_up, mean, score

HERE = Path(__file__).parent
VECTORS = {
    vector["id"]: vector
    for vector in json.loads((HERE.parent / "data" / "golden.json").read_text(encoding="utf-8"))["vectors"]
}


def rows_of(instrument: Instrument, vector: dict) -> list[Row]:
    """Respondents whose counts per option are the vector's; its counts are raw, lowest label first."""
    columns: dict[str, list[int]] = {}
    for item in vector["items"]:
        ours = instrument.item(item["id"])
        assert ours is not None
        assert [option.points for option in ours.options] == item["points_by_option"]
        columns[item["id"]] = [place for place, count in enumerate(item["counts_by_option"], 1) for _ in range(count)]
    return [Row({item: column[n] for item, column in columns.items()}) for n in range(vector["n"])]


@pytest.mark.parametrize(
    ("vector_id", "instrument"),
    [
        ("fy2567-iit", load("iit-2567")),
        ("fy2563-eit-synthetic", load("eit-2563")),
    ],
)
def test_instrument_reproduces_the_report(vector_id: str, instrument: Instrument) -> None:
    vector = VECTORS[vector_id]
    scored = score(instrument, rows_of(instrument, vector))
    expected = vector["expected"]
    assert {key: one.shown for key, one in scored.indicators.items()} == expected["indicators"]
    assert scored.total.shown == expected.get("iit", expected.get("instrument"))
    for item in vector["items"]:
        assert scored.items[item["id"]].shown == item.get("published", item.get("score"))


def test_fy2563_scale_is_not_thirds() -> None:
    (item,) = VECTORS["fy2563-E14"]["items"]
    instrument = load("eit-2563")
    ours = instrument.item("E14")
    assert ours is not None
    points = sum(option.points * count for option, count in zip(ours.options, item["counts_by_option"], strict=True))
    assert half_up(Fraction(points, item["n"])) == item["published"] == "76.29"


@pytest.mark.parametrize("vector_id", ["fy2563-total", "fy2567-total"])
def test_total_follows_the_rounding_policy(vector_id: str) -> None:
    vector = VECTORS[vector_id]
    indicator = {key: Fraction(value) for key, value in vector["indicators"].items()}
    iit = mean(indicator[key] for key in "12345")
    eit = mean(indicator[key] for key in "678")
    assert iit is not None
    assert eit is not None
    oit = assessment.oit(indicator["9"], indicator["10"])
    total = assessment.total(iit, eit, oit)
    expected = vector["expected"]
    assert [half_up(one) for one in (iit, eit, oit, total)] == [expected[key] for key in ("iit", "eit", "oit", "total")]
    grade = assessment.grade(vector["fiscal_year"], total, iit=iit, eit=eit, oit_score=oit)
    assert grade == expected.get("grade", expected.get("grade_by_fy2566_bands"))


@pytest.mark.parametrize(("total", "grade"), VECTORS["grade-bands"]["vectors_by_year"]["until FY2565 (AA-F)"])
def test_old_grade_bands_meet_at_their_edges(total: str, grade: str) -> None:
    assert assessment.grade(2565, Fraction(total)) == grade


@pytest.mark.parametrize("vector", VECTORS["grade-bands"]["vectors_by_year"]["from FY2566"], ids=lambda v: v["total"])
def test_new_grades_need_every_instrument(vector: dict) -> None:
    parts = {
        ours: Fraction(vector[key])
        for ours, key in (("iit", "IIT"), ("eit", "EIT"), ("oit_score", "OIT"))
        if key in vector
    }
    assert assessment.grade(2566, Fraction(vector["total"]), **parts) == vector["grade"]
