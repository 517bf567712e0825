"""Agencies, credentials, revisions: two agencies, two engines."""

from dataclasses import replace

from storage.tables import credentials
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA


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


def test_agency_change_leaves_alone_what_somebody_else_changed_meanwhile(work: Work) -> None:
    work.agencies.change(replace(BAN_MAI, name="ใหม่", phone="1"))
    work.agencies.change(replace(BAN_MAI, email="a@b"), BAN_MAI)
    assert work.agencies.get("banmai") == replace(BAN_MAI, name="ใหม่", phone="1", email="a@b")
