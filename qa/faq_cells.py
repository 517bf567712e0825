"""Single cells of the knowledge base's table: days, lists, and what a spreadsheet made of what was typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kernel.thai import arabic_digits

_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial dates."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SERIAL = re.compile(r"\d{5}(?:\.0)?")


@dataclass(frozen=True)
class Formula:
    """A cell that is worked out instead of typed."""


Cell = str | int | float | bool | date | Formula | None


def day_from(cell: Cell) -> date | None:
    """A day as spreadsheets and Thai people write it; None for what is none. Buddhist years are recognised."""
    if isinstance(cell, date):
        return _gregorian(cell.year, cell.month, cell.day)
    text = arabic_digits(plain(cell)).strip()
    if _SERIAL.fullmatch(text):
        return _EPOCH + timedelta(days=int(float(text)))
    if found := _ISO.fullmatch(text):
        return _gregorian(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.fullmatch(text):
        return _gregorian(int(found[3]), int(found[2]), int(found[1]))
    return None


def plain(cell: Cell) -> str:
    """A cell as text, as nearly as can be told what was typed."""
    if cell is None or isinstance(cell, Formula):
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _gregorian(year: int, month: int, day: int) -> date | None:
    try:
        return date(year - 543 if year > 2400 else year, month, day)
    except ValueError:
        return None


def listed(texts: Sequence[str]) -> str:
    """One a line. A single one with a comma or a stroke in it ends in a line break, which says that it is whole."""
    lone = len(texts) == 1 and set(",|") & set(texts[0])
    return "\n".join(texts) + ("\n" if lone else "")


def keywords_from(text: str) -> tuple[str, ...]:
    """One a line, or with strokes or commas between."""
    between = "\n" if "\n" in text.replace("\r\n", "\n") else "|" if "|" in text else None
    parts = re.split(r"[,،、]", text) if between is None else text.replace("\r\n", "\n").split(between)
    return tuple(part.strip() for part in parts if part.strip())


def phrasings_from(text: str) -> tuple[str, ...]:
    """One a line, or with strokes between; a question may well have a comma in it."""
    text = text.replace("\r\n", "\n")
    between = "\n" if "\n" in text else "|"
    return tuple(part.strip() for part in text.split(between) if part.strip())
