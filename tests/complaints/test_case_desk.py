"""What officers do among themselves: notes, assigning, sharing, stepping back, forwarding, spam, custodians."""

import pytest
from sqlalchemy import delete, update

from complaints.opened import OpenedNote
from complaints.statistics import PeriodCounts
from complaints.status import Outcome, Status
from kernel.errors import Refused, Unreadable
from storage.sealed.tables import case_keys, case_notes, cases
from tests.cast import BAN_MAI, NOON
from tests.complaints.colleagues import NEW, desk, hire, one_case
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import KAMNAN, PLOY, REPORT, Staffed


def test_notes_reach_colleagues_and_never_the_informer(banmai: Staffed) -> None:
    receipt = banmai.file()
    (reference,) = banmai.references()
    day = NOON.date()
    desk(banmai).note(reference, "ถามช่างก่อน")
    desk(banmai, KAMNAN).note(reference, "ถามแล้ว")
    told = (OpenedNote(PLOY, "ถามช่างก่อน", day), OpenedNote(KAMNAN, "ถามแล้ว", day))
    assert desk(banmai).open(reference).notes == told
    assert "ถาม" not in repr(banmai.room.follow(BAN_MAI, receipt.digits).messages)


@pytest.mark.parametrize("seq", [0, 1])
def test_note_that_was_taken_out_is_noticed(banmai: Staffed, seq: int) -> None:
    reference = one_case(banmai)
    for text in ("หนึ่ง", "สอง"):
        desk(banmai).note(reference, text)
    with banmai.room.store.begin() as work:
        work.connection.execute(case_notes.delete().where(case_notes.c.seq == seq))
    with pytest.raises(Unreadable):
        desk(banmai).open(reference)


def test_case_of_the_first_version_gets_its_inside_when_it_is_needed(banmai: Staffed) -> None:
    reference = one_case(banmai)
    with banmai.room.store.begin() as work:
        work.connection.execute(update(cases).values(inside=None))
        work.connection.execute(delete(case_keys).where(case_keys.c.kind == "inside"))
    assert desk(banmai).open(reference).notes == ()
    desk(banmai).note(reference, "จดไว้")
    desk(banmai, KAMNAN).assign(reference, PLOY)
    assert (desk(banmai, KAMNAN).open(reference).notes[0].text, desk(banmai).all()[0].assignee) == ("จดไว้", PLOY)


def test_assigning_is_among_those_who_hold_the_case(banmai: Staffed) -> None:
    reference = one_case(banmai, exclude=(KAMNAN,))
    desk(banmai).assign(reference, PLOY)
    assert desk(banmai).all()[0].assignee == PLOY
    with pytest.raises(Refused, match=r"^not_reader$"):
        desk(banmai).assign(reference, KAMNAN)
    assert [one.id for one in desk(banmai).colleagues(reference)] == []


def test_new_officer_gets_an_old_case_only_from_a_colleague(banmai: Staffed) -> None:
    reference = one_case(banmai, contact="081")
    hire(banmai)
    assert banmai.references(NEW) == []
    assert [one.id for one in desk(banmai).candidates(reference)] == [NEW]
    desk(banmai).note(reference, "ก่อน")
    desk(banmai).share(reference, NEW)
    opened = desk(banmai, NEW).open(reference)
    assert (opened.report.what, opened.notes[0].text) == (REPORT.what, "ก่อน")
    assert desk(banmai, NEW).contact(reference, "ถามเพิ่ม") == "081"


def test_excluded_officer_is_never_a_candidate(banmai: Staffed) -> None:
    reference = one_case(banmai, exclude=(KAMNAN,))
    assert desk(banmai).candidates(reference) == []
    with pytest.raises(Refused, match=r"^not_candidate$"):
        desk(banmai).share(reference, KAMNAN)
    assert banmai.references(KAMNAN) == []


def test_recused_officer_sees_nothing_more_and_gets_no_key_again(banmai: Staffed) -> None:
    reference = one_case(banmai)
    desk(banmai).assign(reference, KAMNAN)
    desk(banmai, KAMNAN).recuse(reference)
    assert banmai.references(KAMNAN) == []
    assert (desk(banmai).candidates(reference), desk(banmai).all()[0].assignee) == ([], "")
    with pytest.raises(Refused, match=r"^no_such_case$"):
        desk(banmai, KAMNAN).open(reference)


