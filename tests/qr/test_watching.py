"""Posters that somebody should go and look at."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kernel.agency import Purpose
from qr import watching
from qr.watching import Alert
from tests.cast import TAX_COUNTER

TODAY = date(2026, 11, 23)
POINT = replace(TAX_COUNTER, opened_on=date(2026, 9, 1))
OPEN = [day for back in range(1, 60) if (day := TODAY - timedelta(days=back)).weekday() < 5]
LONG_AGO, LATELY = OPEN[10], OPEN[9]


def seen(counts, point=POINT, today=TODAY):
    return watching.alerts([point], {(point.code, day): found for day, found in counts.items()}, OPEN, today)


def test_ten_open_days_without_a_scan_are_an_alert_and_nine_are_none():
    assert seen({LONG_AGO: (1, 0)}) == [Alert("silent", POINT, 10)]
    assert seen({LATELY: (1, 0)}) == []
    assert seen({TODAY: (1, 0)}) == []


def test_silence_is_counted_from_the_last_scan_or_the_opening():
    assert seen({OPEN[19]: (3, 0)}) == [Alert("silent", POINT, 19)]
    assert seen({}, replace(POINT, opened_on=OPEN[11])) == [Alert("silent", replace(POINT, opened_on=OPEN[11]), 12)]


@pytest.mark.parametrize(
    "other",
    [
        {"opened_on": OPEN[8]},
        {"retired_on": TODAY},
        {"closes_on": TODAY - timedelta(days=1)},
        {"opened_on": TODAY + timedelta(days=1)},
        {"purpose": Purpose.FRAUD},
    ],
)
def test_young_closed_and_fraud_posters_are_never_silent(other):
    assert seen({}) == [Alert("silent", POINT, len(OPEN))]
    assert seen({}, replace(POINT, **other)) == []


def test_scans_of_another_point_say_nothing():
    assert watching.alerts([POINT], {("EB8H", TODAY): (9, 9)}, OPEN, TODAY) == [Alert("silent", POINT, len(OPEN))]


def test_nights_far_above_the_usual_week_are_an_alert():
    quiet = {TODAY - timedelta(days=7 * week): (5, 2) for week in range(1, 9)}
    assert seen(quiet | {TODAY: (8, 8)}) == []
    assert seen(quiet | {TODAY: (9, 9), TODAY - timedelta(days=6): (3, 1)}) == [Alert("night", POINT, 10, 2)]


def test_busy_nights_are_usual_where_they_always_are():
    busy = {TODAY - timedelta(days=7 * week): (30, 20) for week in range(1, 9)}
    assert seen(busy | {TODAY: (90, 80)}) == []
    assert seen(busy | {TODAY: (90, 81)}) == [Alert("night", POINT, 81, 20)]


@pytest.mark.parametrize(
    ("utc", "night"), [((14, 59), False), ((15, 0), True), ((21, 59), True), ((22, 0), False), ((5, 0), False)]
)
def test_night_is_from_ten_to_five_in_bangkok(utc, night):
    assert watching.is_night(datetime(2026, 11, 21, *utc, tzinfo=UTC)) is night


def test_thousand_posters_look_at_every_count_once():
    class Counted(dict[tuple[str, date], tuple[int, int]]):
        looked = 0

        def __iter__(self):
            Counted.looked += 1
            return super().__iter__()

        def items(self):
            Counted.looked += 1
            return super().items()

    points = [replace(POINT, code=f"E{number:04}") for number in range(1000)]
    assert len(watching.alerts(points, Counted({("E0001", LATELY): (1, 0)}), OPEN, TODAY)) == 999
    assert Counted.looked == 1
