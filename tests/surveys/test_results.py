"""What a round says, honestly."""

from dataclasses import replace
from datetime import date

from storage.work import Work
from surveys import Answers, publish_batch, submit
from surveys.apart import Apart, set_apart, unflagged, without_bursts
from surveys.collecting import collected
from surveys.instruments import Item
from surveys.records import Response
from surveys.results import by_point, summary
from surveys.rounds import current_round
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.surveys.rounds_of_answers import EIT, answered


def fill(work: Work, clock: FrozenClock, n: int, channel: str = "web", **given: int) -> str:
    round_ = current_round(work, BAN_MAI, clock)
    for _ in range(n):
        submit(work, BAN_MAI, Answers(round_.id, "eit-2567", "EA7K", channel, given), person=None, clock=clock)
    publish_batch(work, BAN_MAI, clock)
    return round_.id


def test_below_ten_nothing_is_concluded(work: Work, clock: FrozenClock) -> None:
    found = summary(work, BAN_MAI, fill(work, clock, 9, e1=6))
    assert found is not None
    assert (found.n, found.decided, found.lowest, found.missing) == (9, False, None, 21)


def test_ten_name_the_lowest_item(work: Work, clock: FrozenClock) -> None:
    found = summary(work, BAN_MAI, fill(work, clock, 10, e1=6, e9=1))
    assert found is not None
    assert found.lowest is not None
    assert (found.lowest.item.id, found.lowest.score.shown) == ("e9", "0.00")


def test_channels_and_waiting_are_counted(work: Work, clock: FrozenClock) -> None:
    fill(work, clock, 5, "web", e1=6)
    round_id = fill(work, clock, 6, "line", e1=6)
    fill(work, clock, 2, "paper", e1=1)
    found = summary(work, BAN_MAI, round_id)
    assert found is not None
    assert (found.by_channel, found.waiting) == ({"line": 6, "web": 5}, 2)


def test_other_agency_sees_nothing(work: Work, clock: FrozenClock) -> None:
    round_id = fill(work, clock, 10, e1=6)
    assert summary(work, NONG_BUA, round_id) is None
    current_round(work, NONG_BUA, clock)
    theirs = summary(work, NONG_BUA, round_id)
    assert theirs is not None
    assert theirs.n == 0


def test_points_have_summaries_of_their_own(work: Work, clock: FrozenClock) -> None:
    round_id = fill(work, clock, 5, e1=6)
    assert {point: one.n for point, one in by_point(work, BAN_MAI, round_id).items()} == {"EA7K": 5}


def test_indicator_interval_holds_its_score_when_people_pass_different_items(work: Work, clock: FrozenClock) -> None:
    fill(work, clock, 29, e1=6)
    found = summary(work, BAN_MAI, fill(work, clock, 5, e2=1))
    assert found is not None
    quality = found.indicators[0]
    assert quality.interval is not None
    assert quality.score.shown == "50.00"  # the respondents' own means lie at 85
    assert quality.interval.low <= 50 <= quality.interval.high


def test_agency_may_set_its_own_target(work: Work, clock: FrozenClock) -> None:
    round_id = fill(work, clock, 5, e1=6)
    for agency, target in ((BAN_MAI, 30), (replace(BAN_MAI, size="L"), 50), (replace(BAN_MAI, survey_target=75), 75)):
        found = summary(work, agency, round_id)
        assert found is not None
        assert (found.target, found.missing) == (target, target - 5)


def test_scores_without_flagged_answers_stand_beside_those_with(work: Work, clock: FrozenClock) -> None:
    careless = dict.fromkeys(("e1", "e2", "e4", "e5", "e6"), 1)
    fill(work, clock, 5, **careless)
    round_id = fill(work, clock, 10, e1=6)
    found, plain = summary(work, BAN_MAI, round_id), unflagged(work, BAN_MAI, round_id)
    assert found is not None
    assert plain is not None
    assert (found.n, found.flagged, found.items[0].score.shown) == (15, 5, "66.67")
    assert (plain.n, plain.flagged, plain.items[0].score.shown) == (10, 0, "100.00")
    assert unflagged(work, NONG_BUA, round_id) is None


