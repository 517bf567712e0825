"""The tabs about the survey: summary, one row per response, results by item and by indicator."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kernel.calendar import period
from kernel.thai import thai_date_short
from sheets_sync import texts
from sheets_sync.model import Chart, Column, Kind, Row, Tab, Value
from sheets_sync.sources import Figures, RoundFigures
from surveys.instruments import DEFAULT, Given, Instrument, Item, load
from surveys.library import is_own
from surveys.records import Response
from surveys.results import RoundSummary
from surveys.scoring import Score, chosen_positions
from surveys.suppression import one_way
from surveys.texts import CHANNELS, UNDECIDED

_ROUND_COLUMNS = (
    Column("ปีงบประมาณ", Kind.WHOLE, 12, "ปีงบประมาณ พ.ศ. ของรอบ"),
    Column("รอบ", Kind.TEXT, 16, "ไตรมาสหรือช่วงที่เก็บคำตอบ"),
    Column("แบบสำรวจ", Kind.TEXT, 14, "รหัสแบบสำรวจ"),
    Column("จุดบริการ", Kind.TEXT, 30, "ทุกจุดบริการรวมกัน หรือจุดที่มีคำตอบเผยแพร่"),
)
_SCORE_COLUMNS = (
    Column("คะแนน (เต็ม 100)", Kind.SCORE, 16, "ค่าเฉลี่ย เว้นว่างเมื่อผู้ตอบไม่ถึง 10 คน"),
    Column("จำนวนผู้ตอบ", Kind.WHOLE, 14, "จำนวนคนที่ตอบข้อนี้หรือตัวชี้วัดนี้"),
    Column("หมายเหตุ", Kind.TEXT, 18, "บอกเมื่อยังสรุปไม่ได้"),
    Column("ผู้ตอบแต่ละช่องทาง", Kind.TEXT, 44, "ของทั้งรอบ เฉพาะแถวที่รวมทุกจุดบริการ ขีดคือปกปิดเพราะมีน้อย"),
)


def summary(figures: Figures) -> Tab:
    """The newest round in figures, and a chart of its indicators."""
    columns = [
        Column("รายการ", Kind.TEXT, 44, "สิ่งที่นับหรือวัดในรอบล่าสุด"),
        Column("ค่า", Kind.FIGURE, 14, "จำนวนคน หรือคะแนนเต็ม 100"),
        Column("คำอธิบาย", Kind.TEXT, 60, "รอบ หรือเหตุที่ยังไม่มีค่า"),
    ]
    if not figures.rounds:
        return Tab("summary", texts.SUMMARY, columns, [(texts.NO_ROUND, None, None)])
    newest = figures.rounds[0].whole
    counted = _counted(newest)
    scored = [_scored(texts.INDICATOR.format(key=one.key, name=one.name), one.score, one.decided)
              for one in newest.indicators]  # fmt: skip
    chart = Chart(texts.SCORES_CHART, 0, 1, len(counted), len(counted) + len(scored) - 1)
    rows = [*counted, *scored, _scored(texts.TOTAL, newest.total, newest.decided)]
    return Tab("summary", texts.SUMMARY, columns, rows, chart=chart)


def _counted(newest: RoundSummary) -> list[Row]:
    span = period(newest.round.period)
    return [
        (texts.ROUND, None, f"{texts.period_short(span)} {newest.instrument.title}"),
        (texts.ANSWERED, newest.n, None),
        (texts.TARGET, newest.target, None),
        (texts.MISSING, newest.missing, None),
        (texts.WAITING, newest.waiting, texts.WAITING_WHY),
        *_by_channel(newest),
    ]


def _by_channel(newest: RoundSummary) -> list[Row]:
    """n by channel; small ones, and what would give them away, are empty and say why."""
    shown = one_way(tuple(newest.by_channel.values()))
    return [
        (texts.CHANNEL_LINE.format(channel=CHANNELS[channel]), n, texts.CHANNEL_HIDDEN if n is None else None)
        for channel, n in zip(newest.by_channel, shown, strict=True)
    ]


def _scored(name: str, score: Score, decided: bool) -> Row:
    return name, _points(score, decided), None if decided else UNDECIDED


def _points(score: Score, decided: bool) -> Decimal | None:
    return Decimal(score.shown) if decided and score.shown is not None else None


def responses(figures: Figures) -> list[Tab]:
    """One row per published response, in its place for ever; one tab for each questionnaire that was answered."""
    ids = sorted({one.instrument for one in figures.responses} | {DEFAULT}, key=lambda one: (one != DEFAULT, one))
    names = {point.code: point.name for point in figures.points}
    known = {one: figures.instruments.get(one) or load(one) for one in ids}
    return [_responses(known[one], [row for row in figures.responses if row.instrument == one], names) for one in ids]


def _responses(instrument: Instrument, rows: Sequence[Response], names: dict[str, str]) -> Tab:
    """No channel on a row, as in the exported files: one answer from a tablet in a batch would be its surveyor's to
    recognise. n by channel stands in the summary."""
    named = texts.OWN_RESPONSES if is_own(instrument.id) else texts.RESPONSES
    title = named if instrument.id == DEFAULT else f"{named} {instrument.id}"
    columns = [
        Column("ลำดับ", Kind.WHOLE, 9, "ลำดับในระบบ สลับลำดับในแต่ละชุดแล้ว ไม่ใช่ลำดับเวลาที่ตอบ"),
        Column("รอบ", Kind.TEXT, 16, "ไตรมาสหรือช่วงที่เก็บคำตอบ"),
        Column("ปีงบประมาณ", Kind.WHOLE, 12, "ปีงบประมาณ พ.ศ. ของรอบ"),
        Column("ไตรมาส", Kind.WHOLE, 9, "ไตรมาส 1 ถึง 4 ของปีงบประมาณ"),
        Column("วันที่เผยแพร่", Kind.DATE, 14, "วันที่เผยแพร่ชุดคำตอบ ไม่ใช่เวลาที่ตอบ"),
        Column("วันที่เผยแพร่ (พ.ศ.)", Kind.TEXT, 18, "วันเดียวกัน เขียนเป็นปี พ.ศ."),
        Column("แบบสำรวจ", Kind.TEXT, 16, "รหัสแบบสำรวจ"),
        Column("จุดบริการ", Kind.TEXT, 30, "เว้นว่างเมื่อชุดนั้นมีผู้ตอบจากจุดนี้ไม่ถึง 5 คน"),
        *(_item_column(item) for item in _on_rows(instrument)),
    ]
    return Tab(
        f"responses:{instrument.id}", title, columns, [_response(instrument, row, names) for row in rows], growing=True
    )


def _response(instrument: Instrument, row: Response, names: dict[str, str]) -> Row:
    span = period(row.round.rpartition(":")[2])
    return (
        row.place,
        texts.period_short(span),
        span.fiscal_year,
        int(span.kind[1]) if span.kind[0] == "Q" else None,
        row.day,
        thai_date_short(row.day),
        row.instrument,
        None if row.point is None else names.get(row.point, row.point),
        *(_item_cell(item, row.answers.get(item.id)) for item in _on_rows(instrument)),
    )


def _on_rows(instrument: Instrument) -> list[Item]:
    """Words never stand on a row with other answers."""
    return [item for item in instrument.items if item.kind != "text"]


def _item_column(item: Item) -> Column:
    meaning = {"number": texts.NUMBER_MEANING, "single": texts.CHOICE_MEANING, "multiple": texts.CHOICE_MEANING}
    said = meaning.get(item.kind, texts.POINTS_MEANING).format(text=item.text)
    kind = Kind.TEXT if item.kind in {"single", "multiple"} else Kind.WHOLE
    return Column(texts.ITEM_HEADING.format(id=item.id, text=item.spoken), kind, 18, said)


def _item_cell(item: Item, given: Given | None) -> Value:
    """Points of a scored item, the number itself, or the labels chosen; empty when nothing was answered."""
    if given is None or item.kind == "number":
        return given if isinstance(given, int) else None
    options = [option for position in chosen_positions(given) if (option := item.option(position)) is not None]
    if not options:
        return None
    return options[0].points if item.scored else " | ".join(option.label for option in options)


def items(figures: Figures) -> Tab:
    """Every item's score, for each round and point."""
    columns = [
        *_ROUND_COLUMNS,
        Column("ตัวชี้วัด", Kind.TEXT, 10, "เลขตัวชี้วัดของข้อ"),
        Column("ข้อ", Kind.TEXT, 8, "รหัสข้อ"),
        Column("คำถาม", Kind.TEXT, 60, "ข้อความของข้อตามแบบสำรวจ"),
        *_SCORE_COLUMNS,
    ]
    rows: list[Row] = [
        (*head, one.item.indicator, one.item.id, one.item.text, *_score_cells(one.score, one.decided), channels)
        for head, result, channels in _results(figures)
        for one in result.items
        if one.item.scored
    ]
    return Tab("items", texts.ITEMS, columns, rows)


