"""Tables in uploaded files: the cells of an .xlsx or a CSV, whoever made it and whatever is wrong with it."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kernel.errors import Refused

FORMULA = object()
"""Stands for a cell that is worked out, or whose working out failed."""
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

    formulas -- worked-out cells become FORMULA; without it, what they last showed.
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
            cells = book.worksheets[0].iter_rows(max_row=limits.rows + 1, max_col=limits.columns)
            return [[_value(cell, formulas) for cell in row] for row in cells]
        finally:
            book.close()
    # what a damaged or hostile file makes a parser raise; the file is the sender's, so it is theirs to mend
    except (zipfile.BadZipFile, InvalidFileException, DefusedXmlException, KeyError, ValueError, SyntaxError,
            IndexError, AttributeError, TypeError, OSError, EOFError, NotImplementedError) as broken:  # fmt: skip
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


def _value(cell: Any, formulas: bool) -> object:
    return FORMULA if formulas and cell.data_type in {"f", "e"} else cell.value


def _decoded(content: bytes) -> str | None:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None
