"""What the sealed store keeps beside the cases: counters, snapshots, officers, the recovery key, the audit."""

from dataclasses import replace
from datetime import date, timedelta

from complaints.audit import Head
from complaints.keys import PasswordLock
from complaints.rows import Officer, Recovery
from complaints.statistics import AverageDays, CategoryCount, PeriodCounts, Snapshot
from storage.sealed.database import SealedStore
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.complaints import KAMNAN, PLOY

TODAY = date(2026, 11, 21)
LOCK = PasswordLock(b"s" * 16, 3, 2**28, b"sealed")


def test_counters_add_up_by_agency(store: SealedStore) -> None:
    with store.begin() as work:
        for by in (1, 1, 1, -1):
            work.counters.move(BAN_MAI, "2570Q1", "cases", "in_progress", by)
        work.counters.move(BAN_MAI, "2570Q1", "category", "bribery", 1)
        work.counters.move(NONG_BUA, "2570Q1", "cases", "in_progress", 7)
        assert work.counters.of(BAN_MAI, "cases") == {("2570Q1", "in_progress"): 2}
        assert work.counters.of(BAN_MAI, "category") == {("2570Q1", "bribery"): 1}


def test_snapshot_once_frozen_never_changes(store: SealedStore) -> None:
    first = Snapshot(date(2026, 10, 1), (PeriodCounts("2569", 1, 2),))
    later = Snapshot(
        date(2027, 1, 1),
        (PeriodCounts("2569", 2, 1), PeriodCounts("2570Q1", 0, 4, carried=1)),
        (AverageDays("2569", "", 81, 12), AverageDays("2569", "budget", 80, 9)),
        (CategoryCount("2569", "budget", 12), CategoryCount("2569", "other", 8)),
    )
    with store.begin() as work:
        assert work.snapshots.freeze(BAN_MAI, first)
        assert not work.snapshots.freeze(BAN_MAI, replace(first, counts=(PeriodCounts("2569", 9, 9),)))
        assert work.snapshots.freeze(BAN_MAI, later)
        assert work.snapshots.all(BAN_MAI) == [later, first]
        assert work.snapshots.all(NONG_BUA) == []


def test_officers_are_listed_by_name_and_dropped_with_their_lock(store: SealedStore) -> None:
    ploy, kamnan = Officer(PLOY, "ข พลอย", b"1" * 32), Officer(KAMNAN, "ก กำนัน", b"2" * 32)
    with store.begin() as work:
        assert work.officers.add(BAN_MAI, ploy, LOCK)
        assert not work.officers.add(BAN_MAI, replace(ploy, name="อื่น"), LOCK)
        assert work.officers.add(BAN_MAI, kamnan, LOCK)
        assert work.officers.add(NONG_BUA, ploy, LOCK)
        assert work.officers.all(BAN_MAI) == [kamnan, ploy]
        assert work.officers.lock_of(BAN_MAI, PLOY) == LOCK
        assert (work.officers.drop(BAN_MAI, PLOY), work.officers.drop(BAN_MAI, PLOY)) == (True, False)
        assert work.officers.lock_of(BAN_MAI, PLOY) is None
        assert work.officers.lock_of(NONG_BUA, PLOY) == LOCK


def test_waiting_officer_is_approved_once_with_the_key_that_was_seen(store: SealedStore) -> None:
    waiting = Officer(PLOY, "พลอย", b"1" * 32, approved=False)
    with store.begin() as work:
        for agency in (BAN_MAI, NONG_BUA):
            assert work.officers.add(agency, waiting, LOCK)
        assert work.officers.approve(BAN_MAI, PLOY, b"2" * 32) is False
        assert [work.officers.approve(BAN_MAI, PLOY, waiting.public) for _ in range(2)] == [True, False]
        assert work.officers.all(BAN_MAI) == [replace(waiting, approved=True)]
        assert work.officers.all(NONG_BUA) == [waiting]


def test_recovery_key_is_one_per_agency(store: SealedStore) -> None:
    with store.begin() as work:
        assert work.recoveries.get(BAN_MAI) is None
        work.recoveries.put(BAN_MAI, Recovery(b"1" * 32, proved=False, challenge=b"awaited"))
        work.recoveries.put(BAN_MAI, Recovery(b"1" * 32, proved=True))
        assert work.recoveries.get(BAN_MAI) == Recovery(b"1" * 32, proved=True)
        assert work.recoveries.get(NONG_BUA) is None


def test_audit_numbers_run_by_agency(store: SealedStore) -> None:
    with store.begin() as work:
        for agency, action in ((BAN_MAI, "one"), (NONG_BUA, "theirs"), (BAN_MAI, "two")):
            work.audit.add(agency, TODAY, "o1", action)
        ours, theirs = work.audit.chain(BAN_MAI), work.audit.chain(NONG_BUA)
    assert [(link.entry.n, link.entry.action) for link in ours[0]] == [(1, "one"), (2, "two")]
    assert [(link.entry.n, link.entry.action) for link in theirs[0]] == [(1, "theirs")]
    assert (ours[1].count, theirs[1].count) == (2, 1)


def test_audit_enters_sums_of_past_days_before_the_next_entry(store: SealedStore) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with store.begin() as work:
        for _ in range(3):
            work.audit.tally(BAN_MAI, TODAY, "filed")
        work.audit.add(BAN_MAI, TODAY, "o1", "same day")
        work.audit.add(BAN_MAI, tomorrow, "o1", "next day")
        work.audit.settle(BAN_MAI, tomorrow)
        entries = [link.entry for link in work.audit.chain(BAN_MAI)[0]]
    assert [(one.day, one.action, one.reason) for one in entries] == [
        (TODAY, "same day", ""),
        (TODAY, "filed", "3"),
        (tomorrow, "next day", ""),
    ]


def test_audit_of_an_agency_without_entries_is_empty(store: SealedStore) -> None:
    with store.read() as work:
        assert work.audit.chain(BAN_MAI) == ([], Head())
