"""What officers can do with cases, and what they cannot see."""

from dataclasses import replace
from datetime import date

import pytest

from complaints.report import MAX_TEXT
from complaints.statistics import PeriodCounts
from complaints.status import Outcome, Status
from kernel.errors import Refused, Unreadable
from storage.sealed.room import FraudRoom
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import KAMNAN, PLOY, REPORT, Staffed, cheap_room, staffed


def actions(staffed: Staffed) -> list[tuple[str, str, str, str]]:
    with staffed.room.store.read() as work:
        links, _ = work.audit.chain(staffed.agency)
    return [(one.entry.actor, one.entry.action, one.entry.case, one.entry.reason) for one in links]


def test_list_shows_facts_of_the_sealed_header_and_no_text(banmai: Staffed) -> None:
    banmai.file(replace(REPORT, exclude=(KAMNAN,)))
    (line,) = banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).all()
    assert (line.month, line.status) == ("2026-11", Status.RECEIVED)
    assert line.header is not None
    assert (line.header.received, line.header.due) == (date(2026, 11, 21), date(2026, 12, 6))
    assert (line.header.category, line.header.thin, line.header.messages) == ("bribery", False, 1)
    assert REPORT.what not in repr(line) and KAMNAN not in repr(line)


def test_list_puts_the_most_urgent_first_and_closed_ones_last(banmai: Staffed, clock: FrozenClock) -> None:
    banmai.file()
    clock.pass_time(days=1)
    banmai.file()
    first, second = banmai.references()
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    reader.close(first, Outcome.DONE)
    assert banmai.references() == [second, first]


def test_excluded_officer_sees_no_trace(banmai: Staffed) -> None:
    banmai.file(replace(REPORT, exclude=(KAMNAN,)))
    (reference,) = banmai.references(PLOY)
    assert banmai.references(KAMNAN) == []
    excluded = banmai.room.reader(BAN_MAI, banmai.keys[KAMNAN])
    for attempt in (
        lambda: excluded.open(reference),
        lambda: excluded.contact(reference, "ขอดู"),
        lambda: excluded.set_status(reference, Status.WORKING),
        lambda: excluded.close(reference, Outcome.UNFOUNDED),
        lambda: excluded.write(reference, "สวัสดี"),
    ):
        with pytest.raises(Refused, match=r"^no_such_case$"):
            attempt()
    assert actions(banmai)[-5:] == [(KAMNAN, "denied", "", "")] * 5
    assert banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).open(reference).status is Status.RECEIVED


def test_officer_of_another_agency_cannot_open(room: FraudRoom) -> None:
    here, there = staffed(room, BAN_MAI), staffed(room, NONG_BUA)
    here.file()
    (reference,) = here.references()
    with pytest.raises(Refused, match=r"^no_such_case$"):
        room.reader(NONG_BUA, there.keys[PLOY]).open(reference)
    assert (actions(there)[-1][:3], actions(here)[-1][1]) == ((PLOY, "denied", ""), "recovery_proved")
    with pytest.raises(Unreadable):
        room.reader(BAN_MAI, there.keys[PLOY])


@pytest.mark.parametrize("reference", ["", "NOSUCH22", "\x00", "../../etc", "ก" * 500])
def test_reference_that_does_not_exist_reads_the_same(banmai: Staffed, reference: str) -> None:
    with pytest.raises(Refused, match=r"^no_such_case$"):
        banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).open(reference)


def test_reference_is_read_as_people_type_it(banmai: Staffed) -> None:
    banmai.file()
    (reference,) = banmai.references()
    typed = f" {reference[:4]}-{reference[4:]}".lower()
    assert banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).open(typed).reference == reference


def test_contact_needs_a_reason_and_leaves_it_in_the_log(banmai: Staffed) -> None:
    banmai.file(replace(REPORT, contact="ป้าศรี 081-000-0000"))
    (reference,) = banmai.references()
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    with pytest.raises(Refused, match=r"^reason_missing$"):
        reader.contact(reference, "  ")
    assert reader.contact(reference, "ต้องถามพยานเพิ่ม") == "ป้าศรี 081-000-0000"
    assert actions(banmai)[-1] == (PLOY, "contact_opened", reference, "ต้องถามพยานเพิ่ม")


def test_case_without_contact_has_a_row_of_the_same_size(banmai: Staffed) -> None:
    banmai.file(replace(REPORT, contact="ป้าศรี 081-000-0000"))
    banmai.file()
    with banmai.room.store.read() as work:
        sizes = {len(work.cases.contact(BAN_MAI, reference)) for reference in banmai.references()}
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    contacts = {reader.contact(reference, "ตรวจ") for reference in banmai.references()}
    assert (len(sizes), contacts) == (1, {"", "ป้าศรี 081-000-0000"})


