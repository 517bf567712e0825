"""Reading respondents from a CSV file, with errors that name line and column."""

import csv
import io

from kernel.errors import Refused
from kernel.thai import arabic_digits
from surveys.instruments import Instrument, Item
from surveys.scoring import Row

OTHER_COLUMNS = ("part", "point", "age", "gender")


def read(content: bytes, instrument: Instrument) -> list[Row]:
    """One row per respondent. Columns are item ids plus optional part, point, age, gender.

    Cells hold the option's position (1..k, Thai digits too) or its label; blank means not answered. A wholly blank
    line is passed over. Raises Refused: not_utf8, no_header, unknown_column, twice_column, bad_cell, bad_part.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("not_utf8") from error
    lines = csv.reader(io.StringIO(text, newline=""), strict=False)
    header = [name.strip().lower() for name in next(lines, [])]
    _check(header, instrument)
    rows = []
    for cells in lines:
        if any(cell.strip() for cell in cells):
            rows.append(_row(dict(zip(header, cells, strict=False)), instrument, lines.line_num))
    return rows


def _check(header: list[str], instrument: Instrument) -> None:
    if not any(instrument.item(name) for name in header):
        raise Refused("no_header", line=1)
    for place, name in enumerate(header):
        if name in header[:place]:
            raise Refused("twice_column", line=1, column=name)
        if name and name not in OTHER_COLUMNS and instrument.item(name) is None:
            raise Refused("unknown_column", line=1, column=name)


def _row(cells: dict[str, str], instrument: Instrument, line: int) -> Row:
    answers = {}
    for item in instrument.items:
        position = _position(item, cells.get(item.id, ""), line)
        if position is not None:
            answers[item.id] = position
    part = arabic_digits(cells.get("part", "").strip()) or "1"
    if part not in {"1", "2"}:
        raise Refused("bad_part", line=line, column="part")
    return Row(answers, int(part))


def _position(item: Item, cell: str, line: int) -> int | None:
    said = arabic_digits(cell.strip())
    if not said:
        return None
    for option in item.options:
        if said in {str(option.position), f"{option.position}.0", option.label}:
            return option.position
    raise Refused("bad_cell", line=line, column=item.id)
