"""Tables in uploaded files: the cells of an .xlsx or a CSV, whoever made it and whatever is wrong with it."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from kernel.errors import Refused

FORMULA = object()
"""Stands for a cell that is worked out, or whose working out failed."""
MOST_JOINED = 2000
"""Joined cells that are looked at; people join a few."""
_JOINED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']")
_ENCODINGS = ("utf-8-sig", "cp874")


@dataclass(frozen=True)
class Limits:
    """How much is read at most."""

    bytes: int
    """Of the file as it came."""
    unpacked: int
    """Bytes that an .xlsx may unpack to: a small file can be made to fill a machine."""
    rows: int
    columns: int


def is_xlsx(content: bytes) -> bool:
    """By its first bytes, not by its name."""
    return content.startswith(b"PK\x03\x04")


def xlsx_rows(content: bytes, limits: Limits, *, formulas: bool) -> list[list[object]]:
    """The first sheet's cells as Python values, at most one row more than the limit.

    formulas -- worked-out cells become FORMULA; without it, what they last showed. An error ("#NAME?") always does.
    Raises Refused("file_large"), Refused("file_broken").
    """
    # Only an upload needs them, and they take a tenth of a second to load.
    from defusedxml import DefusedXmlException
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        if len(content) > limits.bytes or _unpacked(content) > limits.unpacked:
            raise Refused("file_large")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=not formulas)
        try:
            sheet = book.worksheets[0]
            cells = sheet.iter_rows(max_row=limits.rows + 1, max_col=limits.columns)
            return _spread([[_value(cell, formulas) for cell in row] for row in cells], _merged(sheet))
        finally:
            book.close()
    # what a damaged, locked or hostile file makes a parser raise; it is the sender's, so it is theirs to mend
    except (zipfile.BadZipFile, zlib.error, InvalidFileException, DefusedXmlException, KeyError, ValueError,
            SyntaxError, IndexError, AttributeError, TypeError, ArithmeticError, OSError, EOFError,
            RuntimeError) as broken:  # fmt: skip
        raise Refused("file_broken") from broken


def csv_rows(content: bytes, limits: Limits) -> list[list[str]]:
    """The cells of a CSV with commas, semicolons or tabs, in UTF-8 or Windows Thai.

    Raises Refused("file_large"), Refused("file_text").
    """
    if len(content) > limits.bytes:
        raise Refused("file_large")
    text = _decoded(content)
    if text is None:
        raise Refused("file_text")
    first = text.splitlines()[0] if text else ""
    try:
        return list(_at_most(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)), limits))
    except csv.Error as odd:
        raise Refused("file_text") from odd


def _at_most(reader: Iterator[list[str]], limits: Limits) -> Iterator[list[str]]:
    for number, row in enumerate(reader):
        if number > limits.rows:
            return
        yield row


def _unpacked(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return sum(part.file_size for part in packed.infolist())


def _merged(sheet: Any) -> Iterator[tuple[int, int, int]]:
    """(column, first row, last row) of cells joined downwards, from 1; reading row by row does not tell of them."""
    from openpyxl.utils.cell import range_boundaries

    with sheet._get_source() as source:
        for found in islice(_JOINED.finditer(source.read()), MOST_JOINED):
            left, top, _, bottom = range_boundaries(found[1].decode())
            yield left, top, bottom


def _spread(rows: list[list[object]], joined: Iterable[tuple[int, int, int]]) -> list[list[object]]:
    """A cell joined over several rows holds for each of them: one category beside ten questions."""
    for column, top, bottom in joined:
        for row in rows[top : min(bottom, len(rows))]:
            if column <= min(len(row), len(rows[top - 1])) and row[column - 1] is None:
                row[column - 1] = rows[top - 1][column - 1]
    return rows


def _value(cell: Any, formulas: bool) -> object:
    return FORMULA if cell.data_type == "e" or (formulas and cell.data_type == "f") else cell.value


def _decoded(content: bytes) -> str | None:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None
