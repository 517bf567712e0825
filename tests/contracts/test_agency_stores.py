"""Agencies, credentials, points, visits: two agencies, two engines."""

from dataclasses import replace
from datetime import date

import pytest

from kernel.errors import Refused
from storage.tables import credentials
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER


def test_agency_change_is_read_back_whole(work: Work) -> None:
    changed = replace(BAN_MAI, phone="0-4400-9999", demo=True)
    work.agencies.change(changed)
    assert work.agencies.get("banmai") == changed


def test_agency_add_refuses_a_taken_code(work: Work) -> None:
    assert work.agencies.add(replace(BAN_MAI, code="newtown")) is True
    assert work.agencies.add(replace(BAN_MAI, code="newtown", name="อื่น")) is False


def test_agency_unknown_is_none(work: Work) -> None:
    assert work.agencies.get("nowhere") is None


def test_credentials_hide_the_other_agency(work: Work) -> None:
    work.credentials.put(BAN_MAI, "line", {"secret": "ours"})
    work.credentials.put(NONG_BUA, "line", {"secret": "theirs"})
    assert work.credentials.get(NONG_BUA, "line") == {"secret": "theirs"}
    assert work.credentials.get(BAN_MAI, "line") == {"secret": "ours"}
    assert work.credentials.get(BAN_MAI, "sheets") is None


def test_credentials_replace_what_was_there(work: Work) -> None:
    work.credentials.put(BAN_MAI, "line", {"secret": "old"})
    work.credentials.put(BAN_MAI, "line", {"secret": "new"})
    assert work.credentials.get(BAN_MAI, "line") == {"secret": "new"}
    assert len(work.connection.execute(credentials.select()).all()) == 1


def test_revisions_grow_for_one_agency_only(work: Work) -> None:
    work.revisions.bump(BAN_MAI, "faq")
    work.revisions.bump(BAN_MAI, "faq")
    work.revisions.bump(NONG_BUA, "faq")
    assert work.revisions.all() == {("banmai", "faq"): 2, ("nongbua", "faq"): 1}


def test_points_hide_the_other_agency(work: Work) -> None:
    work.points.add(BAN_MAI, TAX_COUNTER)
    work.points.add(NONG_BUA, WELFARE_COUNTER)
    assert work.points.all(BAN_MAI) == [TAX_COUNTER]
    assert work.points.get(BAN_MAI, WELFARE_COUNTER.code) is None
    assert work.points.owner(WELFARE_COUNTER.code) == "nongbua"


def test_points_code_names_one_place_in_the_world(work: Work) -> None:
    work.points.add(BAN_MAI, TAX_COUNTER)
    with pytest.raises(Refused, match="code_taken"):
        work.points.add(NONG_BUA, TAX_COUNTER)


def test_points_retired_come_last(work: Work) -> None:
    gone = replace(TAX_COUNTER, retired_on=date(2026, 11, 1))
    work.points.add(BAN_MAI, gone)
    work.points.add(BAN_MAI, WELFARE_COUNTER)
    assert work.points.all(BAN_MAI) == [WELFARE_COUNTER, gone]


def test_visits_add_up_by_point_and_agency(work: Work) -> None:
    day = date(2026, 11, 21)
    for agency, point in ((BAN_MAI, "A"), (BAN_MAI, "A"), (BAN_MAI, "B"), (NONG_BUA, "A")):
        work.visits.count(agency, point, day)
    assert work.visits.totals(BAN_MAI, day, day) == {"A": 2, "B": 1}
    assert work.visits.totals(NONG_BUA, date(2026, 11, 22), date(2026, 12, 1)) == {}
