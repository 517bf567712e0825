"""USER_ENTERED: what a text becomes when it is typed into a cell.

Dates are read in the order of the spreadsheet's locale: month first in en_US, day first elsewhere. Numbers are read
with a point for decimals and commas between thousands, in every locale.
"""

import re
from datetime import date, time
from typing import Any

from devtools.sheets.cells import check_length, extended

Json = dict[str, Any]
EPOCH = date(1899, 12, 30)
"""Day 0 of a date's serial number."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d+)?")
_MONEY = {"en_US": "$", "th_TH": "฿"}
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{2}))?")
_NAMED = re.compile(r"(?:(\d{1,2})[- ]([A-Za-z]{3,9})\.?|([A-Za-z]{3,9})\.? (\d{1,2}))(?:[-, ]+(\d{4}))?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AaPp])\.?[Mm]\.?)?")


def entered(value: Any, *, locale: str, today: date, as_text: bool = False) -> tuple[Json, Json | None]:
    """The ExtendedValue that typing `value` leaves, and the number format the cell gets if it has none.

    `as_text`: the cell's format is TEXT, so nothing is recognised. Raises Refusal(400) for what no cell can hold.
    """
    if not isinstance(value, str):
        return extended(value), None
    check_length(value)
    if value.startswith("=") and len(value) > 1:
        return {"formulaValue": value}, None
    if value.startswith("'"):
        return {"stringValue": value[1:]}, None
    text = value.strip()
    if as_text or not text:
        return {"stringValue": value}, None
    if text.upper() in {"TRUE", "FALSE"}:
        return {"boolValue": text.upper() == "TRUE"}, None
    for read in (_plain, _percent, _money, _moment):
        found = read(text, locale, today)
        if found is not None:
            number, form = found
            return {"numberValue": number}, form
    return {"stringValue": value}, None


Found = tuple[float, Json | None] | None


def _number(text: str) -> float | None:
    if not any(letter.isdigit() for letter in text) or not text.isascii() or not _NUMBER.fullmatch(text):
        return None
    return float(text.replace(",", ""))


def _plain(text: str, locale: str, today: date) -> Found:
    number = _number(text)
    if number is None:
        return None
    if "e" in text.lower():
        return number, {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if "," in text:
        return number, {"type": "NUMBER", "pattern": "#,##0.00" if "." in text else "#,##0"}
    return number, None


def _percent(text: str, locale: str, today: date) -> Found:
    number = _number(text[:-1].rstrip()) if text.endswith("%") else None
    return None if number is None else (number / 100, {"type": "PERCENT", "pattern": "0.00%" if "." in text else "0%"})


def _money(text: str, locale: str, today: date) -> Found:
    sign = _MONEY.get(locale, "$")
    bare = text.replace(sign, "", 1).strip()
    number = _number(bare) if sign in text and text.lstrip("+-").startswith(sign) else None
    pattern = f'"{sign}"#,##0.00' if "." in text else f'"{sign}"#,##0'
    return None if number is None else (number, {"type": "CURRENCY", "pattern": pattern})


def _moment(text: str, locale: str, today: date) -> Found:
    clock = _clock(text)
    if clock is not None:
        return clock[0], {"type": "TIME", "pattern": clock[1]}
    day = _day(text, locale, today)
    if day is not None:
        return _serial(day[0]), {"type": "DATE", "pattern": day[1]}
    parts = re.fullmatch(r"(.+?)(?:[T ]|, )\s*(\d{1,2}:.+)", text)
    day, clock = (_day(parts[1], locale, today), _clock(parts[2])) if parts else (None, None)
    if day is None or clock is None:
        return None
    return _serial(day[0]) + clock[0], {"type": "DATE_TIME", "pattern": f"{day[1]} {clock[1]}"}


def _serial(day: date) -> int:
    return (day - EPOCH).days


def _clock(text: str) -> tuple[float, str] | None:
    found = _CLOCK.fullmatch(text)
    if not found:
        return None
    half = (found[4] or "").lower()
    hour = int(found[1]) % 12 + 12 * (half == "p") if half else int(found[1])
    try:
        moment = time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        return None
    pattern = "h:mm" + (":ss" if found[3] else "") + (" am/pm" if half else "")
    return (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86_400, pattern


def _day(text: str, locale: str, today: date) -> tuple[date, str] | None:
    for shape, read in ((_ISO, _iso), (_SLASHED, _slashed), (_NAMED, _named)):
        found = shape.fullmatch(text)
        if found:
            try:
                return read(found, locale, today)
            except ValueError:
                return None
    return None


def _iso(found: re.Match[str], locale: str, today: date) -> tuple[date, str]:
    return date(int(found[1]), int(found[2]), int(found[3])), "yyyy-mm-dd"


def _slashed(found: re.Match[str], locale: str, today: date) -> tuple[date, str]:
    month, day = (found[1], found[2]) if locale == "en_US" else (found[2], found[1])
    year = int(found[3] or today.year)
    year += (2000 if year < 30 else 1900) if found[3] and len(found[3]) == 2 else 0
    pattern = "M/d" if locale == "en_US" else "d/M"
    return date(year, int(month), int(day)), f"{pattern}/yyyy" if found[3] else pattern


def _named(found: re.Match[str], locale: str, today: date) -> tuple[date, str]:
    month = _MONTHS.index((found[2] or found[3])[:3].lower()) + 1
    pattern = "d-mmm" if found[1] else "mmm d"
    day = date(int(found[5] or today.year), month, int(found[1] or found[4]))
    return day, pattern + (("-yyyy" if found[1] else ", yyyy") if found[5] else "")
