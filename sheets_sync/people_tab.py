"""Who answered: age and education by sex, as the official print shows them and withheld by the same rule."""

from sheets_sync import texts
from sheets_sync.model import Column, Kind, Row, Tab
from sheets_sync.round_numbers import plain
from sheets_sync.sources import Figures, RoundFigures
from sheets_sync.survey_tabs import ROUND_COLUMNS, round_cells
from surveys import report_texts
from surveys.asides import SEXES
from surveys.report_cells import people_tables

_SEXES = (*SEXES.values(), report_texts.NOT_TOLD)


def people(figures: Figures) -> Tab:
    """For each round that anybody told about: every age band, then every level of education, each with its sum."""
    columns = [
        *ROUND_COLUMNS,
        Column("แยกตาม", Kind.TEXT, 16, "อายุ หรือระดับการศึกษา", "split"),
        Column("กลุ่ม", Kind.TEXT, 30, "ช่วงอายุหรือระดับ บรรทัดรวมอยู่ท้ายสุด", "band"),
        *(Column(sex, Kind.WHOLE, 12, texts.PEOPLE_MEANING, key) for sex, key in zip(_SEXES, _KEYS, strict=True)),
        Column("รวม", Kind.WHOLE, 12, texts.PEOPLE_MEANING, "total"),
        Column("หมายเหตุ", Kind.TEXT, 44, "บอกเมื่อมีช่องที่ปกปิด", "note"),
    ]
    rows = [row for one in figures.rounds for row in _of(one)]
    return Tab("people", texts.PEOPLE, columns, rows)


_KEYS = ("male", "female", "other", "not_told")


def _of(one: RoundFigures) -> list[Row]:
    rows: list[Row] = []
    for (split, *heads), lines in people_tables(one.people):
        for band, *cells in lines:
            shown = dict(zip(heads, cells, strict=True))
            counts = [plain(shown.get(head, 0)) for head in (*_SEXES, report_texts.SUM)]
            rows.append((*round_cells(one), split, band, *counts, texts.HIDDEN_HERE if None in counts else None))
    return rows
