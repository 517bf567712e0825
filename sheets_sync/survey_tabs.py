"""The tabs about the survey: one row per response, results by item and by indicator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kernel.calendar import Period, period
from kernel.thai import thai_date_short
from sheets_sync import texts
from sheets_sync.model import Column, Kind, Row, Tab, Value
from sheets_sync.round_numbers import by_point, channels_said
from sheets_sync.sources import Figures, RoundFigures
from surveys.instruments import DEFAULT, Given, Instrument, Item, load
from surveys.library import is_own
from surveys.records import Response
from surveys.report_texts import HIDDEN
from surveys.results import RoundSummary
from surveys.scoring import Score, chosen_positions
from surveys.texts import UNDECIDED

ROUND_COLUMNS = (
    Column("ปีงบประมาณ", Kind.YEAR, 12, "ปีงบประมาณ พ.ศ. ของรอบ", "fiscal_year_be"),
    Column("รอบ", Kind.TEXT, 18, "ไตรมาสหรือช่วงที่เก็บคำตอบ", "round"),
    Column("แบบสำรวจ", Kind.TEXT, 14, "รหัสแบบสำรวจ", "instrument"),
)
_RESULT_COLUMNS = (
    *ROUND_COLUMNS,
    Column("จุดบริการ", Kind.TEXT, 30, "ทุกจุดบริการรวมกัน หรือจุดที่มีคำตอบเผยแพร่", "point"),
)
_SCORE_COLUMNS = (
    Column("คะแนน (เต็ม 100)", Kind.SCORE, 16, "ค่าเฉลี่ย เว้นว่างเมื่อผู้ตอบไม่ถึง 10 คน", "score"),
    Column("จำนวนผู้ตอบ", Kind.WHOLE, 14, "จำนวนคนที่ตอบข้อนี้หรือตัวชี้วัดนี้ เว้นว่างเมื่อปกปิด", "n"),
    Column("หมายเหตุ", Kind.TEXT, 18, "บอกเมื่อยังสรุปไม่ได้ หรือปกปิด", "note"),
    Column("ผู้ตอบแต่ละช่องทาง", Kind.TEXT, 44, "ของทั้งรอบ เฉพาะแถวที่รวมทุกจุดบริการ ขีดคือปกปิดเพราะมีน้อย", "channels"),
)


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
        Column("ลำดับ", Kind.WHOLE, 9, "ลำดับในระบบ สลับลำดับในแต่ละชุดแล้ว ไม่ใช่ลำดับเวลาที่ตอบ", "place"),
        Column("รอบ", Kind.TEXT, 16, "ไตรมาสหรือช่วงที่เก็บคำตอบ", "round"),
        Column("ปีงบประมาณ", Kind.YEAR, 12, "ปีงบประมาณ พ.ศ. ของรอบ", "fiscal_year_be"),
        Column("ไตรมาส", Kind.YEAR, 9, "ไตรมาส 1 ถึง 4 ของปีงบประมาณ", "quarter"),
        Column("วันที่เผยแพร่", Kind.DATE, 14, "วันที่เผยแพร่ชุดคำตอบ ไม่ใช่เวลาที่ตอบ", "submitted_on"),
        Column("วันที่เผยแพร่ (พ.ศ.)", Kind.TEXT, 15, "วันเดียวกัน เขียนเป็นปี พ.ศ.", "submitted_on_be"),
        Column("แบบสำรวจ", Kind.TEXT, 14, "รหัสแบบสำรวจ", "instrument"),
        Column("จุดบริการ", Kind.TEXT, 26, "เว้นว่างเมื่อชุดนั้นมีผู้ตอบจากจุดนี้ไม่ถึง 5 คน", "point"),
        *(_item_column(item) for item in on_rows(instrument)),
    ]
    lines = [_response(instrument, row, names) for row in rows]
    return Tab(f"responses:{instrument.id}", title, columns, lines, growing=True, frozen_columns=1)


def _response(instrument: Instrument, row: Response, names: dict[str, str]) -> Row:
    span = period(row.round.rpartition(":")[2])
    return (
        row.place,
        texts.period_short(span),
        span.fiscal_year,
        quarter_number(span),
        row.day,
        thai_date_short(row.day),
        row.instrument,
        None if row.point is None else names.get(row.point, row.point),
        *(_item_cell(item, row.answers.get(item.id)) for item in on_rows(instrument)),
    )


def quarter_number(span: Period) -> int | None:
    """1 to 4; None for a longer round."""
    return int(span.kind[1]) if span.kind[0] == "Q" else None


def on_rows(instrument: Instrument) -> list[Item]:
    """Words never stand on a row with other answers."""
    return [item for item in instrument.items if item.kind != "text"]


def _item_column(item: Item) -> Column:
    meaning = {"number": texts.NUMBER_MEANING, "single": texts.CHOICE_MEANING, "multiple": texts.CHOICE_MEANING}
    said = meaning.get(item.kind, texts.POINTS_MEANING).format(text=item.text)
    kind = Kind.TEXT if item.kind in {"single", "multiple"} else Kind.WHOLE
    return Column(texts.ITEM_HEADING.format(id=item.id, text=item.spoken), kind, 18, said, item.id)


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
        *_RESULT_COLUMNS,
        Column("ตัวชี้วัด", Kind.TEXT, 10, "เลขตัวชี้วัดของข้อ", "indicator"),
        Column("ข้อ", Kind.TEXT, 8, "รหัสข้อ", "item_code"),
        Column("คำถาม", Kind.TEXT, 60, "ข้อความของข้อตามแบบสำรวจ", "item_label"),
        *_SCORE_COLUMNS,
    ]
    rows: list[Row] = [
        (*one.head, found.item.indicator, found.item.id, found.item.text, *one.score(found.score, found.decided))
        for one in _results(figures)
        for found in one.result.items
        if found.item.scored
    ]
    return Tab("items", texts.ITEMS, columns, rows)


def indicators(figures: Figures) -> Tab:
    """Every indicator's score and the total, for each round and point."""
    columns = [
        *_RESULT_COLUMNS,
        Column("ตัวชี้วัด", Kind.TEXT, 44, "เลขและชื่อตัวชี้วัด บรรทัดสุดท้ายของแต่ละจุดคือคะแนนรวม", "indicator"),
        *_SCORE_COLUMNS,
    ]
    rows: list[Row] = []
    for one in _results(figures):
        rows += [
            (*one.head, texts.INDICATOR.format(key=found.key, name=found.name), *one.score(found.score, found.decided))
            for found in one.result.indicators
        ]
        rows.append((*one.head, texts.TOTAL, *one.score(one.result.total, one.result.decided)))
    return Tab("indicators", texts.INDICATORS, columns, rows)


