"""Thumbs, and the entries that keep failing."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from qa.entries import Entry
from qa.feedback import Failing, failing, rate, wilson_low
from qa.learning_ports import AskedRow, Fate
from storage.database import connect
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA, NOON
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault
from tests.fresh import furnish

TODAY = date(2026, 11, 21)


@pytest.fixture
def work(clock: FrozenClock) -> Iterator[Work]:
    engine = connect("sqlite://")
    furnish(engine)
    with engine.connect() as memory, memory.begin():
        made = Work(memory, GlassVault(), clock)
        for agency in (BAN_MAI, NONG_BUA):
            made.agencies.add(agency)
            made.faq.put(agency, Entry("market", "ตลาด", "ตลาดเปิดวันไหน", "วันพุธ"), NOON)
        yield made
    engine.dispose()


def given(work: Work, times: int, fate: Fate = Fate.ANSWERED) -> None:
    rows = [AskedRow(f"{fate}{n}", TODAY, fate, "market", b"t", reduced=True) for n in range(times)]
    work.asked.put_many([("banmai", row) for row in rows])


def thumbs(work: Work, clock: FrozenClock, *, up: int, down: int) -> None:
    for helped in [True] * up + [False] * down:
        assert rate(work, BAN_MAI, "market", helped, clock)


@pytest.mark.parametrize(
    ("hits", "n", "low"),
    [(0, 0, 0.0), (0, 10, 0.0), (1, 1, 0.2065), (3, 4, 0.3006), (10, 100, 0.0552), (30, 100, 0.2189)],
)
def test_wilsons_lower_end_agrees_with_published_figures(hits: int, n: int, low: float) -> None:
    assert wilson_low(hits, n) == pytest.approx(low, abs=5e-4)


def test_a_thumb_is_counted_for_the_own_agency_only(work: Work, clock: FrozenClock) -> None:
    thumbs(work, clock, up=1, down=2)
    assert [(one.helped, one.count) for one in work.ratings.since(BAN_MAI, TODAY)] == [(False, 2), (True, 1)]
    assert work.ratings.since(NONG_BUA, TODAY) == []


def test_a_thumb_under_an_entry_that_never_was_counts_nothing(work: Work, clock: FrozenClock) -> None:
    assert not rate(work, BAN_MAI, "nothing", False, clock)
    assert work.ratings.since(BAN_MAI, TODAY) == []


def test_an_entry_fails_when_its_share_is_surely_too_high(work: Work, clock: FrozenClock) -> None:
    given(work, 20)
    thumbs(work, clock, up=2, down=6)
    assert failing(work, BAN_MAI, TODAY) == [Failing("market", 20, 2, 6, wilson_low(6, 20))]
    assert failing(work, NONG_BUA, TODAY) == []


@pytest.mark.parametrize(("shown", "down"), [(2, 2), (100, 10), (40, 5)])
def test_few_complaints_or_a_share_that_may_be_chance_is_no_failure(work, clock, shown: int, down: int) -> None:
    given(work, shown)
    thumbs(work, clock, up=0, down=down)
    assert failing(work, BAN_MAI, TODAY) == []


def test_choices_that_were_only_offered_are_not_among_those_who_got_it(work: Work, clock: FrozenClock) -> None:
    given(work, 12)
    given(work, 200, Fate.UNTAKEN)
    thumbs(work, clock, up=0, down=6)
    assert [one.shown for one in failing(work, BAN_MAI, TODAY)] == [12]


def test_old_thumbs_do_not_count(work: Work, clock: FrozenClock) -> None:
    thumbs(work, clock, up=0, down=6)
    assert [one.unhelped for one in failing(work, BAN_MAI, TODAY + timedelta(days=90))] == [6]
    assert failing(work, BAN_MAI, TODAY + timedelta(days=91)) == []
