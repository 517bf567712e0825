"""The first tab: the newest round in figures, the rounds before it, this year's questions, and charts of all three."""

from collections.abc import Sequence
from decimal import Decimal

from kernel.calendar import period
from qa.counting import Outcome
from sheets_sync import tab_texts, texts
from sheets_sync.model import Chart, ChartKind, Column, Kind, Row, Tab
from sheets_sync.round_numbers import by_channel
from sheets_sync.sources import Figures, RoundFigures
from surveys.scoring import Score
from surveys.texts import CHANNELS, UNDECIDED

SHOWN_ROUNDS = 8
"""Two fiscal years of quarters."""
_COLUMNS = (
    Column("รายการ", Kind.TEXT, 38, "สิ่งที่นับหรือวัด", "what"),
    Column("ค่า", Kind.FIGURE, 12, "จำนวน หรือคะแนนเต็ม 100", "value"),
    Column("คำอธิบาย", Kind.TEXT, 42, "รอบ หรือเหตุที่ยังไม่มีค่า", "note"),
)


def summary(figures: Figures) -> Tab:
    """Sections one below the other; each chart shows one of them."""
    sheet = _Sheet()
    sheet.add([(tab_texts.OFFICE, None, figures.agency.name), (texts.UPDATED, None, texts.updated(figures.today))])
    if figures.rounds:
        newest = figures.rounds[0]
        sheet.add(_counted(newest))
        scored = [
            _scored(texts.INDICATOR.format(key=one.key, name=one.name), one.score, one.decided)
            for one in newest.whole.indicators
        ]
        title = texts.SCORES_CHART.format(round=texts.period_short(period(newest.whole.round.period)))
        sheet.add(scored, "indicators", title, ChartKind.BAR, tab_texts.SCORE_UNIT, highest=100)
        sheet.add([_scored(texts.TOTAL, newest.whole.total, newest.whole.decided)])
        _add_rounds(sheet, _alike(figures.rounds))
    else:
        sheet.add([(texts.NO_ROUND, None, None)])
    sheet.add(_months(figures), "questions", texts.QUESTIONS_CHART, ChartKind.LINE, tab_texts.QUESTIONS_UNIT)
    return Tab("summary", texts.SUMMARY, _COLUMNS, sheet.rows, charts=sheet.charts)


class _Sheet:
    """Rows and the charts over them, as they come."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.charts: list[Chart] = []

    def add(
        self, rows: Sequence[Row], key: str = "", title: str = "", kind: ChartKind = ChartKind.COLUMN,
        unit: str = "", highest: int | None = None,
    ) -> None:  # fmt: skip
        """A section, with a chart of it where it has a key."""
        first = len(self.rows)
        self.rows += rows
        if key and rows:
            self.charts.append(Chart(key, title, kind, 0, (1,), first, len(self.rows) - 1, highest, unit))


def _counted(newest: RoundFigures) -> list[Row]:
    whole = newest.whole
    return [
        (texts.ROUND, None, f"{texts.period_short(period(whole.round.period))} {whole.instrument.title}"),
        (texts.ANSWERED, whole.n, None),
        (texts.TARGET, whole.target, None),
        (texts.MISSING, whole.missing, None),
        (texts.WAITING, whole.waiting, texts.WAITING_WHY),
        *(
            (texts.CHANNEL_LINE.format(channel=CHANNELS[channel]), n, texts.CHANNEL_HIDDEN if n is None else None)
            for channel, n in by_channel(newest).items()
        ),
    ]


def _scored(name: str, score: Score, decided: bool) -> Row:
    shown = Decimal(score.shown) if decided and score.shown is not None else None
    return name, shown, None if decided else UNDECIDED


def _alike(rounds: Sequence[RoundFigures]) -> list[RoundFigures]:
    """The newest rounds of the newest one's kind, the oldest first: time runs to the right."""
    kind = rounds[0].whole.instrument.kind
    return [one for one in rounds if one.whole.instrument.kind == kind][:SHOWN_ROUNDS][::-1]


def _add_rounds(sheet: _Sheet, rounds: Sequence[RoundFigures]) -> None:
    names = [texts.period_short(period(one.whole.round.period)) for one in rounds]
    totals = [
        _scored(texts.TOTAL_OF.format(round=name), one.whole.total, one.whole.decided)
        for name, one in zip(names, rounds, strict=True)
    ]
    sheet.add(totals, "rounds", texts.ROUNDS_CHART, unit=tab_texts.SCORE_UNIT, highest=100)
    answered: list[Row] = [
        (texts.ANSWERED_OF.format(round=name), one.whole.n, None) for name, one in zip(names, rounds, strict=True)
    ]
    sheet.add(answered, "answered", texts.ANSWERED_CHART, unit=tab_texts.PEOPLE_UNIT)


def _months(figures: Figures) -> list[Row]:
    """Questions of the running fiscal year, month by month."""
    running = [one for one in figures.questions if one.year == figures.year]
    return [
        (texts.QUESTIONS_OF.format(month=texts.month(first)), line.outcomes[Outcome.ASKED], None)
        for one in running
        for first, line in one.months
    ]