@dataclass(frozen=True)
class _Result:
    """A round as a whole, or one point of it."""

    head: tuple[Value, ...]
    result: RoundSummary
    channels: str | None
    hidden: bool = False

    def score(self, score: Score, decided: bool) -> tuple[Value, ...]:
        """The cells of _SCORE_COLUMNS. A score that few stand behind is empty; so is a count the print withholds."""
        if self.hidden:
            return None, None, HIDDEN, None
        shown = Decimal(score.shown) if decided and score.shown is not None else None
        return shown, score.n, None if decided else UNDECIDED, self.channels


def _results(figures: Figures) -> Iterator[_Result]:
    """Each round as a whole and then by point.

    Points have no channels: what the round has and the other points do not would be this point's, however few.
    """
    names = {point.code: point.name for point in figures.points}
    for one in figures.rounds:
        printed = by_point(figures, one)
        yield _Result((*round_cells(one), texts.ALL_POINTS), one.whole, channels_said(one))
        for code, result in one.by_point.items():
            yield _Result((*round_cells(one), names.get(code, code)), result, None, printed[code] is None)


def round_cells(one: RoundFigures) -> tuple[Value, ...]:
    """The cells of ROUND_COLUMNS."""
    span = period(one.whole.round.period)
    return span.fiscal_year, texts.period_short(span), one.whole.instrument.id
