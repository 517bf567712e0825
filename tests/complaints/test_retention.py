"""What is erased when, and what a wrong clock cannot erase."""

from pathlib import Path

import pytest
from sqlalchemy import select

from complaints.evidence import CleanFile
from complaints.retention import AT_ONCE
from complaints.statistics import PeriodCounts
from complaints.status import Outcome
from kernel.codes import new_id
from kernel.errors import Refused
from storage.sealed import tables
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import PLOY, REPORT, Staffed

YEAR = 365


def closed(banmai: Staffed, how_many: int) -> None:
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    for _ in range(how_many):
        banmai.room.file(BAN_MAI, REPORT, new_id(), [CleanFile("a", "pdf", b"x" * 99, cleaned=False)])
    for reference in banmai.references():
        reader.note(reference, "ปิดได้")
        reader.close(reference, Outcome.DONE)


def pass_days(banmai: Staffed, clock: FrozenClock, days: int) -> None:
    """Days on which the room does its daily work now and then."""
    for _ in range(days // 40):
        clock.pass_time(days=40)
        banmai.room.tidy(BAN_MAI)


def test_closed_case_goes_with_everything_and_its_figures_stay(
    banmai: Staffed, clock: FrozenClock, tmp_path: Path
) -> None:
    closed(banmai, 1)
    (reference,) = banmai.references()
    pass_days(banmai, clock, YEAR - 5)
    assert banmai.references() == [reference]
    pass_days(banmai, clock, 60)
    assert banmai.references() == []
    with banmai.room.store.read() as work:
        left = [one.name for one in tables.metadata.sorted_tables if "reference" in one.c and one.name != "audit_log"
                and work.connection.execute(select(one)).first()]  # fmt: skip
        last = work.audit.chain(BAN_MAI)[0]
    assert left == []
    assert ("server", "erased", reference) in [(one.entry.actor, one.entry.action, one.entry.case) for one in last]
    assert banmai.room.statistics(BAN_MAI, clock.now().date()).of("2570") == PeriodCounts("2570", 1, 0)
    assert banmai.room.examine(BAN_MAI) == ()


def test_open_and_held_cases_never_go(banmai: Staffed, clock: FrozenClock) -> None:
    closed(banmai, 1)
    (held,) = banmai.references()
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    reader.hold(held, True)
    banmai.file()
    assert next(one for one in reader.all() if one.reference == held).erase_on is None
    pass_days(banmai, clock, 2 * YEAR)
    assert len(banmai.references()) == 2
    reader.hold(held, False)
    banmai.room.tidy(BAN_MAI)
    assert held not in banmai.references()


def test_many_at_once_wait_for_an_officer(banmai: Staffed, clock: FrozenClock) -> None:
    closed(banmai, AT_ONCE + 1)
    pass_days(banmai, clock, YEAR + 60)
    assert (banmai.room.erasures_waiting(BAN_MAI), len(banmai.references())) == (AT_ONCE + 1, AT_ONCE + 1)
    assert banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).approve_erasures() == AT_ONCE + 1
    banmai.room.tidy(BAN_MAI)
    assert (banmai.room.erasures_waiting(BAN_MAI), banmai.references()) == (0, [])


@pytest.mark.parametrize("years", [10, -10])
def test_clock_that_jumps_erases_nothing_and_closes_the_door(banmai: Staffed, clock: FrozenClock, years: int) -> None:
    closed(banmai, 1)
    banmai.room.tidy(BAN_MAI)
    clock.pass_time(days=years * YEAR)
    banmai.room.tidy(BAN_MAI)
    assert len(banmai.references()) == 1
    assert banmai.room.door(BAN_MAI).lacking == ("clock",)
    with pytest.raises(Refused, match=r"^intake_closed$"):
        banmai.file()
    clock.pass_time(days=-years * YEAR)
    assert banmai.room.door(BAN_MAI).open
    banmai.file()


def test_clock_that_somebody_looked_at_is_believed(banmai: Staffed, clock: FrozenClock) -> None:
    banmai.room.tidy(BAN_MAI)
    clock.pass_time(days=100)
    assert not banmai.room.door(BAN_MAI).open
    banmai.room.believe_clock(BAN_MAI)
    assert banmai.room.door(BAN_MAI).open


def test_erasing_by_hand_takes_closed_cases_only(banmai: Staffed) -> None:
    closed(banmai, 1)
    (gone,) = banmai.references()
    banmai.file()
    (kept,) = set(banmai.references()) - {gone}
    assert [banmai.room.erase(BAN_MAI, one) for one in (gone, kept, "NOSUCH22")] == [True, False, False]
    assert banmai.references() == [kept]