def test_closing_and_reopening_move_the_counters(banmai: Staffed, clock: FrozenClock) -> None:
    banmai.file()
    (reference,) = banmai.references()
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    seen = []
    for step in (
        lambda: reader.set_status(reference, Status.WORKING),
        lambda: reader.close(reference, Outcome.FORWARDED),
        lambda: reader.set_status(reference, Status.WORKING),
    ):
        step()
        seen.append(banmai.room.statistics(BAN_MAI, clock.now().date()).of("2570"))
    working, closed = PeriodCounts("2570", 0, 1), PeriodCounts("2570", 1, 0)
    assert seen == [working, closed, working]


def test_closing_keeps_the_outcome_inside_the_header(banmai: Staffed, clock: FrozenClock) -> None:
    banmai.file()
    clock.pass_time(days=9)
    (reference,) = banmai.references()
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    reader.close(reference, Outcome.UNFOUNDED)
    header = reader.open(reference).header
    assert (header.closed_on, header.outcome) == (date(2026, 11, 30), Outcome.UNFOUNDED)
    with banmai.room.store.read() as work:
        assert work.counters.of(BAN_MAI, "days") == {("2570", "bribery"): 9}


def test_closing_twice_is_refused_and_counts_once(banmai: Staffed, clock: FrozenClock) -> None:
    banmai.file()
    (reference,) = banmai.references()
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    reader.close(reference, Outcome.DONE)
    with pytest.raises(Refused, match=r"^already_closed$"):
        reader.close(reference, Outcome.DONE)
    assert banmai.room.statistics(BAN_MAI, clock.now().date()).of("2570") == PeriodCounts("2570", 1, 0)


def test_closing_needs_an_outcome(banmai: Staffed) -> None:
    banmai.file()
    (reference,) = banmai.references()
    with pytest.raises(Refused, match=r"^needs_outcome$"):
        banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).set_status(reference, Status.CLOSED)


def test_counters_equal_rows_after_a_busy_day(banmai: Staffed, clock: FrozenClock) -> None:
    for _ in range(6):
        banmai.file()
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    for reference in banmai.references()[:4]:
        reader.close(reference, Outcome.DONE)
    reader.set_status(banmai.references()[-1], Status.WORKING)
    closed = [line.status is Status.CLOSED for line in reader.all()]
    counts = PeriodCounts("2570Q1", closed.count(True), closed.count(False))
    assert counts == PeriodCounts("2570Q1", 3, 3)
    assert banmai.room.statistics(BAN_MAI, clock.now().date()).of("2570Q1") == counts


@pytest.mark.parametrize(("text", "reason"), [(" \n", "empty_message"), ("ก" * (MAX_TEXT + 1), "too_long")])
def test_message_that_cannot_be_sent_is_refused(banmai: Staffed, text: str, reason: str) -> None:
    banmai.file()
    (reference,) = banmai.references()
    with pytest.raises(Refused, match=f"^{reason}$"):
        banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).write(reference, text)


def test_everything_an_officer_does_is_in_the_log_and_the_chain_holds(banmai: Staffed) -> None:
    banmai.file()
    (reference,) = banmai.references()
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    reader.open(reference)
    reader.set_status(reference, Status.WORKING)
    reader.write(reference, "ขอทราบวันเวลา")
    reader.close(reference, Outcome.DONE)
    done = [action for _, action, case, _ in actions(banmai) if case == reference]
    assert done == ["opened", "status_working", "wrote", "closed"]
    assert banmai.room.check_audit(BAN_MAI, banmai.audit_seed).holds


def test_informers_enter_the_log_as_daily_sums_without_reference(banmai: Staffed, clock: FrozenClock) -> None:
    receipt = banmai.file()
    banmai.file()
    banmai.room.follow(BAN_MAI, receipt.digits)
    assert [action for _, action, _, _ in actions(banmai)][-1] == "recovery_proved"
    clock.pass_time(days=1)
    banmai.room.tidy(BAN_MAI)
    assert actions(banmai)[-2:] == [("informer", "filed", "", "2"), ("informer", "receipt_read", "", "1")]
    assert banmai.room.check_audit(BAN_MAI, banmai.audit_seed).holds


def test_leaver_loses_every_wrap_and_the_colleague_none(banmai: Staffed) -> None:
    banmai.file()
    assert banmai.references(KAMNAN) != []
    banmai.room.leave(BAN_MAI, KAMNAN)
    assert (banmai.references(KAMNAN), len(banmai.references(PLOY))) == ([], 1)


def test_officer_enrolled_later_opens_no_old_case(banmai: Staffed) -> None:
    banmai.file()
    late = banmai.room.enrol(BAN_MAI, "officer-late", "นายใหม่", "another-password")
    assert banmai.room.reader(BAN_MAI, late).all() == []


def test_officers_keep_their_cases_when_the_key_file_is_lost(banmai: Staffed, clock: FrozenClock) -> None:
    banmai.file(replace(REPORT, exclude=(KAMNAN,)))
    url = banmai.room.store.engine.url.render_as_string(hide_password=False)
    moved = cheap_room(url, clock)
    assert len(moved.reader(BAN_MAI, banmai.keys[PLOY]).all()) == 1
    assert moved.reader(BAN_MAI, banmai.keys[KAMNAN]).all() == []
    moved.close()
