"""n by channel is one rule: all that is published of a round, laid side by side, gives no small count back."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.calendar import period
from sheets_sync import survey_tabs
from sheets_sync.sources import Figures, RoundFigures
from surveys.channels import Channels, channels, together
from surveys.instruments import load
from surveys.province import province
from surveys.province_figures import figures
from surveys.records import Round
from surveys.report import report
from surveys.report_model import Group, Material, Report
from surveys.report_texts import HIDDEN, NO_POINT
from surveys.results import RoundSummary, summarise_slices
from surveys.suppression import inside, one_way, two_way
from surveys.tally import ALL, CHANNEL, Slice, Tally
from surveys.texts import CHANNELS
from tests.cast import BAN_MAI, NONG_BUA

NAMES = ("line", "web", "paper")
KEYS = {CHANNELS[name]: name for name in NAMES}
POINTS = ("EA7K", "EB8K", NO_POINT)
TODAY = date(2027, 4, 2)
GRIDS = st.lists(
    st.lists(st.sampled_from([0, 0, 0, 1, 2, 3, 5, 6, 9, 40]), min_size=3, max_size=3), min_size=3, max_size=3
)
SPAN, ASKED = period("2570Q1"), load("eit-2567")
ROUND = Round("eit-2567:2570Q1", "eit-2567", SPAN.code, SPAN.first, SPAN.last, closed=True)
Grid = Sequence[Sequence[int]]
"""Points by channels."""


def tally(by_channel: Mapping[str, int]) -> Tally:
    return Tally(sum(by_channel.values()), 0, {name: n for name, n in by_channel.items() if n}, {}, {}, {})


def columns(grid: Grid) -> list[int]:
    return [sum(column) for column in zip(*grid, strict=True)]


def summed(row: Sequence[int]) -> RoundSummary:
    counted = tally(dict(zip(NAMES, row, strict=True)))
    return summarise_slices(BAN_MAI, ROUND, {Slice(ALL, "", 1): counted}, 0, ASKED)


def printed(grid: Grid) -> Report:
    points = [Group(name, summed(row)) for name, row in zip(POINTS[:2], grid, strict=False) if any(row)]
    return report(Material(BAN_MAI, SPAN, TODAY, summed(columns(grid)), points=points))


class Reader:
    """Somebody who lays all publications of a round side by side: one equation for each number they find."""

    def __init__(self) -> None:
        self.rows: list[np.ndarray] = []

    def learn(self, said: object, point: str = "", channel: str = "") -> None:
        if said not in (None, HIDDEN):
            self.rows.append(self.sum_of(point, channel))

    def sum_of(self, point: str = "", channel: str = "") -> np.ndarray:
        """The respondents of a point, a channel, or both, as a row over all cells."""
        cells = product(POINTS, NAMES)
        return np.array([float(point in ("", at) and channel in ("", name)) for at, name in cells])

    def knows(self, point: str = "", channel: str = "") -> bool:
        """Whether this number follows from what was learnt."""
        wanted, learnt = self.sum_of(point, channel), np.array(self.rows or [[0.0] * 9])
        return bool(np.abs(np.linalg.pinv(learnt) @ (learnt @ wanted) - wanted).max() < 1e-9)


def read_print(reader: Reader, made: Report) -> None:
    tables = {one.key: one for one in made.tables}
    reader.learn("the sum")
    for name, n in tables["people"].rows:
        if name in KEYS:
            reader.learn(n, channel=KEYS[name])
    for name, *_, n in tables["points"].rows if "points" in tables else ():
        reader.learn(n, name)
    if "points-channels" in tables:
        crossed = tables["points-channels"]
        for (point, *cells), (column, name) in product(crossed.rows[:-1], enumerate(crossed.columns[1:])):
            reader.learn(cells[column], point, KEYS.get(name, ""))


def read_sheet(reader: Reader, whole: RoundSummary) -> None:
    """The tab of indicators, and the rows of answers: they have no channel, but their point."""
    found = Figures(BAN_MAI, TODAY, "", [RoundFigures(whole, {})], (), (), {}, (), None, ())
    tab = survey_tabs.indicators(found)
    place = next(at for at, column in enumerate(tab.columns) if column.title == "ผู้ตอบแต่ละช่องทาง")
    told = dict(one.split(" ") for one in str(tab.rows[0][place] or "").split(" · ") if one)
    for name, n in told.items():
        reader.learn(None if n == "–" else n, channel=KEYS[name])
    for point in POINTS:
        reader.learn("counted", point)
        for name in NAMES if told else ():
            reader.learn(None if CHANNELS[name] in told else 0, point, name)  # nobody used what is not named


def all_published(grid: Grid) -> Reader:
    reader = Reader()
    read_print(reader, printed(grid))
    read_sheet(reader, summed(columns(grid)))
    return reader


def exposed(reader: Reader, grid: Grid) -> list[tuple[str, str]]:
    """(point or "", channel) of the small counts that the reader can compute. With one channel a point's cell is its
    rows, which are public."""
    used = sum(1 for n in columns(grid) if n)
    lines = [("", columns(grid)), *(zip(POINTS, grid, strict=True) if used > 1 else ())]
    return [
        (point, name)
        for point, row in lines
        for name, n in zip(NAMES, row, strict=True)
        if 0 < n < 5 and reader.knows(point, name)
    ]


@settings(max_examples=60, deadline=None)
@given(GRIDS)
def test_nothing_small_follows_from_all_publications_together(grid: Grid) -> None:
    assert exposed(all_published(grid), grid) == []


@settings(max_examples=60, deadline=None)
@given(GRIDS)
def test_print_alone_gives_no_hidden_point_back(grid: Grid) -> None:
    reader, made = Reader(), printed(grid)
    read_print(reader, made)
    hidden = [row[0] for one in made.tables if one.key == "points" for row in one.rows if row[-1] == HIDDEN]
    assert [point for point in hidden if reader.knows(point)] == []


FORMER = [[0, 5, 0], [0, 0, 40], [0, 6, 2]]


def test_two_rules_for_one_round_gave_a_small_count_back() -> None:
    """A cross-table that went by all its totals, and channels that went by themselves."""
    reader, shown = Reader(), two_way(FORMER)
    for point, row, n in zip(POINTS, shown.cells, shown.row_totals, strict=True):
        reader.learn(n, point)
        for name, cell in zip(NAMES, row, strict=True):
            reader.learn(cell, point, name)
    assert exposed(reader, FORMER) == []
    for name, n in zip(NAMES, one_way(columns(FORMER)), strict=True):
        reader.learn(n, channel=name)
    assert exposed(reader, FORMER) == [(NO_POINT, "paper")]
    assert exposed(all_published(FORMER), FORMER) == []


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from([0, 1, 2, 3, 5, 6]), min_size=2, max_size=2), min_size=2, max_size=2))
def test_withheld_cell_between_known_totals_has_two_ways_to_be(grid: list[list[int]]) -> None:
    cells = inside(grid, [True, True], [True, True])
    assert cells is None or None in cells[0] or cells == tuple(map(tuple, grid))
    if cells is not None and None in cells[0]:
        (a, b), (c, d) = grid
        assert [move for move in (-1, 1) if min(a + move, b - move, c - move, d + move) >= 0] != []


def test_round_of_fewer_than_five_names_no_channel() -> None:
    assert (channels({"line": 3, "web": 1}), str(channels({"line": 4}))) == (Channels(4, {}), "ไม่แยกช่องทาง 4")


def test_sum_says_what_its_rounds_say_and_keeps_the_rest_together() -> None:
    rounds = [channels({"line": 30, "web": 9, "paper": 2}), channels({"line": 3}), channels({"line": 10, "web": 7})]
    said = together(rounds)
    assert (said.named, said.rest, said.n) == ({"line": 40, "web": 7, "paper": None}, 14, 61)
    assert str(said) == "ไลน์ 40, หน้าเว็บ 7, กระดาษ ปกปิด, ไม่แยกช่องทาง 14"
    assert together(rounds[:1]) == rounds[0]


GIVEN = {
    ("banmai", "2570Q1"): {"line": 30, "web": 9, "paper": 2},
    ("banmai", "2570Q2"): {"line": 12, "web": 11},
    ("nongbua", "2570Q1"): {"line": 20, "web": 8},
}


class Given:
    """The tallies of these rounds, as far as a province's report needs them for its channels."""

    def of_every_agency(self, round_id: str) -> list[tuple[str, dict[Slice, Tally]]]:
        return [
            (office, {Slice(ALL, "", 1): tally(by), **{Slice(CHANNEL, one, 1): tally({one: by[one]}) for one in by}})
            for (office, quarter), by in GIVEN.items()
            if round_id == f"eit-2567:{quarter}"
        ]


@pytest.mark.parametrize("code", ["2570Q1", "2570H1", "2570"])
def test_province_tells_what_its_rounds_tell(code: str) -> None:
    said = figures(province(Given(), [BAN_MAI, NONG_BUA], period(code)))
    mine = [key for key in GIVEN if code != "2570Q1" or key[1] == "2570Q1"]
    told = {office: together(channels(GIVEN[key]) for key in mine if key[0] == office) for office in said["agencies"]}
    for part, expected in [
        *((said["agencies"][one], told[one]) for one in told),
        (said["whole"], together(told.values())),
    ]:
        assert part["channels"] == {"told": expected.named, "rest": expected.rest}
        assert {channel: row["n"] for channel, row in part["tables"]["channel"].items()} == expected.named
