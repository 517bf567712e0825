"""One run at a time for each agency."""

import subprocess
import sys

import pytest

from kernel.errors import Unavailable
from sheets_sync.lease import LENGTH, Lease, put_state
from sheets_sync.worker import sync_agency
from tests.cast import BAN_MAI, NONG_BUA
from tests.sheets_sync.office import Office


def test_lease_keeps_a_second_run_out_and_lets_other_agencies_in(office: Office) -> None:
    first = Lease(office.workplace, BAN_MAI, office.clock)
    first.take()
    with pytest.raises(Unavailable, match="busy"):
        sync_agency(office.parts, BAN_MAI)
    assert sync_agency(office.parts, NONG_BUA).written
    first.release()
    assert sync_agency(office.parts, BAN_MAI).written


def test_lease_of_a_killed_run_ends_by_itself(office: Office) -> None:
    Lease(office.workplace, BAN_MAI, office.clock).take()
    office.clock.pass_time(seconds=LENGTH.total_seconds())
    assert sync_agency(office.parts, BAN_MAI).written


def test_lease_of_a_process_that_is_gone_is_taken_over_at_once(office: Office) -> None:
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    first = Lease(office.workplace, BAN_MAI, office.clock)
    first.take()
    with office.workplace.begin() as work:
        held = work.targets.hold(BAN_MAI, "xlsx")["state"]["lease"]
        machine, _, us, one = held["holder"].split(":")
        put_state(work, BAN_MAI, "xlsx", lease={**held, "holder": f"{machine}:{int(dead.stdout)}:{us}:{one}"})
    Lease(office.workplace, BAN_MAI, office.clock).take()
    with office.workplace.begin() as work:  # on another machine that number says nothing
        put_state(work, BAN_MAI, "xlsx", lease={**held, "holder": f"elsewhere:{int(dead.stdout)}:{us}:{one}"})
    with pytest.raises(Unavailable, match="busy"):
        Lease(office.workplace, BAN_MAI, office.clock).take()


def test_lease_that_was_lost_stores_nothing_more(office: Office) -> None:
    late = Lease(office.workplace, BAN_MAI, office.clock)
    late.take()
    office.clock.pass_time(seconds=LENGTH.total_seconds())
    Lease(office.workplace, BAN_MAI, office.clock).take()
    with pytest.raises(Unavailable, match="busy"), late.renewed():
        raise AssertionError("a lost lease must not open a transaction")


def test_sync_gives_its_lease_back(office: Office) -> None:
    sync_agency(office.parts, BAN_MAI)
    assert office.target(BAN_MAI, "xlsx")["state"]["lease"] is None