def test_last_officer_cannot_step_back(banmai: Staffed) -> None:
    reference = one_case(banmai, exclude=(KAMNAN,))
    with pytest.raises(Refused, match=r"^last_officer$"):
        desk(banmai).recuse(reference)
    assert banmai.references() == [reference]


def test_forwarding_closes_and_names_the_other_body(banmai: Staffed) -> None:
    receipt = banmai.file()
    (reference,) = banmai.references()
    with pytest.raises(Refused, match=r"^forward_to$"):
        desk(banmai).forward(reference, "  ")
    desk(banmai).forward(reference, "สำนักงาน ป.ป.ช.", "ติดต่อที่นั่นได้")
    view = banmai.room.follow(BAN_MAI, receipt.digits)
    assert (view.closed, "ส่งต่อหน่วยงานอื่น" in view.status_label) == (True, True)
    assert "ป.ป.ช." in view.messages[0].text and "ติดต่อที่นั่นได้" in view.messages[0].text
    assert desk(banmai).open(reference).inside.forwarded_to == "สำนักงาน ป.ป.ช."


@pytest.mark.parametrize("closed_before", [False, True])
def test_spam_counts_nowhere_and_is_seen_by_the_others(banmai: Staffed, closed_before: bool) -> None:
    reference = one_case(banmai)
    if closed_before:
        desk(banmai).close(reference, Outcome.UNFOUNDED)
    desk(banmai).mark_spam(reference, "โฆษณา")
    (seen,) = desk(banmai, KAMNAN).all()
    assert (seen.spam, seen.inside.spam_reason, str(seen.erase_on)) == (True, "โฆษณา", "2026-12-21")
    assert banmai.room.statistics(BAN_MAI, NOON.date()).of("2570") == PeriodCounts("2570", 0, 0)
    assert banmai.room.examine(BAN_MAI) == ()
    desk(banmai, KAMNAN).unmark_spam(reference)
    assert banmai.room.statistics(BAN_MAI, NOON.date()).of("2570") == PeriodCounts("2570", 0, 1)
    assert (desk(banmai).all()[0].status, banmai.room.examine(BAN_MAI)) == (Status.WORKING, ())


def test_contact_is_sealed_to_the_custodian_alone(banmai: Staffed) -> None:
    banmai.room.set_custodian(BAN_MAI, KAMNAN, True, "admin")
    reference = one_case(banmai, contact="081-canary")
    assert desk(banmai, KAMNAN).contact(reference, "นัดพบ") == "081-canary"
    with pytest.raises(Refused, match=r"^not_custodian$"):
        desk(banmai).contact(reference, "นัดพบ")
    with pytest.raises(Refused, match=r"^officer_unknown$"):
        banmai.room.set_custodian(BAN_MAI, "nobody", True, "admin")


def test_report_brought_on_paper_carries_a_code_for_first_use(banmai: Staffed) -> None:
    code = desk(banmai).enter(REPORT, "f" * 32)
    assert desk(banmai).enter(REPORT, "f" * 32) == code  # a second tap
    assert [one.actor for one in banmai.room.audit_entries(BAN_MAI) if one.action == "entered"] == [PLOY]
    assert banmai.room.follow(BAN_MAI, code.digits).first_use
    with banmai.room.store.read() as work:
        assert dict(work.counters.of(BAN_MAI, "channel")) == {("2570", "officer"): 1}
        last = work.audit.chain(BAN_MAI)[0][-1].entry
    assert (last.actor, last.action, last.case) == (PLOY, "entered", "")


def test_list_says_what_is_unread_and_overdue(banmai: Staffed, clock: FrozenClock) -> None:
    reference = one_case(banmai)
    assert desk(banmai).all()[0].unread
    desk(banmai).open(reference)
    (line,) = desk(banmai).all()
    assert (line.unread, line.overdue(line.header.due if line.header else NOON.date())) == (False, False)
    clock.pass_time(days=16)
    assert desk(banmai).all()[0].overdue(clock.now().date())
