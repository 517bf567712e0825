"""One period of many agencies: everybody's figures from tallies, equal to those from rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from kernel.calendar import period
from kernel.errors import Refused
from storage.work import Work
from surveys.asides import Profile
from surveys.instruments import load
from surveys.province import Why, left_out, people, province
from surveys.province_figures import figures
from surveys.records import Response, Round
from surveys.results import summarise
from surveys.scoring import Row, score
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.surveys.answered import a_round, told

EIT = load("eit-2567")
SPAN = period("2570Q1")
ROUND = Round("eit-2567:2570Q1", "eit-2567", "2570Q1", date(2026, 10, 1), date(2026, 12, 31))
LAST_YEAR = replace(ROUND, id="eit-2567:2569Q1", period="2569Q1")


def response(place: int, channel: str = "web", point: str | None = "EA7K", **given: int) -> Response:
    flags = ("straight",) if place % 5 == 0 else ()
    day = date(2026, 10 + place % 3, 5)
    return Response(f"{place:032}", ROUND.id, "eit-2567", point, channel, day, given, place, 1, flags)


MINE = [
    *(response(place, e1=place % 6 + 1, e3=2, e9=place % 2 + 1) for place in range(1, 13)),
    *(response(place, "line", None, e1=6) for place in range(13, 25)),
]
THEIRS = [response(place, "line", "EB8K", e1=1, e2=5) for place in range(1, 31)]


@pytest.fixture
def filled(work: Work) -> Work:
    """Two agencies in the round, and an older round that has no part in it."""
    work.responses.add_all(BAN_MAI, MINE)
    work.responses.add_all(NONG_BUA, THEIRS)
    work.responses.add_all(BAN_MAI, [replace(response(99, e1=1), round=LAST_YEAR.id)])
    return work


def from_rows(rows: Sequence[Response]) -> object:
    return score(EIT, [Row(one.answers, one.part) for one in rows])


def test_agency_has_the_figures_of_its_rows(filled: Work) -> None:
    found = province(filled.tallies, [BAN_MAI, NONG_BUA], SPAN)
    assert {code: part.summary for code, part in found.agencies.items()} == {
        "banmai": summarise(BAN_MAI, ROUND, MINE, 0),
        "nongbua": summarise(NONG_BUA, ROUND, THEIRS, 0),
    }


def test_cross_tables_are_the_scores_of_their_rows(filled: Work) -> None:
    mine = province(filled.tallies, [BAN_MAI, NONG_BUA], SPAN).agencies["banmai"]
    months = ("2026-10", "2026-11", "2026-12")
    assert mine.tables == {
        "channel": {name: from_rows([one for one in MINE if one.channel == name]) for name in ("line", "web")},
        "point": {"EA7K": from_rows(MINE[:12])},
        "month": {month: from_rows([one for one in MINE if one.day.isoformat()[:7] == month]) for month in months},
    }
    assert mine.unflagged == from_rows([one for one in MINE if not one.flags])


def test_whole_counts_every_respondent_once(filled: Work) -> None:
    whole = province(filled.tallies, [BAN_MAI, NONG_BUA], SPAN).whole
    assert whole.summary.n == len(MINE) + len(THEIRS)
    assert whole.summary.total == score(EIT, [Row(one.answers) for one in (*MINE, *THEIRS)]).total
    assert whole.summary.total_interval is not None
    assert list(whole.tables) == ["channel", "month"]


def test_agency_that_was_not_asked_for_has_no_part(filled: Work) -> None:
    found = province(filled.tallies, [BAN_MAI], SPAN)
    assert (list(found.agencies), found.whole.summary.n) == (["banmai"], len(MINE))


def test_agency_without_answers_is_there_with_nothing(work: Work) -> None:
    found = province(work.tallies, [BAN_MAI], SPAN)
    assert (found.agencies["banmai"].summary.n, found.whole.summary.n, found.whole.tables) == (0, 0, {})
    assert figures(found)["agencies"]["banmai"]["total"] == {"score": None, "interval": None}


def test_own_questionnaire_has_no_place_beside_others(work: Work) -> None:
    with pytest.raises(Refused, match="unknown_instrument"):
        province(work.tallies, [BAN_MAI], SPAN, "ours.1")


def test_figures_say_scores_with_two_decimals_and_their_intervals(filled: Work) -> None:
    mine = figures(province(filled.tallies, [BAN_MAI, NONG_BUA], SPAN))["agencies"]["banmai"]
    assert (mine["n"], mine["target"], mine["items"]["e1"]["score"]) == (24, 30, "75.00")
    assert mine["tables"]["channel"]["line"]["items"]["e1"] == "100.00"
    assert mine["items"]["e2"] == {"score": None, "interval": None, "n": 0}


def test_scores_under_ten_are_left_out(filled: Work) -> None:
    months = figures(province(filled.tallies, [BAN_MAI, NONG_BUA], SPAN))["agencies"]["banmai"]["tables"]["month"]
    assert {month: (row["n"], row["total"]) for month, row in months.items()} == dict.fromkeys(months, (8, None))


def test_small_counts_are_withheld_and_cannot_be_computed(work: Work) -> None:
    rows = [*MINE, response(50, "kiosk", "EC8K", e1=1)]
    work.responses.add_all(BAN_MAI, rows)
    work.responses.add_all(NONG_BUA, THEIRS)
    said = figures(province(work.tallies, [BAN_MAI, NONG_BUA], SPAN))
    shown = {value: row["n"] for value, row in said["agencies"]["banmai"]["tables"]["channel"].items()}
    assert shown["kiosk"] is None
    assert list(shown.values()).count(None) >= 2  # one alone could be computed from n
    assert said["agencies"]["banmai"]["tables"]["point"]["EC8K"] == {
        "n": None,
        "total": None,
        "indicators": None,
        "items": None,
    }


def test_year_is_the_sum_of_its_quarters(filled: Work) -> None:
    second = [
        replace(one, key=f"q{one.place:031}", round="eit-2567:2570Q2", place=one.place + 100, day=date(2027, 2, 5))
        for one in MINE
    ]
    filled.responses.add_all(BAN_MAI, second)
    found = province(filled.tallies, [BAN_MAI, NONG_BUA], period("2570"))
    mine = found.agencies["banmai"]
    assert (mine.summary.n, mine.summary.total) == (
        48,
        score(EIT, [Row(one.answers) for one in [*MINE, *second]]).total,
    )
    assert mine.tables["point"]["EA7K"] == from_rows([*MINE[:12], *second[:12]])
    assert mine.unflagged == from_rows([one for one in [*MINE, *second] if not one.flags])
    assert found.whole.summary.n == 48 + len(THEIRS)


def test_rounds_that_are_left_out_are_named_with_their_reason(filled: Work) -> None:
    for agency, instrument, code in (
        (BAN_MAI, "eit-2567", "2570Q1"),
        (BAN_MAI, "water-2570.1", "2570Q1"),
        (NONG_BUA, "eit-2567", "2570H1"),
        (NONG_BUA, "iit-2567", "2570"),
        (NONG_BUA, "eit-2567", "2569Q4"),
    ):
        a_round(filled, agency, period(code), instrument)
    found = left_out(filled.rounds, SPAN)
    assert [(one.agency, one.round.id, one.why) for one in found] == [
        ("banmai", "water-2570.1:2570Q1", Why.OWN),
        ("nongbua", "eit-2567:2570H1", Why.PERIOD),
        ("nongbua", "iit-2567:2570", Why.OTHER),
    ]
    assert [one.agency for one in left_out(filled.rounds, period("2570")) if one.why is Why.PERIOD] == []
    said = figures(province(filled.tallies, [BAN_MAI, NONG_BUA], SPAN), {}, found)["left_out"]
    assert (said[0]["round"], said[0]["why"], "จึงไม่รวม" in said[0]["said"]) == ("water-2570.1:2570Q1", "own", True)


def test_people_are_counted_beside_the_scores_and_small_cells_withheld(filled: Work, clock: FrozenClock) -> None:
    mine, theirs = (a_round(filled, agency, SPAN) for agency in (BAN_MAI, NONG_BUA))
    told(filled, BAN_MAI, mine, clock, {Profile("31-40", "f", "primary"): 6, Profile("o60", "m", "primary"): 1})
    told(filled, NONG_BUA, theirs, clock, {Profile("31-40", "f", "primary"): 5, Profile("o60", "m", "higher"): 6})
    found = people(filled.asides, SPAN)
    assert found[Profile("31-40", "f", "primary")] == 11
    said = figures(province(filled.tallies, [BAN_MAI, NONG_BUA], SPAN), found)["people"]
    ages, schooling = said["tables"]
    assert ("บอกไม่ได้ว่ากลุ่มใดให้คะแนนเท่าใด" in said["said"], len(ages["rows"]), len(schooling["rows"])) == (True, 7, 7)
    assert "1" not in {str(cell) for row in schooling["rows"] for cell in row[1:]}
    assert people(filled.asides, period("2570Q2")) == {}
