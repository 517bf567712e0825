"""What a full survey costs a citizen: at most eleven taps and not one typed character, in LINE and on the web."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.settings import Settings
from app.simulate.people import KIND, Wanted
from app.simulate.run import Stage, play, stage
from app.simulate.summary import Compared, Summary

KINDS = ("taps", "web", "taps", "web", "double_taps", "web_double_taps", "tries_twice", "web_tries_twice")
MOST_TAPS = 11
ITEMS = 9

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("taps")]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A running product, and one person of each kind on each of two days."""
    folder = tmp_path_factory.mktemp("taps")
    wanted = Wanted("demo", 2569, 2 * len(KINDS), seed=11, pace=0.0)
    with stage(Settings(data=folder), folder, wanted) as on:
        days = sorted({plan.day for plan in on.plans})[:2]
        on.plans = [
            replace(plan, kind=KIND[kind], day=day)
            for plan, (day, kind) in zip(on.plans, [(day, kind) for day in days for kind in KINDS], strict=True)
        ]
        yield on


@pytest.fixture(scope="module")
def summary(town: Stage) -> Summary:
    """What they did."""
    return play(town)


def test_full_survey_in_line_takes_eleven_taps_and_no_typing(summary: Summary) -> None:
    row = summary.plain("line")
    assert (row.people, row.completed) == (4, 4)
    assert (row.taps_max, row.typed_max) == (MOST_TAPS, 0)  # send the waiting text, nine answers, send


def test_full_survey_on_the_web_takes_no_more_and_no_typing(summary: Summary) -> None:
    row = summary.plain("web")
    assert (row.people, row.completed, row.typed_max) == (4, 4, 0)
    assert row.taps_max + summary.on_the_way["web"] <= MOST_TAPS  # counted from the landing page


def test_everybody_who_stays_arrives(summary: Summary) -> None:
    assert (summary.intending, summary.total.completed, summary.completion_percent) == (16, 16, 100.0)
    assert dict(summary.strange) == {}


def test_double_taps_and_second_tries_leave_one_full_answer_each(summary: Summary, town: Stage) -> None:
    assert summary.compared == Compared(0, 0)
    ours = [answer for answer in town.product.published().elements() if len(answer[2]) == ITEMS and answer[1] == "line"]
    assert len(ours) == len(KINDS)  # half of two days; the demo's own invented answers came by web and paper
