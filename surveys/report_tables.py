"""The tables of a report. Each says n by channel; what is hidden in one is hidden in all that share its sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveys import report_texts as texts
from surveys.channels import Channels, channels, together
from surveys.intervals import Interval
from surveys.levels import TOTAL, Satisfaction
from surveys.report_cells import Cell, alone, cell, people_tables, total_line
from surveys.report_model import Group, Material, Table
from surveys.results import IndicatorResult, ItemResult, RoundSummary
from surveys.scoring import Score
from surveys.suppression import inside
from surveys.texts import CHANNELS, UNDECIDED


@dataclass(frozen=True)
class Numbers:
    """How many answered, by channel and by counter, hidden alike wherever they are printed."""

    n: int
    channels: Channels
    points: Mapping[str, Cell]
    """By name; the last is of no counter."""
    grid: Sequence[Sequence[Cell]]
    """Counters by channel with totals; empty without counters, over several rounds, and where it would tell too much:
    totals go first."""

    @property
    def said(self) -> str:
        """n by channel in one line."""
        return texts.CHANNELS.format(n=self.n, channels=self.channels) if self.n else texts.NOBODY


def numbers(material: Material) -> Numbers:
    """The numbers of this material."""
    whole, points = material.whole, material.points
    rounds = [one.summary for one in material.rounds] or [whole]
    told = together(channels(one.by_channel) for one in rounds)
    if not points:
        return Numbers(whole.n, told, {}, ())
    sizes = total_line([*(one.summary.n for one in points), whole.n - sum(one.summary.n for one in points)])
    by_name = dict(zip([*(one.name for one in points), texts.NO_POINT], sizes, strict=True))
    return Numbers(whole.n, told, by_name, _grid(whole, points, told, sizes) if len(rounds) == 1 else ())


def _grid(whole: RoundSummary, points: Sequence[Group], told: Channels, sizes: Sequence[Cell]) -> list[list[Cell]]:
    if len(told.named) < 2:  # everybody came the same way, or nobody's way is told
        return [[size, size] for size in [*sizes, told.n]] if told.named else []
    by_point = [[one.summary.by_channel.get(channel, 0) for channel in told.named] for one in points]
    left = [whole.by_channel[channel] - sum(row[at] for row in by_point) for at, channel in enumerate(told.named)]
    shown = [n is not None for n in told.named.values()]
    cells = inside([*by_point, left], [size != texts.HIDDEN for size in sizes], shown)
    if cells is None:
        return []
    rows = [[*map(cell, row), size] for row, size in zip(cells, sizes, strict=True)]
    return [*rows, [*map(cell, told.named.values()), told.n]]


def people_by_channel(known: Numbers) -> Table:
    """Who answered, by channel."""
    rows: list[list[Cell]] = [[name, n] for name, n in known.channels.told().items()]
    return Table("people", texts.PEOPLE, texts.CHANNEL_COLUMNS, [*rows, [texts.SUM, known.n]], _hiding(rows))


def scores(whole: RoundSummary, known: Numbers) -> Table:
    """Every indicator with its items, then the total."""
    rows: list[list[Cell]] = []
    for one in whole.indicators:
        rows.append([texts.INDICATOR.format(key=one.key), one.name, *_score_cells(one)])
        mine = [item for item in whole.items if item.item.indicator == one.key]
        rows += [[item.item.id, item.item.text, *_score_cells(item)] for item in mine]
    total = [*_shown(whole.total, whole.total_interval, whole.decided), whole.total.n]
    rows.append([texts.TOTAL, whole.instrument.title, *total])
    return Table("scores", texts.SCORES, texts.ITEM_COLUMNS, rows, [known.said], words=2)


def levels(material: Material, known: Numbers) -> list[Table]:
    """A satisfaction survey's mean and S.D. of each aspect with its items, then of all."""
    whole, found = material.whole, material.levels
    if not found:
        return []
    rows: list[list[Cell]] = []
    for one in whole.indicators:
        rows.append([texts.ASPECT.format(key=one.key), one.name, *_level_cells(found[one.key], one.decided)])
        mine = [item for item in whole.items if item.item.indicator == one.key]
        rows += [[item.item.id, item.item.text, *_level_cells(found[item.item.id], item.decided)] for item in mine]
    rows.append([texts.ALL_ASPECTS, whole.instrument.title, *_level_cells(found[TOTAL], whole.decided)])
    return [Table("levels", texts.LEVELS, texts.LEVEL_COLUMNS, rows, [known.said, texts.LEVELS_SAID], words=2)]


def _level_cells(one: Satisfaction, decided: bool) -> list[Cell]:
    return [*(one.shown if decided and one.mean is not None else (UNDECIDED, None, None)), one.n]


