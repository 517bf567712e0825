"""A questionnaire as a table, for people who would rather fill in a spreadsheet than write TOML.

First a few setting rows (name in the first cell, value in the second), then a row of column names, then one row per
question. Names may be Thai or English; options and points stand in one cell, with | between them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kernel.thai import arabic_digits
from surveys.instruments.flaws import Path
from surveys.instruments.model import CHOICES, Instrument, Item
from surveys.instruments.writing import written_points, written_when

SETTINGS = {
    "id": "รหัส",
    "title": "ชื่อแบบสำรวจ",
    "fiscal_year": "ปีงบประมาณ",
    "source": "ที่มา",
    "split_by": "แยกผลตามข้อ",
}
COLUMNS = {
    "id": "ข้อ",
    "text": "คำถาม",
    "kind": "ชนิด",
    "options": "ตัวเลือก",
    "points": "คะแนน",
    "indicator": "ด้าน",
    "reverse": "กลับคะแนน",
    "when": "ถามเมื่อ",
    "short": "คำถามแบบสั้น",
    "lineage": "ต่อเนื่องจาก",
}
KINDS = {
    "level": "ระดับ",
    "yesno": "ใช่หรือไม่",
    "single": "เลือกหนึ่งข้อ",
    "multiple": "เลือกหลายข้อ",
    "number": "ตัวเลข",
    "text": "ข้อความ",
}
_YES, _NO = {"ใช่", "yes", "true", "1", "x", "/", "✓"}, {"ไม่", "ไม่ใช่", "no", "false", "0", "-"}
_WHOLE = re.compile(r"-?[0-9]+(?:\.0+)?")
_RANGE = re.compile(r"(-?[0-9]{0,10})\s*(?:ถึง|\.\.|-|–|to)\s*(-?[0-9]{0,10})")
BETWEEN = re.compile(r"[|\n]")


def read_rows(rows: Sequence[Sequence[str]]) -> tuple[dict[str, Any], dict[Path, int]]:
    """The raw data of a sheet's rows, and the row (from 1) on which each path stands.

    What cannot be understood is passed on as it is: `reading.examine` says what is wrong with it.
    """
    settings, columns = _names(SETTINGS), _names(COLUMNS)
    data: dict[str, Any] = {}
    places: dict[Path, int] = {}
    header: list[str] | None = None
    items: list[dict[str, Any]] = []
    for line, cells in enumerate(([_bare(cell) for cell in row] for row in rows), start=1):
        if not any(cells):
            continue
        if header is None and columns["คำถาม"] in (columns.get(_name(cell)) for cell in cells):
            header = _header([columns.get(_name(cell), cell) for cell in cells])
            places["items",] = line
        elif header is None:
            key = settings.get(_name(cells[0]), cells[0] or "?")
            key = f"{key} ({line})" if key in data else key  # said twice: not understood the second time
            if len(cells) > 1 and cells[1]:
                data[key] = _setting(key, cells[1])
            places[key,] = line
        else:
            items.append(_item(dict(zip(header, cells, strict=False)), _spilled(header, cells)))
            places["items", len(items)] = line
    if header is not None:
        data["items"] = items
    _aspects(data, items, places)
    return data, places


def _header(named: Sequence[str]) -> list[str]:
    """A column that is there twice is named as such the second time: its cells are not understood, and not lost."""
    again = {place for place, name in enumerate(named) if name and name in named[:place]}
    return [f"{name} ({place + 1})" if place in again else name for place, name in enumerate(named)]


def write_rows(instrument: Instrument) -> list[list[str]]:
    """The rows that `read_rows` makes this instrument from. `words` and improvement issues have no column."""
    settings = {
        "id": instrument.id,
        "title": instrument.title,
        "fiscal_year": str(instrument.fiscal_year),
        "source": instrument.source,
        "split_by": instrument.split_by,
    }
    rows = [[SETTINGS[key], value] for key, value in settings.items() if value]
    rows.append(list(COLUMNS.values()))
    return rows + [_written(item, instrument.indicators) for item in instrument.items]


def _bare(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running "-5 ถึง 5" as a formula."""
    return cell.strip().removeprefix("'")


def _written(item: Item, indicators: Mapping[str, str]) -> list[str]:
    options = "|".join(option.label for option in item.options)
    if item.kind == "number" and (item.least is not None or item.most is not None):
        options = " ถึง ".join("" if bound is None else str(bound) for bound in (item.least, item.most)).strip()
    cells = {
        "id": item.id,
        "text": item.text,
        "kind": KINDS[item.kind],
        "options": options,
        "points": "|".join(map(str, written_points(item))),
        "indicator": indicators.get(item.indicator, ""),
        "reverse": "ใช่" if item.reverse else "",
        "when": written_when(item),
        "short": item.short,
        "lineage": item.lineage,
    }
    return [cells[key] for key in COLUMNS]


def _names(known: Mapping[str, str]) -> dict[str, str]:
    return {**{_name(thai): key for key, thai in known.items()}, **{key: key for key in known}}


def _name(cell: str) -> str:
    return "".join(cell.lower().replace("\ufeff", "").split()).rstrip(":*")


def _setting(key: str, cell: str) -> Any:
    return _number(cell) if key == "fiscal_year" else cell


def _spilled(header: Sequence[str], cells: Sequence[str]) -> bool:
    return any(cells[len(header) :]) or any(cell and not name for name, cell in zip(header, cells, strict=False))


def _item(cells: Mapping[str, str], spilled: bool) -> dict[str, Any]:
    """One question's data from its filled cells."""
    filled: dict[str, Any] = {key: cell for key, cell in cells.items() if cell and key}
    kinds = {_name(thai): key for key, thai in KINDS.items()}
    if "kind" in filled:
        filled["kind"] = kinds.get(_name(filled["kind"]), filled["kind"].lower())
    if filled.get("kind") == "number" and "options" in filled:
        filled |= _bounds(filled.pop("options"))
    for key in {"options", "points"} & filled.keys():
        parts = [part.strip() for part in BETWEEN.split(filled[key]) if part.strip()]
        filled[key] = [_number(part) for part in parts] if key == "points" else parts
    if "reverse" in filled:
        said = _name(filled["reverse"])
        filled["reverse"] = said in _YES if said in _YES | _NO else filled["reverse"]
    if filled.get("kind") in CHOICES - {"level", "yesno"} | {"number", "text"}:
        filled.pop("indicator", None)  # an aspect beside a question that is not scored does no harm
    if spilled:
        filled["?"] = ""
    return filled


def _bounds(cell: str) -> dict[str, Any]:
    found = _RANGE.fullmatch(arabic_digits(cell).strip())
    if found is None:
        return {"least": cell}
    bounds = {"least": found[1], "most": found[2]}
    return {key: int(bound) if bound.strip("-") else None for key, bound in bounds.items() if bound}


def _number(cell: str) -> int | str:
    plain = arabic_digits(cell).strip()
    return int(plain.split(".")[0]) if _WHOLE.fullmatch(plain) and len(plain) < 12 else cell


def _aspects(data: dict[str, Any], items: Sequence[dict[str, Any]], places: dict[Path, int]) -> None:
    """Aspects are named in the sheet and numbered here, in the order in which they appear."""
    named: dict[str, str] = {}
    for number, item in enumerate(items, start=1):
        if "indicator" in item:
            item["indicator"] = named.setdefault(item["indicator"], str(len(named) + 1))
            places.setdefault(("indicators", item["indicator"]), places["items", number])
    if named:
        data["indicators"] = {code: name for name, code in named.items()}
