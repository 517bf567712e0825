"""From a table to the live knowledge base: all of it or none, and never by surprise."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kernel.errors import Refused
from qa import freshness, knowledge
from qa.entries import Entry, Status
from qa.faq_ports import Upload
from qa.importing import compare, publish_upload
from qa.versions import Change, How
from tests.cast import BAN_MAI, NONG_BUA, NOON
from tests.fakes.qa import FakeQaWork

MARKET = Entry("market", "ตลาด", "ตลาดนัดเปิดวันไหน", "วันพุธ", checked_on=date(2026, 1, 1))
WASTE = Entry("waste", "ขยะ", "เก็บขยะวันไหน", "วันจันทร์")
ROAD = Entry("road", "ถนน", "ถนนพังแจ้งใคร", "กองช่าง")
TODAY = date(2026, 11, 21)


@pytest.fixture
def work() -> FakeQaWork:
    made = FakeQaWork()
    for entry in (MARKET, WASTE):
        knowledge.publish_entry(made, BAN_MAI, entry)
    return made


def waits(work: FakeQaWork, *entries: Entry, whole: bool = False, revision: int = 2) -> None:
    work.faq.keep_upload(BAN_MAI, Upload("c1", entries, revision, NOON, whole=whole))


def answers(work: FakeQaWork) -> dict[str, str]:
    return {entry.id: entry.answer for entry in knowledge.live_entries(work, BAN_MAI)}


def test_compare_names_what_would_be_added_changed_unchanged_and_hidden():
    moved = replace(MARKET, answer="วันศุกร์")
    plan = compare([MARKET, WASTE, replace(ROAD, version=3)], [moved, ROAD, replace(WASTE, id="bins")], whole=True)
    assert (plan.added, plan.changed, plan.hidden, plan.unchanged) == (
        (replace(WASTE, id="bins"),), ((MARKET, moved),), (WASTE,), 1,
    )  # fmt: skip
    assert compare([MARKET, WASTE], [MARKET], whole=False).nothing


def test_publish_upload_writes_versions_by_who_did_it(work):
    waits(work, replace(MARKET, answer="วันศุกร์"), WASTE, ROAD)
    publish_upload(work, BAN_MAI, "c1", 2)
    assert answers(work) == {"market": "วันศุกร์", "waste": "วันจันทร์", "road": "กองช่าง"}
    assert [one.change for one in work.faq.versions(BAN_MAI, "market")] == [Change(How.IMPORT, "c1"), Change()]
    assert len(work.faq.versions(BAN_MAI, "waste")) == 1
    assert (work.faq.upload(BAN_MAI, "c1"), knowledge.live_entries(work, NONG_BUA)) == (None, [])


def test_publish_upload_refuses_when_the_base_has_moved_on(work):
    waits(work, ROAD, revision=1)
    with pytest.raises(Refused, match="upload_stale"):
        publish_upload(work, BAN_MAI, "c1", 2)
    with pytest.raises(Refused, match="upload_gone"):
        publish_upload(work, BAN_MAI, "c2", 2)
    assert "road" not in answers(work)


def test_publish_upload_that_hides_much_needs_a_word_of_its_own(work):
    waits(work, WASTE, whole=True)
    with pytest.raises(Refused, match="upload_drastic"):
        publish_upload(work, BAN_MAI, "c1", 2)
    assert answers(work) == {"market": "วันพุธ", "waste": "วันจันทร์"}
    publish_upload(work, BAN_MAI, "c1", 2, drastic=True)
    assert answers(work) == {"waste": "วันจันทร์"}
    assert work.faq.get(BAN_MAI, "market").status is Status.HIDDEN


def test_bring_back_makes_an_old_version_the_newest(work):
    knowledge.publish_entry(work, BAN_MAI, replace(MARKET, answer="วันศุกร์"))
    back = knowledge.bring_back(work, BAN_MAI, "market", 1, "c1")
    assert (back.version, back.answer) == (3, "วันพุธ")
    assert work.faq.versions(BAN_MAI, "market")[0].change == Change(How.RESTORED, "c1")
    for agency, number in ((BAN_MAI, 9), (NONG_BUA, 1)):
        with pytest.raises(Refused, match="entry_unknown"):
            knowledge.bring_back(work, agency, "market", number, "c1")


def test_publish_entry_that_changes_nothing_is_no_version(work):
    assert knowledge.publish_entry(work, BAN_MAI, replace(MARKET, answer=" วันพุธ\n")).version == 1
    assert work.revisions.numbers["banmai", "faq"] == 2


def test_publish_entry_refuses_a_loop(work):
    knowledge.publish_entry(work, BAN_MAI, replace(MARKET, see="waste"))
    with pytest.raises(Refused, match="entry_see_loop"):
        knowledge.publish_entry(work, BAN_MAI, replace(WASTE, see="market"))


def test_live_entries_are_those_valid_on_the_day(work):
    dated = replace(ROAD, valid_from=TODAY, valid_until=TODAY)
    knowledge.publish_entry(work, BAN_MAI, dated)
    days = [TODAY + timedelta(days=shift) for shift in (-1, 0, 1)]
    shown = [any(entry.id == "road" for entry in knowledge.live_entries(work, BAN_MAI, day)) for day in days]
    assert shown == [False, True, False]
    assert [knowledge.turn_day(work, BAN_MAI, TODAY + timedelta(days=shift)) for shift in (-1, 0, 1, 2)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_freshness_lists_what_needs_an_eye():
    old = replace(ROAD, checked_on=TODAY - timedelta(days=366))
    new = replace(ROAD, id="new", checked_on=TODAY - timedelta(days=365))
    hidden = replace(WASTE, id="gone", status=Status.HIDDEN)
    assert freshness.unchecked([new, old, WASTE, hidden], TODAY) == [WASTE, old]
    over, soon, later = (
        replace(ROAD, id=f"r{days}", valid_until=TODAY + timedelta(days=days)) for days in (-5, 30, 31)
    )
    assert freshness.ending([later, soon, over, WASTE, replace(hidden, valid_until=TODAY)], TODAY) == [over, soon]
