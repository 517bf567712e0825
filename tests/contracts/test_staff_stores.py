"""Staff accounts, tokens, sessions, log: two agencies, two engines."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kernel.errors import Refused
from kernel.staff import Member, Session
from storage.tables import sessions, staff, staff_codes
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA, NOON

CLERK = Member("c1", "clerk", "สมหญิง", ("clerk", "admin"), password_hash="hash", totp_secret="SECRET")
THEIRS = Member("c2", "clerk", "คนอื่น", ("clerk",))


def test_staff_is_read_back_whole(work: Work) -> None:
    work.staff.add(BAN_MAI, CLERK)
    assert work.staff.get(BAN_MAI, "c1") == CLERK


def test_staff_hides_the_other_agency(work: Work) -> None:
    work.staff.add(BAN_MAI, CLERK)
    work.staff.add(NONG_BUA, THEIRS)
    assert work.staff.by_login(BAN_MAI, "CLERK") == CLERK
    assert work.staff.get(BAN_MAI, "c2") is None
    assert work.staff.all(NONG_BUA) == [THEIRS]


def test_staff_login_is_unique_in_its_agency(work: Work) -> None:
    work.staff.add(BAN_MAI, CLERK)
    with pytest.raises(Refused, match="login_taken"):
        work.staff.add(BAN_MAI, replace(THEIRS, id="c3"))


def test_staff_who_left_cannot_be_found_by_login(work: Work) -> None:
    work.staff.add(BAN_MAI, CLERK)
    work.staff.change(BAN_MAI, replace(CLERK, left_on=date(2026, 11, 21), line_person="p"))
    assert work.staff.by_login(BAN_MAI, "clerk") is None
    assert work.staff.by_line(BAN_MAI, "p") is None


def test_token_works_once_for_its_purpose_and_agency(work: Work) -> None:
    work.staff_tokens.put(BAN_MAI, "secret-token", "c1", "invite", NOON + timedelta(hours=1))
    assert work.staff_tokens.take(BAN_MAI, "secret-token", ("line",), NOON) is None
    assert work.staff_tokens.take(NONG_BUA, "secret-token", ("invite",), NOON) is None
    assert work.staff_tokens.take(BAN_MAI, "secret-token", ("invite",), NOON) == "c1"
    assert work.staff_tokens.take(BAN_MAI, "secret-token", ("invite",), NOON) is None


def test_token_expires(work: Work) -> None:
    work.staff_tokens.put(BAN_MAI, "t", "c1", "reset", NOON)
    assert work.staff_tokens.find(BAN_MAI, "t", ("reset",), NOON) is None


def test_session_ends_with_its_member(work: Work) -> None:
    ours = Session("s1", "banmai", "c1", "full", b"wrapped", NOON, NOON)
    theirs = Session("s2", "nongbua", "c1", "full", None, NOON, NOON)
    work.sessions.put(ours)
    work.sessions.put(theirs)
    work.sessions.drop_staff(BAN_MAI, "c1")
    assert (work.sessions.get("s1"), work.sessions.get("s2")) == (None, theirs)


def test_session_is_read_back_whole_and_one_of_old_counts_from_when_it_was_seen(work: Work) -> None:
    session = Session("s1", "banmai", "c1", "full", b"wrapped", NOON + timedelta(hours=1), NOON)
    work.sessions.put(session)
    assert work.sessions.get("s1") == session
    work.connection.execute(sessions.update().values(began_at=None))
    assert work.sessions.get("s1") == replace(session, began_at=session.last_seen)


def test_recovery_code_works_once_for_its_person_and_agency(work: Work) -> None:
    work.staff_codes.replace(BAN_MAI, "c1", ["1111122222", "3333344444"])
    work.staff_codes.replace(NONG_BUA, "c1", ["5555566666"])
    assert work.staff_codes.use(NONG_BUA, "c1", "1111122222") is False
    assert work.staff_codes.use(BAN_MAI, "c2", "1111122222") is False
    assert [work.staff_codes.use(BAN_MAI, "c1", "1111122222") for _ in range(2)] == [True, False]
    assert (work.staff_codes.left(BAN_MAI, "c1"), work.staff_codes.left(NONG_BUA, "c1")) == (1, 1)


def test_recovery_codes_end_when_others_are_made_and_rest_as_hashes(work: Work) -> None:
    work.staff_codes.replace(BAN_MAI, "c1", ["1111122222"])
    work.staff_codes.replace(BAN_MAI, "c1", ["3333344444"])
    assert work.staff_codes.use(BAN_MAI, "c1", "1111122222") is False
    assert "3333344444" not in str(work.connection.execute(staff_codes.select()).all())
    work.staff_codes.drop(BAN_MAI, "c1")
    assert work.staff_codes.use(BAN_MAI, "c1", "3333344444") is False


def test_sessions_idle_are_forgotten(work: Work) -> None:
    work.sessions.put(Session("s1", "banmai", "c1", "full", None, NOON, NOON))
    assert work.sessions.forget_before(NOON) == 0
    assert work.sessions.forget_before(NOON + timedelta(seconds=1)) == 1


def test_log_is_newest_first_and_the_agencys_own(work: Work) -> None:
    work.staff_log.add(BAN_MAI, "clerk", "point.added", "A", NOON)
    work.staff_log.add(BAN_MAI, "clerk", "point.retired", "A", NOON + timedelta(minutes=1))
    work.staff_log.add(NONG_BUA, "other", "point.added", "B", NOON)
    assert [line.action for line in work.staff_log.latest(BAN_MAI)] == ["point.retired", "point.added"]


def test_second_factor_step_is_used_once_and_never_backwards(work: Work) -> None:
    work.staff.add(BAN_MAI, CLERK)
    work.staff.add(NONG_BUA, THEIRS)
    assert [work.staff.use_step(BAN_MAI, "c1", step) for step in (7, 7, 6, 8)] == [True, False, False, True]
    assert work.staff.use_step(NONG_BUA, "c1", 9) is False
    assert work.staff.use_step(NONG_BUA, "c2", 7) is True


def test_linked_line_account_is_kept_sealed_and_goes_with_the_link(work: Work) -> None:
    linked = replace(CLERK, line_person="hash", line_user="U" + "a1" * 16, noticed_at=NOON)
    work.staff.add(BAN_MAI, linked)
    assert work.staff.get(BAN_MAI, "c1") == linked
    stored = work.connection.execute(staff.select()).one()
    assert linked.line_user is not None
    assert linked.line_user.encode() not in stored.line_user
    work.staff.change(BAN_MAI, replace(linked, line_person=None))
    assert work.connection.execute(staff.select()).one().line_user is None


def test_session_that_ended_is_not_brought_back_by_use(work: Work) -> None:
    work.sessions.put(Session("h", "banmai", "c1", "full", None, NOON, NOON))
    work.sessions.touch("h", NOON + timedelta(minutes=5))
    found = work.sessions.get("h")
    assert found is not None and found.last_seen == NOON + timedelta(minutes=5)
    work.sessions.drop("h")
    work.sessions.touch("h", NOON + timedelta(minutes=6))
    assert work.sessions.get("h") is None
