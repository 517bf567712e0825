"""Points, their signs, and who walked past them: two agencies, two engines."""

from dataclasses import replace
from datetime import date

import pytest

from kernel.agency import Purpose, ServicePoint, Sign
from kernel.errors import Refused
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER

DAY = date(2026, 11, 21)


def test_points_hide_the_other_agency(work: Work) -> None:
    work.points.add(BAN_MAI, TAX_COUNTER)
    work.points.add(NONG_BUA, WELFARE_COUNTER)
    assert work.points.all(BAN_MAI) == [TAX_COUNTER]
    assert work.points.get(BAN_MAI, WELFARE_COUNTER.code) is None
    assert work.points.owner(WELFARE_COUNTER.code) == "nongbua"
    assert work.points.posted(BAN_MAI, WELFARE_COUNTER.code) is None
    assert [sign.id for sign in work.points.signs(BAN_MAI)] == [TAX_COUNTER.code]


def test_point_is_read_back_whole(work: Work) -> None:
    whole = ServicePoint("EA7M", "ก", "ข", Purpose.ALL, DAY, DAY, unit="กองคลัง", closes_on=DAY, sign="EB8H")
    work.points.add(BAN_MAI, replace(whole, name="เดิม", unit="", sign=""))
    work.points.change(BAN_MAI, whole)
    assert work.points.get(BAN_MAI, "EA7M") == whole


def test_points_code_names_one_place_in_the_world(work: Work) -> None:
    work.points.add(BAN_MAI, TAX_COUNTER)
    with pytest.raises(Refused, match="code_taken"):
        work.points.add(NONG_BUA, TAX_COUNTER)
    with pytest.raises(Refused, match="code_taken"):
        work.points.add_sign(NONG_BUA, Sign(TAX_COUNTER.code, WELFARE_COUNTER.code, DAY))


def test_points_retired_come_last(work: Work) -> None:
    gone = replace(TAX_COUNTER, retired_on=date(2026, 11, 1))
    work.points.add(BAN_MAI, gone)
    work.points.add(BAN_MAI, WELFARE_COUNTER)
    assert work.points.all(BAN_MAI) == [WELFARE_COUNTER, gone]


def test_retired_sign_retires_its_scan_and_not_its_point(work: Work) -> None:
    work.points.add(BAN_MAI, TAX_COUNTER)
    work.points.add(NONG_BUA, WELFARE_COUNTER)
    work.points.retire_signs(BAN_MAI, TAX_COUNTER.code, DAY)
    work.points.add_sign(BAN_MAI, Sign("NEW2", TAX_COUNTER.code, DAY))
    old, new = work.points.posted(BAN_MAI, TAX_COUNTER.code), work.points.posted(BAN_MAI, "NEW2")
    assert old == replace(TAX_COUNTER, sign=TAX_COUNTER.code, retired_on=DAY)
    assert new == replace(TAX_COUNTER, sign="NEW2")
    assert work.points.by_sign(BAN_MAI) == {TAX_COUNTER.code: old, "NEW2": new}
    assert work.points.get(BAN_MAI, TAX_COUNTER.code) == TAX_COUNTER
    assert work.points.posted(NONG_BUA, WELFARE_COUNTER.code) == replace(WELFARE_COUNTER, sign=WELFARE_COUNTER.code)


def test_visits_add_up_by_point_agency_and_night(work: Work) -> None:
    seen = ((BAN_MAI, "A", False), (BAN_MAI, "A", True), (BAN_MAI, "B", False), (NONG_BUA, "A", True))
    for agency, point, night in seen:
        work.visits.count(agency, point, DAY, night=night)
    assert work.visits.totals(BAN_MAI, DAY, DAY) == {"A": 2, "B": 1}
    assert work.visits.totals(NONG_BUA, date(2026, 11, 22), date(2026, 12, 1)) == {}
    assert work.visits.by_day(BAN_MAI, DAY, DAY) == {("A", DAY): (2, 1), ("B", DAY): (1, 0)}


def test_strays_are_somebodys_or_nobodys(work: Work) -> None:
    for agency in (BAN_MAI, BAN_MAI, NONG_BUA, None):
        work.visits.count_stray(agency, DAY)
    assert work.visits.strays(BAN_MAI, DAY, DAY) == (2, 1)
    assert work.visits.strays(NONG_BUA, DAY, DAY) == (1, 1)
    assert work.visits.strays(NONG_BUA, date(2026, 11, 22), date(2026, 12, 1)) == (0, 0)


def test_point_change_leaves_alone_what_somebody_else_changed_meanwhile(work: Work) -> None:
    work.points.add(BAN_MAI, TAX_COUNTER)
    work.points.change(BAN_MAI, replace(TAX_COUNTER, retired_on=DAY, sign="EB8H"))
    work.points.change(BAN_MAI, replace(TAX_COUNTER, name="ใหม่"), TAX_COUNTER)
    work.points.change(BAN_MAI, TAX_COUNTER, TAX_COUNTER)
    assert work.points.get(BAN_MAI, TAX_COUNTER.code) == replace(TAX_COUNTER, name="ใหม่", retired_on=DAY, sign="EB8H")