def indicators(figures: Figures) -> Tab:
    """Every indicator's score and the total, for each round and point."""
    columns = [
        *_ROUND_COLUMNS,
        Column("ตัวชี้วัด", Kind.TEXT, 44, "เลขและชื่อตัวชี้วัด บรรทัดสุดท้ายของแต่ละจุดคือคะแนนรวม"),
        *_SCORE_COLUMNS,
    ]
    rows: list[Row] = []
    for head, result, channels in _results(figures):
        rows += [
            (*head, texts.INDICATOR.format(key=one.key, name=one.name), *_score_cells(one.score, one.decided), channels)
            for one in result.indicators
        ]
        rows.append((*head, texts.TOTAL, *_score_cells(result.total, result.decided), channels))
    return Tab("indicators", texts.INDICATORS, columns, rows)


def _score_cells(score: Score, decided: bool) -> tuple[Value, ...]:
    return _points(score, decided), score.n, None if decided else UNDECIDED


def _results(figures: Figures) -> Iterator[tuple[tuple[Value, ...], RoundSummary, str | None]]:
    """Each round as a whole and then by point, with the cells that name it, and n by channel.

    Points have no channels: what the round has and the other points do not would be this point's, however few.
    """
    names = {point.code: point.name for point in figures.points}
    for one in figures.rounds:
        yield _head(one, texts.ALL_POINTS), one.whole, _channels(one.whole)
        for code, result in one.by_point.items():
            yield _head(one, names.get(code, code)), result, None


def _channels(whole: RoundSummary) -> str:
    shown = one_way(tuple(whole.by_channel.values()))
    known = zip(whole.by_channel, shown, strict=True)
    return " · ".join(f"{CHANNELS[channel]} {'–' if n is None else n}" for channel, n in known)


def _head(one: RoundFigures, point: str) -> tuple[Value, ...]:
    span = period(one.whole.round.period)
    return span.fiscal_year, texts.period_short(span), one.whole.instrument.id, point
