"""One-time slips of the staff survey: the round they belong to, and one answer for each."""

from datetime import UTC, date, datetime

import pytest

from kernel.calendar import Period, period
from kernel.errors import Refused
from storage.work import Work
from surveys import slips
from surveys.instruments import load
from surveys.records import Round
from surveys.rounds import close_ended, standing_round
from surveys.slips import Standing
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.surveys.staff_round import LAST, YEAR, answer

TODAY = date(2026, 11, 21)
ITEMS = [item.id for item in load("iit-2567").items]


@pytest.fixture
def round_(work: Work, clock: FrozenClock) -> Round:
    """A round of staff in each agency; this is บ้านใหม่'s."""
    slips.open_round(work, NONG_BUA, YEAR, LAST, clock)
    return slips.open_round(work, BAN_MAI, YEAR, LAST, clock)


# -- the round


def test_round_runs_from_today_to_its_last_day_and_asks_no_citizen(work: Work, clock: FrozenClock) -> None:
    assert slips.running(work, BAN_MAI, TODAY) is None
    made = slips.open_round(work, BAN_MAI, YEAR, LAST, clock)
    assert (made.id, made.opens_on, made.closes_on) == ("iit-2567:2570", TODAY, LAST)
    assert (slips.running(work, BAN_MAI, LAST), slips.running(work, BAN_MAI, date(2027, 4, 1))) == (made, None)
    assert (slips.running(work, NONG_BUA, TODAY), standing_round(work, BAN_MAI, TODAY)) == (None, None)


def test_one_round_of_staff_runs_at_a_time_and_each_period_once(work: Work, clock: FrozenClock) -> None:
    slips.open_round(work, BAN_MAI, YEAR, TODAY, clock)
    with pytest.raises(Refused, match="staff_round_runs"):
        slips.open_round(work, BAN_MAI, period("2570H1"), LAST, clock)
    close_ended(work, BAN_MAI, date(2026, 11, 22))
    clock.pass_time(days=1)
    with pytest.raises(Refused, match="staff_round_known"):
        slips.open_round(work, BAN_MAI, YEAR, LAST, clock)
    assert slips.open_round(work, BAN_MAI, period("2570H1"), LAST, clock).period == "2570H1"


@pytest.mark.parametrize(
    ("span", "closes", "reason"),
    [
        (Period(2569, "Y"), TODAY, "staff_round_span"),
        (period("2570Q2"), LAST, "staff_round_span"),
        (YEAR, date(2026, 11, 20), "staff_round_days"),
        (YEAR, date(2027, 10, 1), "staff_round_days"),
    ],
)
def test_round_keeps_to_its_period(work: Work, clock: FrozenClock, span: Period, closes: date, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        slips.open_round(work, BAN_MAI, span, closes, clock)


# -- slips


def test_each_slip_answers_once(work: Work, clock: FrozenClock, round_: Round) -> None:
    first, second = slips.draw(work, BAN_MAI, round_, 2)
    assert slips.standing(work, BAN_MAI, first, TODAY) == (Standing.GOOD, first)
    answer(work, clock, first)
    assert slips.standing(work, BAN_MAI, first, TODAY) == (Standing.USED, first)
    with pytest.raises(Refused, match="slip_used"):
        answer(work, clock, first)
    answer(work, clock, second)
    assert work.ballots.waiting_count(BAN_MAI, round_.id) == 2


def test_slip_is_read_as_people_type_it(work: Work, clock: FrozenClock, round_: Round) -> None:
    (token,) = slips.draw(work, BAN_MAI, round_, 1)
    typed = f" {token[:4].lower()}-{token[4:]} "
    assert slips.standing(work, BAN_MAI, typed, TODAY) == (Standing.GOOD, token)


def test_foreign_tampered_and_closed_links_are_told_apart(work: Work, clock: FrozenClock, round_: Round) -> None:
    (token,) = slips.draw(work, BAN_MAI, round_, 1)
    swapped = token[:-1] + ("2" if token[-1] != "2" else "3")
    worth = [slips.standing(work, agency, text, TODAY)[0] for agency, text in (
        (BAN_MAI, token), (NONG_BUA, token), (BAN_MAI, swapped), (BAN_MAI, token[:-1]), (BAN_MAI, "9" * 5000),
    )]  # fmt: skip
    assert worth == [Standing.GOOD, Standing.UNKNOWN, *[Standing.MISTYPED] * 3]
    close_ended(work, BAN_MAI, date(2027, 4, 1))
    assert slips.standing(work, BAN_MAI, token, TODAY)[0] is Standing.CLOSED
    with pytest.raises(Refused, match="slip_closed"):
        answer(work, clock, token)


def test_slip_of_an_earlier_round_is_unknown_in_the_next(work: Work, clock: FrozenClock, round_: Round) -> None:
    (token,) = slips.draw(work, BAN_MAI, round_, 1)
    close_ended(work, BAN_MAI, date(2027, 4, 1))
    clock.moment = datetime(2027, 4, 2, 5, tzinfo=UTC)
    slips.open_round(work, BAN_MAI, period("2570H2"), date(2027, 9, 30), clock)
    assert slips.standing(work, BAN_MAI, token, date(2027, 4, 2))[0] is Standing.UNKNOWN


def test_refused_answers_leave_the_slip_good(work: Work, clock: FrozenClock, round_: Round) -> None:
    (token,) = slips.draw(work, BAN_MAI, round_, 1)
    for wrong in ({"i1": 9}, {"e1": 1}):
        with pytest.raises(Refused, match="bad_answer"):
            answer(work, clock, token, wrong)
    assert slips.standing(work, BAN_MAI, token, TODAY)[0] is Standing.GOOD


@pytest.mark.parametrize("many", [0, -1, slips.MOST_AT_ONCE + 1])
def test_number_of_slips_has_bounds(work: Work, clock: FrozenClock, round_: Round, many: int) -> None:
    with pytest.raises(Refused, match="slips_many"):
        slips.draw(work, BAN_MAI, round_, many)
    assert work.slips.printed(BAN_MAI, round_.id) == 0