def publish_days(work: Work, counts: list[tuple[int, int]], point: str = "EA7K") -> None:
    """(day of October 2026, how many), straight into the store; the last day's answers are the worst."""
    place = work.responses.last_place(BAN_MAI)
    for day, n in counts:
        rows = [
            Response(f"{place + one:032}", "eit-2567:2570Q1", "eit-2567", point, "line", date(2026, 10, day),
                     {"e1": 1 if (day, n) == counts[-1] else 6}, place + one)
            for one in range(1, n + 1)
        ]  # fmt: skip
        work.responses.add_all(BAN_MAI, rows)
        place += n


def test_burst_is_told_and_left_out_of_the_second_score(work: Work, clock: FrozenClock) -> None:
    round_ = current_round(work, BAN_MAI, clock)
    publish_days(work, [(5, 5), (6, 5), (7, 5), (8, 5), (9, 5), (16, 40)])
    found, plain = summary(work, BAN_MAI, round_.id), set_apart(work, BAN_MAI, round_.id).calm
    came = collected(work, BAN_MAI, round_.id, date(2026, 11, 21))
    assert found is not None
    assert plain is not None
    assert came is not None
    assert [(one.point, one.day.day, one.n) for one in came.bursts] == [("EA7K", 16, 40)]
    assert (came.flagged, came.by_flag) == (0, {"burst": 40})
    assert set_apart(work, BAN_MAI, round_.id).unflagged is None  # no answer carries a flag of its own
    assert (found.n, found.items[0].score.shown) == (65, "38.46")
    assert (plain.n, plain.items[0].score.shown) == (25, "100.00")


def test_scores_that_leave_out_a_few_are_not_shown(work: Work, clock: FrozenClock) -> None:
    """From two exact scores and their n, the answers of one left out could be computed."""
    careless = dict.fromkeys(("e1", "e2", "e4", "e5", "e6"), 1)
    fill(work, clock, 4, **careless)
    round_id = fill(work, clock, 11, e1=6)
    plain = unflagged(work, BAN_MAI, round_id)
    assert plain is not None
    assert (plain.n, without_bursts(work, BAN_MAI, round_id)) == (11, None)
    assert set_apart(work, BAN_MAI, round_id) == Apart(None, None)
    fill(work, clock, 5, **careless)
    assert set_apart(work, BAN_MAI, round_id) == Apart(unflagged(work, BAN_MAI, round_id), None)


def test_collecting_tells_days_flags_and_pace(work: Work, clock: FrozenClock) -> None:
    fill(work, clock, 5, "line", **dict.fromkeys(("e1", "e2", "e4", "e5", "e6"), 3))
    round_id = fill(work, clock, 9, e1=6)
    came = collected(work, BAN_MAI, round_id, date(2026, 11, 21))
    assert came is not None
    assert (came.by_day, came.by_flag, came.flagged) == ({date(2026, 11, 21): 14}, {"straight": 5}, 5)
    assert (came.pace.per_day, came.pace.met_on) == (1, date(2026, 12, 7))


def test_collecting_is_each_offices_own(work: Work, clock: FrozenClock) -> None:
    round_id = fill(work, clock, 10, e1=6)
    assert collected(work, NONG_BUA, round_id, date(2026, 11, 21)) is None
    current_round(work, NONG_BUA, clock)
    theirs = collected(work, NONG_BUA, round_id, date(2026, 11, 21))
    assert theirs is not None
    assert (theirs.by_day, theirs.pace.n) == ({}, 0)


def test_what_is_not_scored_has_no_result() -> None:
    comment = Item("t1", "ข้อเสนอแนะ", "text", False, "", 0, ())
    asked = replace(EIT, items=(*EIT.items, comment))
    found = answered([{"e1": 6}] * 12, instrument=asked)
    assert [one.item.id for one in found.items] == [item.id for item in EIT.items]
