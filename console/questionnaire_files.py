"""An uploaded questionnaire file, whatever its format, as the surveys room reads it."""

import zipfile
from datetime import date, datetime
from io import BytesIO

from console import questionnaire_texts as texts
from surveys.instruments import upload
from surveys.instruments.upload import MOST_BYTES, MOST_LINES, Fault, Upload

MOST_UNPACKED = 8_000_000
"""Bytes that an .xlsx may unpack to: a small file can be made to fill a machine."""
_COLUMNS = 30


def read_upload(name: str, content: bytes) -> Upload:
    """The questionnaire in a .toml, .csv or .xlsx file, or what is wrong with it. Changes nothing."""
    ending = name.lower().rsplit(".", 1)[-1]
    if content.startswith(b"PK\x03\x04"):
        return _from_xlsx(content)
    return upload.from_toml(content) if ending == "toml" else upload.from_csv(content)


def _from_xlsx(content: bytes) -> Upload:
    # Only an upload needs them, and they take a tenth of a second to load.
    from defusedxml import DefusedXmlException
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        if len(content) > MOST_BYTES or _unpacked(content) > MOST_UNPACKED:
            return _unreadable(texts.XLSX_LARGE)
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            cells = sheet.iter_rows(max_row=MOST_LINES + 1, max_col=_COLUMNS, values_only=True)
            rows = [[_text(cell) for cell in row] for row in cells]
        finally:
            book.close()
    # what a damaged or hostile file makes a parser raise; the file is the sender's, so it is theirs to mend
    except (zipfile.BadZipFile, InvalidFileException, DefusedXmlException, KeyError, ValueError, SyntaxError,
            IndexError, AttributeError, TypeError, OSError, EOFError):  # fmt: skip
        return _unreadable(texts.XLSX_BROKEN)
    return upload.from_rows(rows)


def _unpacked(content: bytes) -> int:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return sum(part.file_size for part in packed.infolist())


def _text(cell: object) -> str:
    """A cell as it was typed, as nearly as can be told."""
    if cell is None:
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
