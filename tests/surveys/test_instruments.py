"""Questionnaires are data: what ships is sound, and a faulty file is told exactly where."""

import json
import re

import pytest

from kernel.errors import Refused
from surveys.instruments import instrument_json, known, load, read
from tests.surveys.own import WATER

SOUND = """
id = "eit-2599"
kind = "eit"
title = "แบบทดสอบ"
fiscal_year = 2599
source = "ทดสอบ"
[indicators]
6 = "คุณภาพ"
[scales.three]
labels = ["น้อย", "กลาง", "มาก"]
points = [0, 50, 100]
[scales.two]
labels = ["ไม่", "ใช่"]
points = [0, 100]
[[items]]
id = "e1"
text = "ข้อหนึ่ง"
kind = "level"
scale = "three"
reverse = true
indicator = "6"
issue = 2
[[items]]
id = "e2"
text = "ข้อสอง"
kind = "yesno"
scale = "two"
indicator = "6"
issue = 2
words = [["ไม่ใช่"], []]
"""


def test_four_instruments_ship() -> None:
    assert {name: len(load(name).items) for name in known()} == {
        "eit-2563": 15, "eit-2567": 9, "iit-2567": 15, "satisfaction-2570": 13,
    }  # fmt: skip


def test_scale_of_2563_is_0_33_67_100() -> None:
    scales = {tuple(option.points for option in item.options) for item in load("eit-2563").items}
    assert scales == {(0, 33, 67, 100), (0, 100)}


def test_satisfaction_has_four_aspects_of_five_levels_behind_the_service_used() -> None:
    found = load("satisfaction-2570")
    assert (found.split_by, found.items[0].kind, len(found.indicators)) == ("s0", "single", 4)
    assert {tuple(option.points for option in item.options) for item in found.scored_items} == {(20, 40, 60, 80, 100)}
    assert [len(found.items_of(aspect)) for aspect in found.indicators] == [3, 3, 3, 3]


def test_lineage_leads_from_year_to_year_though_ids_and_wordings_change() -> None:
    old, new = load("eit-2563").lineages, load("eit-2567").lineages
    same = {(old[name].id, new[name].id) for name in old.keys() & new.keys()}
    assert same == {
        ("E1", "e1"), ("E2", "e2"), ("E4", "e3"), ("E6", "e4"), ("E7", "e5"), ("E9", "e6"), ("E14", "e7"),
        ("E11", "e8"),
    }  # fmt: skip
    assert all(len(load(name).lineages) == len(load(name).scored_items) for name in known())


def test_chat_asks_what_ships_and_not_what_buttons_cannot() -> None:
    assert all(load(name).tappable for name in known())
    assert not WATER.tappable


def test_json_of_other_kinds_has_conditions_and_bounds_and_no_points() -> None:
    items = {item["id"]: item for item in instrument_json(WATER)["items"]}
    assert [option["points"] for option in items["q1"]["options"]] == [None, None, None]
    assert items["q6"]["when"] == {"item": "q4", "positions": [2]}
    assert (items["q6"]["least"], items["q6"]["most"], items["q7"]["options"]) == (0, 365, [])


def test_unknown_instrument_is_refused() -> None:
    for name in ("eit-2500", "../eit-2567", ""):
        with pytest.raises(Refused, match="unknown_instrument"):
            load(name)


def test_eit_items_have_their_indicators_and_issues() -> None:
    assert [(item.id, item.indicator, item.issue) for item in load("eit-2567").items] == [
        ("e1", "6", 2), ("e2", "6", 2), ("e3", "6", 2),
        ("e4", "7", 3), ("e5", "7", 3), ("e6", "7", 3),
        ("e7", "8", 2), ("e8", "8", 2), ("e9", "8", 2),
    ]  # fmt: skip


def test_iit_reverses_the_items_about_wrongdoing() -> None:
    assert [item.id for item in load("iit-2567").items if item.reverse] == ["i5", "i6", "i7", "i8", "i11"]


def test_title_never_claims_to_be_the_official_survey() -> None:
    assert load("eit-2567").title.startswith("แบบสำรวจความคิดเห็น")


def test_everyday_wordings_are_short_and_without_jargon() -> None:
    spoken = {item.id: item.spoken for item in load("eit-2567").items}
    assert len(set(spoken.values())) == 9
    assert [said for said in spoken.values() if len(said) > 65 or re.search("ITA|EIT|OIT|E-Service", said)] == []


def test_labels_fit_a_quick_reply_of_twenty_characters() -> None:
    assert max(len(option.label) for item in load("eit-2567").items for option in item.options) == 20


def test_json_has_the_documented_items() -> None:
    found = json.loads(json.dumps(instrument_json(read(SOUND))))
    assert found["id"] == "eit-2599"
    assert found["items"][0] == {
        "id": "e1",
        "text": "ข้อหนึ่ง",
        "kind": "level",
        "reverse": True,
        "indicator": "6",
        "options": [
            {"position": 1, "label": "น้อย", "points": 100},
            {"position": 2, "label": "กลาง", "points": 50},
            {"position": 3, "label": "มาก", "points": 0},
        ],
    }


@pytest.mark.parametrize(
    ("old", "new", "where", "fault"),
    [
        ('title = "แบบทดสอบ"\n', "", "title", "missing"),
        ('title = "แบบทดสอบ"', 'title = " "', "title", "missing"),
        ('title = "แบบทดสอบ"', 'titel = "x"', "titel", "unknown_key"),
        ("fiscal_year = 2599", 'fiscal_year = "2599"', "fiscal_year", "wrong_type"),
        ('id = "eit-2599"', 'id = "EIT 2599"', "id", "wrong_value"),
        ('6 = "คุณภาพ"', '6 = "คุณภาพ"\n7 = "สื่อสาร"', "indicators.7", "missing"),
        ('6 = "คุณภาพ"', '5 = "คุณภาพ"', "items.e1.indicator", "no_such"),
        ('scale = "three"', 'scale = "four"', "items.e1.scale", "no_such"),
        ('kind = "yesno"', 'kind = "level"', "items.e2.kind", "wrong_value"),
        ("reverse = true", 'reverse = "yes"', "items.e1.reverse", "wrong_type"),
        ("issue = 2", "issue = 8", "items.e1.issue", "wrong_value"),
        ('id = "e2"', 'id = "e1"', "items.e1", "duplicate"),
        ('id = "e2"', 'id = "สอง"', "items.2.id", "wrong_value"),
        ("[0, 50, 100]", "[0, 50]", "scales.three.points", "wrong_value"),
        ("[0, 50, 100]", "[0, 50, 101]", "scales.three.points", "wrong_value"),
        ("[0, 50, 100]", "[100, 50, 0]", "scales.three.points", "wrong_value"),
        ('"กลาง", "มาก"', '"มาก", "มาก"', "scales.three.labels", "duplicate"),
        ('[["ไม่ใช่"], []]', '[["ไม่ใช่"]]', "items.e2.words", "wrong_value"),
    ],
)
def test_fault_is_named_with_its_place(old: str, new: str, where: str, fault: str) -> None:
    assert read(SOUND).id == "eit-2599"  # sound before the fault
    with pytest.raises(Refused) as refused:
        read(SOUND.replace(old, new, 1))
    assert (refused.value.reason, refused.value.facts) == ("bad_instrument", {"where": where, "fault": fault})


def test_broken_toml_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as refused:
        read('id = "eit-2599"\nkind = \n')
    assert refused.value.facts["fault"] == "toml"
    assert "line 2" in str(refused.value.facts["where"])
