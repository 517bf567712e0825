"""One run at a time for each agency."""

import pytest

from kernel.errors import Unavailable
from sheets_sync.lease import LENGTH, Lease
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
