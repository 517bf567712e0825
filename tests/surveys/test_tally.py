"""Scores from counts are the scores from rows, whatever the rows and however they came in."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.work import Work
from surveys import scoring
from surveys.instruments import Instrument, load
from surveys.records import CHANNELS, Response, Round
from surveys.results import summarise, summary
from surveys.scoring import Row
from surveys.tally import ALL, ANY, CHANNEL, POINT, Slice, Tally, count, parts_of, together
from surveys.tally_scoring import score
from tests.cast import BAN_MAI

EIT = load("eit-2567")
ROUND = Round("eit-2567:2570Q1", "eit-2567", "2570Q1", date(2026, 10, 1), date(2026, 12, 31))
DAYS = (date(2026, 10, 31), date(2026, 11, 1))


def answers_to(instrument: Instrument) -> st.SearchStrategy[dict[str, Any]]:
    """Any answers, also to items and positions that the questionnaire does not have."""
    known = [item.id for item in instrument.items]
    return st.dictionaries(st.sampled_from([*known, "zz"]), st.integers(-1, 7), max_size=len(known) + 1)


def responses_to(instrument: Instrument) -> st.SearchStrategy[list[Response]]:
    fields = st.tuples(
        answers_to(instrument),
        st.sampled_from(CHANNELS),
        st.sampled_from([None, "EA7K", "EB8K"]),
        st.sampled_from(DAYS),
        st.sampled_from([1, 1, 2]),
        st.sampled_from([(), ("straight",), ("fast", "straight")]),
    )
    return st.lists(fields, max_size=40).map(lambda drawn: [_response(place, *one) for place, one in enumerate(drawn)])


def _response(place: int, answers: Any, channel: str, point: str | None, day: date, part: int, flags: Any) -> Response:
    return Response(f"{place:032}", ROUND.id, "eit-2567", point, channel, day, answers, place, part, flags)


def as_rows(responses: Sequence[Response]) -> list[Row]:
    return [Row(one.answers, one.part) for one in responses]


@given(responses_to(EIT))
def test_score_of_counts_is_the_score_of_rows(responses: list[Response]) -> None:
    assert score(EIT, parts_of(count(EIT, responses))) == scoring.score(EIT, as_rows(responses))


@given(responses_to(EIT), st.sampled_from(CHANNELS))
def test_slice_scores_as_its_rows_alone(responses: list[Response], channel: str) -> None:
    mine = [one for one in responses if one.channel == channel]
    found = score(EIT, parts_of(count(EIT, responses), CHANNEL, channel))
    assert found == scoring.score(EIT, as_rows(mine))


@given(responses_to(EIT))
def test_slices_of_a_dimension_add_up_to_the_whole(responses: list[Response]) -> None:
    slices = count(EIT, responses)
    for part, whole in parts_of(slices).items():
        mine = [one for key, one in slices.items() if (key.dimension, key.part) == (CHANNEL, part)]
        assert together(mine) == whole


@given(responses_to(EIT))
def test_respondents_own_means_are_those_of_their_rows(responses: list[Response]) -> None:
    whole = together(parts_of(count(EIT, responses)).values())
    for scope, items in [(ANY, EIT.scored_items), *((key, EIT.items_of(key)) for key in EIT.indicators)]:
        points = [
            [option.points for item in items if (option := item.option(one.answers.get(item.id)))] for one in responses
        ]
        own = [sum(one) / len(one) for one in points if one]
        assert whole.spread(scope) == [(mean, own.count(mean)) for mean in sorted(set(own))]


@given(responses_to(EIT), st.integers(0, 40))
def test_two_batches_count_as_one(responses: list[Response], cut: int) -> None:
    first, second = count(EIT, responses[:cut]), count(EIT, responses[cut:])
    added = {key: together([one[key] for one in (first, second) if key in one]) for key in first | second}
    assert added == count(EIT, responses)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(responses_to(EIT), st.lists(st.integers(0, 40), max_size=3))
def test_kept_tallies_equal_the_scan_however_the_rows_came(
    work: Work, responses: list[Response], cuts: list[int]
) -> None:
    with work.connection.begin_nested() as trial:
        for first, last in zip([0, *sorted(cuts)], [*sorted(cuts), None], strict=True):
            work.responses.add_all(BAN_MAI, responses[first:last])
        assert work.tallies.differing(BAN_MAI) == []
        assert work.tallies.of_round(BAN_MAI, ROUND.id) == count(EIT, responses)
        trial.rollback()


def test_summary_reads_tallies_and_says_what_the_rows_say(work: Work) -> None:
    rows = [
        _response(place, {"e1": place % 6 + 1, "e3": 2}, "web", "EA7K", DAYS[0], 1, ("straight",) * (place == 1))
        for place in range(1, 13)
    ]
    work.rounds.add(BAN_MAI, ROUND, b"s")
    work.responses.add_all(BAN_MAI, rows)
    found = summary(work, BAN_MAI, ROUND.id)
    assert found == summarise(BAN_MAI, ROUND, rows, 0)
    assert found is not None
    assert (found.n, found.flagged, found.by_channel) == (12, 1, {"web": 12})


def test_tally_of_nobody_has_no_scores() -> None:
    nobody = score(EIT, {})
    assert nobody == scoring.score(EIT, [])
    assert together([]) == Tally(0, 0, {}, {}, {}, {})


def test_points_without_a_name_are_in_no_point_slice() -> None:
    rows = [_response(1, {"e1": 1}, "web", None, DAYS[0], 1, ())]
    assert [key for key in count(EIT, rows) if key.dimension in (ALL, POINT)] == [Slice(ALL, "", 1)]


def test_answers_of_every_kind_are_counted_by_option(mixed: Instrument) -> None:
    rows = [
        _response(1, {"q1": 2, "q2": [1, 3], "q3": 40, "q4": "words", "q5": 3}, "web", None, DAYS[0], 1, ()),
        _response(2, {"q1": 1, "q2": (3,), "q5": 5}, "web", None, DAYS[0], 1, ()),
    ]
    slices = count(mixed, rows)
    whole = slices[Slice(ALL, "", 1)]
    assert (whole.chosen["q1"], whole.chosen["q2"]) == ((1, 1), (1, 0, 2))
    assert score(mixed, parts_of(slices)) == scoring.score(mixed, as_rows(rows))
    assert {key.value: one.n for key, one in slices.items() if key.dimension == "split"} == {"1": 1, "2": 1}


@pytest.fixture
def mixed() -> Instrument:
    """A questionnaire with a question of each kind, split by the first."""
    from surveys.instruments import Item, Option

    def item(id_: str, kind: Any, points: Sequence[int], indicator: str = "") -> Item:
        options = tuple(Option(place, f"{id_}.{place}", worth) for place, worth in enumerate(points, 1))
        return Item(id_, id_, kind, False, indicator, 0, options)

    items = (
        item("q1", "single", (0, 0)),
        item("q2", "multiple", (0, 0, 0)),
        item("q3", "number", ()),
        item("q4", "text", ()),
        item("q5", "level", (0, 25, 50, 75, 100), "1"),
    )
    return Instrument("mixed", "own", "mixed", 2570, "test", items, {"1": "one"}, split_by="q1")