def rounds(material: Material, known: Numbers) -> list[Table]:
    """A year's rounds beside each other."""
    rows = [_group_row(one, one.summary.n) for one in material.rounds]
    return [Table("rounds", texts.ROUNDS, texts.ROUND_COLUMNS, rows, [known.said])] if rows else []


def points(material: Material, known: Numbers) -> list[Table]:
    """The counters, then what no counter may claim: that row has no score, since nobody can act on it."""
    if not material.points:
        return []
    rows = [_group_row(one, known.points[one.name]) for one in material.points]
    if known.points[texts.NO_POINT]:
        rows.append([texts.NO_POINT, None, None, known.points[texts.NO_POINT]])
    said = [known.said, texts.POINTS_SAID, *_hiding(rows)]
    return [Table("points", texts.POINTS, texts.POINT_COLUMNS, rows, said)]


def services(material: Material, known: Numbers) -> list[Table]:
    """The services: sums of counters, or what people said they had used."""
    found = material.services
    if not found:
        return []
    left = material.whole.n - sum(one.summary.n for one in found)
    sizes = [one.summary.n for one in found] if any(one.of for one in found) else None
    shown = total_line([*(one.summary.n for one in found), left]) if sizes is None else sizes
    cells = [
        texts.HIDDEN if any(known.points[name] == texts.HIDDEN for name in one.of) else n
        for one, n in zip(found, shown, strict=False)
    ]
    rows = [_group_row(one, n) for one, n in zip(found, cells, strict=True)]
    said = [known.said, *([texts.SERVICES_SAID] if sizes else []), *_hiding(rows)]
    return [Table("services", texts.SERVICES, texts.SERVICE_COLUMNS, rows, said)]


def points_by_channel(material: Material, known: Numbers) -> list[Table]:
    """Counters by channel, with sums."""
    if not known.grid:
        return []
    names = [*known.points, texts.SUM]
    rows: list[list[Cell]] = [[name, *cells] for name, cells in zip(names, known.grid, strict=True)]
    heads = [texts.POINT, *(CHANNELS.get(channel, channel) for channel in known.channels.named), texts.SUM]
    return [Table("points-channels", texts.CROSSED, heads, rows, _hiding(rows), crossed=True)]


def choices(material: Material, known: Numbers) -> list[Table]:
    """Questions that are counted and not scored, such as the service used."""
    found = []
    for item in material.whole.instrument.items:
        counts = material.choices.get(item.id, ())
        if item.kind in {"single", "multiple"} and any(counts):
            cells = total_line(counts) if item.kind == "single" else alone(counts)
            rows = [[option.label, cell] for option, cell in zip(item.options, cells, strict=True)]
            said = [known.said, *_hiding(rows)]
            found.append(Table(f"item-{item.id}", item.text, texts.CHOICE_COLUMNS, rows, said))
    return found


def people(material: Material, known: Numbers) -> list[Table]:
    """Age by sex and education by sex, in the bands of the official print; nothing while nobody told anything."""
    heads = (("ages", texts.AGES), ("schooling", texts.SCHOOLING))
    return [
        Table(key, title, columns, rows, [known.said, texts.PEOPLE_SAID, *_hiding(rows)], crossed=True)
        for (key, title), (columns, rows) in zip(heads, people_tables(material.people), strict=False)
    ]


def quality(material: Material, known: Numbers) -> list[Table]:
    """The total with and without the answers that carry a quality flag; nothing while none does."""
    lines = ((texts.UNFLAGGED, material.apart.unflagged), (texts.CALM, material.apart.calm))
    told = [Group(name, one) for name, one in lines if one is not None]
    if not told:
        return []
    rows = [_group_row(one, one.summary.n) for one in (Group(texts.ALL_ANSWERS, material.whole), *told)]
    return [Table("quality", texts.QUALITY, texts.QUALITY_COLUMNS, rows, [known.said, texts.QUALITY_SAID])]


def _group_row(one: Group, n: Cell) -> list[Cell]:
    if n == texts.HIDDEN:
        return [one.name, texts.HIDDEN, None, texts.HIDDEN]
    return [one.name, *_shown(one.summary.total, one.summary.total_interval, one.summary.decided), n]


def _score_cells(one: ItemResult | IndicatorResult) -> list[Cell]:
    return [*_shown(one.score, one.interval, one.decided), one.score.n]


def _shown(score: Score, span: Interval | None, decided: bool) -> list[Cell]:
    if not decided or score.shown is None or span is None:
        return [UNDECIDED, None]
    return [score.shown, f"{span.low:.1f}–{span.high:.1f}"]


def _hiding(rows: Sequence[Sequence[Cell]]) -> list[str]:
    return [texts.HIDDEN_SAID] if any(texts.HIDDEN in row for row in rows) else []
