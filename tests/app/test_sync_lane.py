"""Who comes next, and that nobody waits for a Google that says nothing to somebody else."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.house import House
from app.sync_lane import SyncLane
from app.worker import Handler
from kernel.agency import Agency
from kernel.errors import Later
from kernel.jobs import Job
from sheets_sync import watch
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock

Act = Callable[[Agency], None]


def doing(act: Act) -> dict[str, Handler]:
    def handler(agency: Agency, _: Job) -> None:
        act(agency)

    return {"sync": handler, "faq_sheet": handler}


def ask(house: House, clock: FrozenClock, *order: Agency) -> None:
    for age, agency in enumerate(reversed(order)):
        with house.workplace.begin() as work:
            work.jobs.put(agency, "sync", run_at=clock.now() - timedelta(seconds=60 + age))


def test_agency_that_waited_longest_comes_first(house: House, clock: FrozenClock) -> None:
    seen: list[str] = []
    lane = SyncLane(house, doing(lambda agency: seen.append(agency.code)), 1)
    ask(house, clock, NONG_BUA, BAN_MAI)
    while lane.step():
        pass
    assert seen == [NONG_BUA.code, BAN_MAI.code]


def test_account_without_budget_waits_and_keeps_its_place(house: House, clock: FrozenClock) -> None:
    seen: list[str] = []
    poor = [Later("rate", clock.now() + timedelta(seconds=5), group="account:1")]

    def act(agency: Agency) -> None:
        if agency == NONG_BUA and poor:
            raise poor.pop()
        seen.append(agency.code)

    lane = SyncLane(house, doing(act), 1)
    ask(house, clock, NONG_BUA, BAN_MAI)
    assert (lane.step(), lane.step(), lane.step()) == (True, True, False)
    assert seen == [BAN_MAI.code]
    with house.workplace.begin() as work:
        work.jobs.put(NONG_BUA, "sync")  # another change does not make it try before there is budget
    assert lane.step() is False
    clock.pass_time(seconds=6)
    ask(house, clock, BAN_MAI)
    while lane.step():
        pass
    assert seen == [BAN_MAI.code, NONG_BUA.code, BAN_MAI.code]


def test_silent_google_holds_up_nobody_else(house: House, clock: FrozenClock) -> None:
    released, stop, other = threading.Event(), threading.Event(), threading.Event()

    def act(agency: Agency) -> None:
        if agency == NONG_BUA:
            released.wait(20)
        else:
            other.set()

    ask(house, clock, NONG_BUA, BAN_MAI)
    thread = threading.Thread(target=SyncLane(house, doing(act), 2).run, args=(stop,))
    thread.start()
    assert other.wait(20)
    released.set()
    stop.set()
    thread.join()
    with house.workplace.read() as work:
        assert work.jobs.waiting(NONG_BUA) == []


def test_silent_drive_holds_up_no_run(house: House, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> None:
    released, stop, ran = threading.Event(), threading.Event(), threading.Event()
    monkeypatch.setattr(watch, "look_around", lambda *_: released.wait(20))
    ask(house, clock, NONG_BUA)
    thread = threading.Thread(target=SyncLane(house, doing(lambda _: ran.set()), 1).run, args=(stop,))
    thread.start()
    came_first = ran.wait(10)
    stop.set()
    released.set()
    thread.join()
    assert came_first
