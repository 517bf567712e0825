"""The knowledge base's store: fake, SQLite and PostgreSQL keep one contract."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection

from qa.entries import Entry, Status
from qa.faq_ports import Faq, Upload
from qa.knowledge import seed_starter
from qa.seed import starter
from qa.versions import BY_PRODUCT, Change, How, Version
from storage.faq_store import SqlFaq
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA, NOON
from tests.fakes.qa import FakeFaq

ENTRY = Entry(
    "market", "ตลาด", "ตลาดนัดเปิดวันไหน", "วันพุธ\nโทร {phone}", ("มีวันอะไร",), ("ตลาด",), checked_on=date(2026, 11, 1)
)
FULL = replace(
    ENTRY, phone="0-4400-0001 ต่อ 12", link="https://example.go.th/a", map_link="https://maps.example/b",
    image="https://example.go.th/c.jpg", ita_item="o9", see="waste", source="ประกาศ 12/2569",
    valid_from=date(2026, 10, 1), valid_until=date(2027, 9, 30), status=Status.DRAFT,
)  # fmt: skip
MALI = Change(How.CONSOLE, "c1")


class Contract:
    """What the store promises, whatever it is built on."""

    @pytest.mark.parametrize("entry", [ENTRY, FULL], ids=["plain", "full"])
    def test_put_gives_back_what_was_put(self, faq: Faq, entry: Entry) -> None:
        stored = faq.put(BAN_MAI, entry, NOON)
        assert stored == replace(entry, version=1)
        assert faq.get(BAN_MAI, "market") == stored

    def test_get_and_all_hide_the_other_agency(self, faq: Faq) -> None:
        theirs = faq.put(NONG_BUA, replace(ENTRY, answer="วันศุกร์"), NOON)
        assert faq.get(NONG_BUA, "market") == theirs
        assert (faq.get(BAN_MAI, "market"), faq.all(BAN_MAI), faq.versions(BAN_MAI, "market")) == (None, [], [])

    def test_put_again_replaces_and_counts_versions_per_agency(self, faq: Faq) -> None:
        faq.put(BAN_MAI, ENTRY, NOON)
        faq.put(NONG_BUA, ENTRY, NOON)
        changed = faq.put(BAN_MAI, FULL, NOON)
        assert changed == replace(FULL, version=2)
        assert faq.all(BAN_MAI) == [changed]
        assert faq.all(NONG_BUA) == [replace(ENTRY, version=1)]

    def test_all_is_by_category_then_id(self, faq: Faq) -> None:
        for entry_id, category in (("b", "ข"), ("a", "ข"), ("c", "ก")):
            faq.put(BAN_MAI, replace(ENTRY, id=entry_id, category=category), NOON)
        assert [entry.id for entry in faq.all(BAN_MAI)] == ["c", "a", "b"]

    def test_versions_tell_who_when_and_how_newest_first(self, faq: Faq) -> None:
        later = NOON + timedelta(hours=3)
        first, second = faq.put(BAN_MAI, ENTRY, NOON), faq.put(BAN_MAI, FULL, later, MALI)
        assert faq.versions(BAN_MAI, "market") == [Version(second, later, MALI), Version(first, NOON, BY_PRODUCT)]

    def test_changed_at_tells_the_last_change_of_each_entry_of_the_agency(self, faq: Faq) -> None:
        later = NOON + timedelta(hours=1)
        faq.put(BAN_MAI, ENTRY, NOON)
        faq.put(BAN_MAI, replace(ENTRY, answer="วันอังคาร"), later)
        faq.put(NONG_BUA, ENTRY, NOON)
        assert (faq.changed_at(BAN_MAI), faq.changed_at(NONG_BUA)) == ({ENTRY.id: later}, {ENTRY.id: NOON})

    def test_upload_is_kept_per_person_and_agency_until_dropped(self, faq: Faq) -> None:
        faq.keep_upload(BAN_MAI, Upload("c1", (ENTRY,), 3, NOON))
        newest = Upload("c1", (FULL, ENTRY), 4, NOON, whole=True)
        faq.keep_upload(BAN_MAI, newest)
        assert faq.upload(BAN_MAI, "c1") == newest
        assert (faq.upload(BAN_MAI, "c2"), faq.upload(NONG_BUA, "c1")) == (None, None)
        faq.drop_upload(NONG_BUA, "c1")
        assert faq.upload(BAN_MAI, "c1") == newest
        faq.drop_upload(BAN_MAI, "c1")
        assert faq.upload(BAN_MAI, "c1") is None

    def test_synonyms_are_the_agencys_own(self, faq: Faq) -> None:
        faq.keep_synonyms(BAN_MAI, "บ้าน = เฮือน", NOON, "c1")
        faq.keep_synonyms(BAN_MAI, "กาด = ตลาด", NOON, "c2")
        assert (faq.synonyms(BAN_MAI), faq.synonyms(NONG_BUA)) == ("กาด = ตลาด", "")


class TestFakeFaq(Contract):
    @pytest.fixture
    def faq(self) -> Faq:
        return FakeFaq()


class TestSqlFaq(Contract):
    @pytest.fixture
    def faq(self, connection: Connection) -> Faq:
        return SqlFaq(connection)


def test_seed_starter_fits_the_database(work: Work) -> None:
    assert seed_starter(work, BAN_MAI) == len(starter())
    assert {replace(entry, version=0) for entry in work.faq.all(BAN_MAI)} == set(starter())
    assert work.revisions.all()["banmai", "faq"] == 1
