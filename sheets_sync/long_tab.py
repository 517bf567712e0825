"""The tidy table: one row per answer, one type per column, for pivot tables and Looker Studio."""

from collections import Counter
from collections.abc import Iterator

from kernel.calendar import period
from kernel.thai import thai_date_short
from sheets_sync import texts
from sheets_sync.model import Column, Kind, Row, Tab
from sheets_sync.sources import Figures
from sheets_sync.survey_tabs import on_rows, quarter_number
from surveys.instruments import Given, Instrument, Item, load
from surveys.records import Response
from surveys.scoring import chosen_positions
from surveys.suppression import THRESHOLD
from surveys.texts import CHANNELS

_COLUMNS = (
    Column("รหัสคำตอบ", Kind.TEXT, 20, "รหัสถาวรของหนึ่งชุดคำตอบ ทุกข้อของคนเดียวกันมีรหัสเดียวกัน", "response_id"),
    Column("วันที่เผยแพร่", Kind.DATE, 14, "วันที่เผยแพร่ชุดคำตอบ ไม่ใช่เวลาที่ตอบ", "submitted_on"),
    Column("วันที่เผยแพร่ (พ.ศ.)", Kind.TEXT, 18, "วันเดียวกัน เขียนเป็นปี พ.ศ.", "submitted_on_be"),
    Column("ปีงบประมาณ", Kind.YEAR, 12, "ปีงบประมาณ พ.ศ. ของรอบ", "fiscal_year_be"),
    Column("ไตรมาส", Kind.YEAR, 9, "ไตรมาส 1 ถึง 4 เว้นว่างเมื่อรอบยาวกว่าไตรมาส", "quarter"),
    Column("ช่องทาง", Kind.TEXT, 16, texts.LONG_CHANNEL_MEANING, "channel"),
    Column("รหัสจุดบริการ", Kind.TEXT, 14, "รหัสบนโปสเตอร์ เว้นว่างเมื่อชุดนั้นมีผู้ตอบจากจุดนี้ไม่ถึง 5 คน", "qr_point"),
    Column("แบบสำรวจ", Kind.TEXT, 16, "รหัสแบบสำรวจ", "instrument"),
    Column("ตัวชี้วัด", Kind.TEXT, 10, "เลขตัวชี้วัดของข้อ เว้นว่างเมื่อข้อนี้ไม่คิดคะแนน", "indicator"),
    Column("ข้อ", Kind.TEXT, 8, "รหัสข้อ เช่น e1", "item_code"),
    Column("คำถาม", Kind.TEXT, 60, "ข้อความของข้อตามแบบสำรวจ", "item_label"),
    Column("คำตอบ", Kind.TEXT, 24, "ตัวเลือกที่ตอบ หรือจำนวนที่ตอบ ข้อที่เลือกได้หลายข้อมีแถวละหนึ่งตัวเลือก", "answer"),
    Column("คะแนน", Kind.WHOLE, 10, "0 ถึง 100 เว้นว่างเมื่อข้อนี้ไม่คิดคะแนน", "score"),
)


def long(figures: Figures) -> Tab:
    """Responses in their places, the items of each in the questionnaire's order; what was not answered has no row."""
    known: dict[str, Instrument] = {}
    told = _rounds_with_channels(figures)
    rows: list[Row] = []
    for one in figures.responses:
        if one.instrument not in known:
            known[one.instrument] = figures.instruments.get(one.instrument) or load(one.instrument)
        channel = CHANNELS.get(one.channel, one.channel) if one.round in told else None
        rows += _of(one, known[one.instrument], figures.agency.code, channel)
    return Tab("long", texts.LONG, _COLUMNS, rows, growing=True)


def _of(one: Response, instrument: Instrument, agency: str, channel: str | None) -> Iterator[Row]:
    span = period(one.round.rpartition(":")[2])
    head = (
        # the place and not the row's key: whoever reads the sheet must not hold a name the database knows the row by
        f"{agency}-{one.place:06}", one.day, thai_date_short(one.day), span.fiscal_year, quarter_number(span),
        channel, one.point, one.instrument,
    )  # fmt: skip
    for item in on_rows(instrument):
        for answer, score in _answers(item, one.answers.get(item.id)):
            yield (*head, item.indicator or None, item.id, item.text, answer, score)


def _answers(item: Item, given: Given | None) -> Iterator[tuple[str, int | None]]:
    """What was answered in words, and its points where it has some."""
    if given is None:
        return
    if item.kind == "number":
        if isinstance(given, int):
            yield str(given), None
        return
    for position in chosen_positions(given):
        option = item.option(position)
        if option is not None:
            yield option.label, option.points if item.scored else None


def _rounds_with_channels(figures: Figures) -> set[str]:
    """Ids of the rounds whose rows say their channel.

    One answer from a tablet among others would be its surveyor's to recognise, and rows that come later would give
    away what a table of counts withholds. So a channel is told only when its round is over and published, and only
    when every day, point and channel of it that has answers at all has enough of them.
    """
    over = {one.whole.round.id for one in figures.rounds if one.whole.round.closed and one.whole.waiting == 0}
    cells = Counter((one.round, one.day, one.point, one.channel) for one in figures.responses)
    small = {key[0] for key, n in cells.items() if n < THRESHOLD}
    return over - small
