"""What lies around the cells of a sheet: panes, filter, bands, protection, and how it is printed."""

from datetime import datetime
from typing import Any

from kernel.clock import bangkok_day
from kernel.thai import thai_date_short
from sheets_sync import tab_texts
from sheets_sync.cells import clean
from sheets_sync.model import EXCEL_FONT, Tab
from sheets_sync.xlsx_looks import Looks

_MAY = (
    "objects", "select_locked_cells", "format_cells", "format_columns", "format_rows", "sort", "autofilter",
    "pivot_tables",
)  # fmt: skip
"""What staff may do in a protected tab; there is no password, so they can lift it. With `objects`, charts can be copied
into a report."""
_PAGE = 290
"""Characters that a lying A4 page can show beside one another and still be read."""
_LONGEST_NAME = 80
"""Of an office, at the foot of a page, where Excel takes 255 signs in all."""


def frame(sheet: Any, tab: Tab, looks: Looks) -> None:
    """All but printing."""
    last_row, last_column = len(tab.rows), len(tab.columns) - 1
    sheet.freeze_panes(tab.frozen_rows, tab.frozen_columns)
    if tab.rows:
        sheet.autofilter(0, 0, last_row, last_column)
        # a code of digits is text on purpose; Excel would mark each with a green corner
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    if tab.banded and len(tab.rows) > 1:
        # rules and not a fill for each cell: they stay in order when staff sort and filter
        for place, look in enumerate(looks.bands):
            rule = {"type": "formula", "criteria": f"=MOD(ROW(),2)={place}", "format": look}
            sheet.conditional_format(1, 0, last_row, last_column, rule)
    if tab.protected:
        sheet.protect("", dict.fromkeys(_MAY, True))


def print_setup(sheet: Any, tab: Tab, office: str, moment: datetime) -> None:
    """Lying A4, headings on every page, charts on one; at the foot the office, the tab, the day and the page."""
    across = -(-sum(column.width for column in tab.columns) // _PAGE)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.fit_to_pages(across, 1 if tab.charts else 0)
    sheet.repeat_rows(0)
    if across > 1:
        sheet.repeat_columns(0)
    font = f'&"{EXCEL_FONT.name},Regular"&{EXCEL_FONT.points - 2} '
    whose = short(office).replace("&", "&&")
    day = tab_texts.AS_OF.format(day=thai_date_short(bangkok_day(moment)))
    sheet.set_footer(f"&L{font}{whose}&C{font}&A&R{font}{day} · {tab_texts.PAGE}")


def short(office: str) -> str:
    """An office's name as far as there is room for it."""
    return clean(office, _LONGEST_NAME, "…")
