"""An uploaded questionnaire file, whatever its format, as the surveys room reads it."""

from datetime import date, datetime

from console import questionnaire_texts as texts
from console import uploaded_tables
from kernel.errors import Refused
from surveys.instruments import upload
from surveys.instruments.upload import MOST_BYTES, MOST_LINES, Fault, Upload

MOST_UNPACKED = 8_000_000
"""Bytes that an .xlsx may unpack to: a small file can be made to fill a machine."""
_LIMITS = uploaded_tables.Limits(bytes=MOST_BYTES, unpacked=MOST_UNPACKED, rows=MOST_LINES, columns=30)


def read_upload(name: str, content: bytes) -> Upload:
    """The questionnaire in a .toml, .csv or .xlsx file, or what is wrong with it. Changes nothing."""
    ending = name.lower().rsplit(".", 1)[-1]
    if uploaded_tables.is_xlsx(content):
        return _from_xlsx(content)
    return upload.from_toml(content) if ending == "toml" else upload.from_csv(content)


def _from_xlsx(content: bytes) -> Upload:
    try:
        rows = uploaded_tables.xlsx_rows(content, _LIMITS, formulas=False)
    except Refused as refused:
        return _unreadable(texts.XLSX_LARGE if refused.reason == "file_large" else texts.XLSX_BROKEN)
    return upload.from_rows([[_text(cell) for cell in row] for row in rows])


def _text(cell: object) -> str:
    """A cell as it was typed, as nearly as can be told."""
    if cell is None or cell is uploaded_tables.FORMULA:
        return ""
    if isinstance(cell, bool):
        return "ใช่" if cell else "ไม่"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (date, datetime)):
        return texts.BECAME_DATE  # "1-12" typed into a spreadsheet turns into the first of December
    return str(cell)


def _unreadable(said: str) -> Upload:
    return Upload(None, (Fault(1, said),))
