"""Filing has a price while far more is filed than an office ever gets; whoever types for a while never notices."""

from datetime import timedelta

import pytest

from complaints import crowding
from complaints.crowding import FREE_AN_HOUR, Effort, price
from complaints.effort import Price, solves
from complaints.form import expiry
from complaints.rows import UsedForm
from kernel.codes import new_id
from kernel.errors import Refused
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import REPORT, Staffed


@pytest.fixture
def flooded(banmai: Staffed, clock: FrozenClock) -> Staffed:
    """As many forms as are free were sent in this hour."""
    with banmai.room.store.begin() as work:
        for _ in range(FREE_AN_HOUR):
            work.forms.use(BAN_MAI, UsedForm(new_id(), "", clock.now().date(), 0, expiry(clock.now())))
    return banmai


def solved(riddle: str, bits: int) -> str:
    return next(str(n) for n in range(10**7) if solves(riddle, str(n), bits))


@pytest.mark.parametrize(
    ("sent", "asked"),
    [(0, None), (59, None), (60, Price(14, 20)), (100, Price(15, 40)), (10_000, Price(22, 300))],
)
def test_price_rises_with_what_was_sent_and_stays_payable(sent: int, asked: Price | None) -> None:
    assert price(sent) == asked


def test_flood_is_asked_for_work_or_patience_and_nobody_is_shut_out(flooded: Staffed, clock: FrozenClock) -> None:
    room, opened, form = flooded.room, clock.now(), new_id()
    for answer in ("", "wrong", "9" * 33):
        with pytest.raises(Refused, match=r"^effort$") as refused:
            room.file(BAN_MAI, REPORT, form, (), Effort(opened, form, answer))
    assert refused.value.facts == {"bits": 14, "wait_s": 20}
    assert flooded.references() == []
    assert room.file(BAN_MAI, REPORT, form, (), Effort(opened, form, solved(form, 14)))
    typed = new_id()
    clock.pass_time(seconds=20)
    receipt = room.file(BAN_MAI, REPORT, typed, (), Effort(opened, typed))
    assert room.file(BAN_MAI, REPORT, typed, (), Effort(clock.now(), typed)) == receipt  # it is filed already


def test_quiet_hour_other_office_and_other_doors_are_free(flooded: Staffed, clock: FrozenClock) -> None:
    room, now = flooded.room, clock.now()
    assert (room.crowd(BAN_MAI), room.crowd(NONG_BUA)) == (Price(14, 20), None)
    assert room.file(BAN_MAI, REPORT, new_id())  # an officer at the telephone, a person in the chat
    clock.pass_time(hours=1)
    with room.store.read() as work:
        crowding.check(room.ground.desk, work, BAN_MAI, Effort(now + timedelta(hours=1), ""))
    assert room.crowd(BAN_MAI) is None
