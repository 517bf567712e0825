"""Reading respondents from a CSV file, with errors that name line and column."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence, Set

from kernel.errors import Refused
from kernel.thai import arabic_digits
from surveys.instruments import Given, Instrument, Item
from surveys.replies import read as read_reply
from surveys.scoring import Row
from surveys.texts import DECLINE, DONT_KNOW

OTHER_COLUMNS = ("part", "point", "age", "gender")
"""Known beside the items. Only `part` takes part in the score."""

MARKS = ",;\t"
"""What may stand between cells. Excel of a country with decimal commas writes semicolons."""

_NAME_SHOWN = 40
_REPORT_EVERY = 1000
_REMEMBERED = 1000


def read(content: bytes, instrument: Instrument, progress: Callable[[int, int], None] | None = None) -> list[Row]:
    """One row per respondent. Columns are item ids plus optional part, point, age, gender.

    Cells hold the option's position (1..k, Thai digits too) or its label, several of them for a multiple choice, a
    number, or words; blank means not answered. Commas, semicolons or tabs stand between cells. A wholly blank line is
    passed over. UTF-8 with or without a byte-order mark, or Windows Thai as Excel saves it.
    progress -- told now and then how many characters of how many are read.
    Raises Refused with the line a record starts on: not_text, bad_csv, no_header, unknown_column, twice_column,
    extra_cell, bad_cell, bad_part.
    """
    text = _decoded(content)
    items = {item.id.lower(): item for item in instrument.items}
    records = _records(text, _mark(text, items.keys()))
    _, names, _ = next(records, (1, [], 0))
    header = [name.strip().lower() for name in names]
    _check(header, items.keys() | set(OTHER_COLUMNS), items.keys())
    readers = {name: _Cells(item) for name, item in items.items()}
    rows: list[Row] = []
    for line, cells, place in records:
        if progress is not None and len(rows) % _REPORT_EVERY == 0:
            progress(place, len(text))
        if any(cell.strip() for cell in cells):
            rows.append(_row(_named(header, cells, line), readers, line))
    return rows


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp874"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:  # UTF-16 decodes as Windows Thai, full of these
            return text
    raise Refused("not_text")


def _mark(text: str, wanted: Set[str]) -> str:
    """The mark that finds most items in the first line; the comma when none finds more than it."""
    first = text.split("\n", 1)[0].lower()

    def found(mark: str) -> int:
        return len({name.strip().strip('"') for name in first.split(mark)} & wanted)

    return max(MARKS, key=found)


def _records(text: str, mark: str) -> Iterator[tuple[int, list[str], int]]:
    """(line, cells, characters read so far)."""
    source = io.StringIO(text, newline="")
    lines = csv.reader(source, delimiter=mark)
    while True:
        first = lines.line_num + 1  # a quoted cell may span lines; people look for where its record begins
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused("bad_csv", line=first) from error
        yield first, cells, source.tell()


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
        if (place >= len(header) or not header[place]) and cell.strip():
            raise Refused("extra_cell", line=line, column=place + 1)
    return dict(zip(header, cells, strict=False))


def _row(cells: dict[str, str], readers: dict[str, "_Cells"], line: int) -> Row:
    answers = {}
    for name, reader in readers.items():
        cell = cells.get(name, "")
        given = reader.read(cell, line) if cell else None
        if given is not None:
            answers[reader.item.id] = given
    part = arabic_digits(cells.get("part", "").strip()) or "1"
    if part not in {"1", "2"}:
        raise Refused("bad_part", line=line, column="part")
    return Row(answers, int(part))


class _Cells:
    """One column. What a cell means is worked out once for all cells that say the same."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self._known: dict[str, Given | None] = {}

    def read(self, cell: str, line: int) -> Given | None:
        """The answer in a cell, or None for none. Raises Refused("bad_cell")."""
        if cell in self._known:
            return self._known[cell]
        given = _given(self.item, cell, line)
        if len(self._known) < _REMEMBERED:
            self._known[cell] = given
        return given


def _given(item: Item, cell: str, line: int) -> Given | None:
    said = "".join(arabic_digits(cell).split())
    if not said or said in {DONT_KNOW, DECLINE}:
        return None
    for option in item.options:
        if said in {str(option.position), f"{option.position}.0", "".join(option.label.split())}:
            return (option.position,) if item.kind == "multiple" else option.position
    if not item.scored:
        try:
            found = read_reply(item, cell.strip().removesuffix(".0") if item.kind == "number" else cell)
        except Refused as refused:
            raise Refused("bad_cell", line=line, column=item.id) from refused
        if found is not None:
            return found
    raise Refused("bad_cell", line=line, column=item.id)
