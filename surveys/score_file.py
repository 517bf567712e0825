"""Reading respondents from a CSV file, with errors that name line and column."""

import csv
import io
from collections.abc import Iterator, Sequence, Set

from kernel.errors import Refused
from kernel.thai import arabic_digits
from surveys.instruments import Instrument, Item
from surveys.scoring import Row
from surveys.texts import DECLINE, DONT_KNOW

OTHER_COLUMNS = ("part", "point", "age", "gender")
"""Known beside the items. Only `part` takes part in the score."""

_NAME_SHOWN = 40


def read(content: bytes, instrument: Instrument) -> list[Row]:
    """One row per respondent. Columns are item ids plus optional part, point, age, gender.

    Cells hold the option's position (1..k, Thai digits too) or its label; blank means not answered. A wholly blank
    line is passed over. UTF-8 with or without a byte-order mark, or Windows Thai as Excel saves it.
    Raises Refused with the line a record starts on: not_text, bad_csv, no_header, unknown_column, twice_column,
    extra_cell, bad_cell, bad_part.
    """
    records = _records(_decoded(content))
    _, names = next(records, (1, []))
    header = [name.strip().lower() for name in names]
    items = {item.id.lower(): item for item in instrument.items}
    _check(header, items.keys() | set(OTHER_COLUMNS), items.keys())
    return [
        _row(_named(header, cells, line), items, line) for line, cells in records if any(cell.strip() for cell in cells)
    ]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp874"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:  # UTF-16 decodes as Windows Thai, full of these
            return text
    raise Refused("not_text")


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    lines = csv.reader(io.StringIO(text, newline=""))
    while True:
        first = lines.line_num + 1  # a quoted cell may span lines; people look for where its record begins
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused("bad_csv", line=first) from error
        yield first, cells


def _check(header: Sequence[str], allowed: Set[str], wanted: Set[str]) -> None:
    named = [name for name in header if name]
    if not set(named) & wanted:
        raise Refused("no_header", line=1)
    for place, name in enumerate(named):
        if name in named[:place]:
            raise Refused("twice_column", line=1, column=name[:_NAME_SHOWN])
        if name not in allowed:
            raise Refused("unknown_column", line=1, column=name[:_NAME_SHOWN])


def _named(header: Sequence[str], cells: Sequence[str], line: int) -> dict[str, str]:
    for place, cell in enumerate(cells):
        if cell.strip() and (place >= len(header) or not header[place]):
            raise Refused("extra_cell", line=line, column=place + 1)
    return dict(zip(header, cells, strict=False))


def _row(cells: dict[str, str], items: dict[str, Item], line: int) -> Row:
    answers = {}
    for name, item in items.items():
        position = _position(item, cells.get(name, ""), line)
        if position is not None:
            answers[item.id] = position
    part = arabic_digits(cells.get("part", "").strip()) or "1"
    if part not in {"1", "2"}:
        raise Refused("bad_part", line=line, column="part")
    return Row(answers, int(part))


def _position(item: Item, cell: str, line: int) -> int | None:
    said = "".join(arabic_digits(cell).split())
    if not said or said in {DONT_KNOW, DECLINE}:
        return None
    for option in item.options:
        if said in {str(option.position), f"{option.position}.0", "".join(option.label.split())}:
            return option.position
    raise Refused("bad_cell", line=line, column=item.id)
