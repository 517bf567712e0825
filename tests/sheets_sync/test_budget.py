"""How much is asked of Google: never more than it allows in any minute, whoever asks."""

from datetime import timedelta

import pytest

from devtools.sheets.log import Line, busiest
from kernel.errors import Later
from sheets_sync.account_names import Names
from sheets_sync.budget import Budget
from sheets_sync.limits import Limits
from tests.sheets_sync.office import Office

ONE = Names("account:1", "project:1", "key:1")
TWO = Names("account:2", "project:1", "key:2")


@pytest.fixture
def budget(office: Office) -> Budget:
    return Budget(office.workplace, office.clock, Limits(), jitter=lambda low, high: high)


def taken(budget: Budget, names: Names, office: Office, wanted: int, sort: str = "writes") -> list[Line]:
    """As many requests as `wanted`, each as soon as it may."""
    lines: list[Line] = []
    while len(lines) < wanted:
        try:
            budget.take(names, sort)
        except Later as later:
            office.clock.pass_time(seconds=(later.until - office.clock.now()).total_seconds() + 0.001)
        else:
            lines.append(Line(office.clock.now().timestamp(), "POST", "/v4/x", 0, 200, True, "", names.account, True))
    return lines


def test_no_minute_has_more_than_google_allows(budget: Budget, office: Office) -> None:
    began = office.clock.now()
    lines = taken(budget, ONE, office, 90)
    assert busiest(lines, writing=True)[ONE.account] in (59, 60)
    # twelve at once, then 48 a minute: nothing is given away
    assert (office.clock.now() - began) < timedelta(seconds=(90 - 12) / 0.8 + 1)


def test_reads_and_accounts_have_their_own(budget: Budget, office: Office) -> None:
    taken(budget, ONE, office, 12)
    with pytest.raises(Later) as later:
        budget.take(ONE, "writes")
    assert (later.value.group, str(later.value)) == (ONE.account, "rate")
    budget.take(ONE, "reads")
    budget.take(TWO, "writes")


def test_project_is_shared_by_its_accounts(office: Office) -> None:
    small = Budget(office.workplace, office.clock, Limits(project_writes=10))
    for names in (ONE, TWO):
        small.take(names, "writes")
    with pytest.raises(Later):
        small.take(TWO, "writes")


def test_429_closes_the_account_until_the_next_minute(budget: Budget, office: Office) -> None:
    office.clock.pass_time(seconds=20)
    budget.toll(ONE).closed(0)
    with pytest.raises(Later) as later:
        budget.take(ONE, "reads")
    assert later.value.until - office.clock.now() == timedelta(seconds=45)
    budget.toll(TWO).take("writes")
    office.clock.pass_time(seconds=50)
    budget.take(ONE, "reads")


def test_clock_set_back_fills_nothing(budget: Budget, office: Office) -> None:
    taken(budget, ONE, office, 12)
    office.clock.pass_time(seconds=-3600)
    with pytest.raises(Later):
        budget.take(ONE, "writes")


def test_google_may_ask_for_a_longer_pause(budget: Budget, office: Office) -> None:
    budget.toll(ONE).closed(600)
    with pytest.raises(Later) as later:
        budget.take(ONE, "writes")
    assert later.value.until - office.clock.now() == timedelta(seconds=605)
