"""A formula as text: its pieces, and what becomes of its references when cells move."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from devtools.sheets.a1 import Area
from devtools.sheets.dimensions import Edit
from devtools.sheets.lettering import column, letters, quoted

_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9]\d*"
_COLUMN, _ROW = r"\$?[A-Za-z]{1,3}", r"\$?[1-9]\d*"
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r'|(?P<string>"(?:[^"]|"")*")'
    r"|(?P<error>#(?:DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|NULL!|ERROR!))"
    rf"|(?P<ref>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.\u0e00-\u0e7f]*)!)?"
    rf"(?:{_CELL}:(?:{_CELL}|{_COLUMN}|{_ROW})|{_COLUMN}:(?:{_CELL}|{_COLUMN})|{_ROW}:{_ROW}|{_CELL})(?![\w(.]))"
    r"|(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[^\W\d][\w.\u0e00-\u0e7f]*)"  # \w has no Thai vowel signs
    r"|(?P<op><>|<=|>=|[-+*/^&=<>%(),;{}])"
    r"|(?P<bad>.)",
    re.DOTALL,
)
_CORNER = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)(\d*)")


def tokens(formula: str) -> Iterator[tuple[str, str]]:
    """Kind and text of each piece, without the leading `=`; joined they are the formula again."""
    for found in _TOKEN.finditer(formula[1:]):
        yield found.lastgroup or "", found[0]


@dataclass(frozen=True)
class _Corner:
    column: int | None
    column_fixed: bool
    row: int | None
    row_fixed: bool

    @property
    def text(self) -> str:
        wide = "" if self.column is None else ("$" if self.column_fixed else "") + letters(self.column)
        return wide + ("" if self.row is None else ("$" if self.row_fixed else "") + str(self.row + 1))

    def moved(self, down: int, right: int) -> "_Corner | None":
        at = None if self.column is None else self.column + (0 if self.column_fixed else right)
        row = None if self.row is None else self.row + (0 if self.row_fixed else down)
        return None if (at or 0) < 0 or (row or 0) < 0 else replace(self, column=at, row=row)

    def at(self, down: bool, index: int) -> "_Corner":
        """In another row, or in another column."""
        return replace(self, row=index) if down else replace(self, column=index)


@dataclass(frozen=True)
class Reference:
    """One or more cells that a formula names."""

    sheet: str | None
    first: _Corner
    last: _Corner | None

    @property
    def text(self) -> str:
        """As it stands in the formula."""
        sheet = "" if self.sheet is None else quoted(self.sheet) + "!"
        return sheet + self.first.text + ("" if self.last is None else f":{self.last.text}")

    @property
    def area(self) -> Area:
        """The cells, whatever the order of the corners."""
        last = self.last or self.first
        rows = [one for one in (self.first.row, last.row) if one is not None]
        columns = [one for one in (self.first.column, last.column) if one is not None]
        bottom = max(rows) + 1 if last.row is not None else None
        right = max(columns) + 1 if last.column is not None else None
        return Area(min(rows, default=0), min(columns, default=0), bottom, right)

    def moved(self, down: int, right: int) -> "Reference | None":
        """As a copy so many cells further has it; None when it would leave the sheet."""
        first, last = self.first.moved(down, right), self.last and self.last.moved(down, right)
        return None if first is None or (self.last and last is None) else replace(self, first=first, last=last)

    def edited(self, edit: Edit) -> "Reference | None":
        """After rows or columns came or went; None when nothing of it is left."""
        last = self.last or self.first
        start, end = (self.first.row, last.row) if edit.down else (self.first.column, last.column)
        if start is None or end is None:
            return self
        kept = edit.span(min(start, end), max(start, end) + 1)
        if kept is None:
            return None
        first, past = self.first.at(edit.down, kept[0]), last.at(edit.down, kept[1] - 1)
        return replace(self, first=first, last=self.last and past)


def reference(text: str) -> Reference:
    """Read what the tokens call a ref."""
    title, _, rest = text.rpartition("!")
    if title.startswith("'"):
        title = title[1:-1].replace("''", "'")
    corners = [_corner(part) for part in rest.split(":")]
    return Reference(title or None, corners[0], corners[1] if len(corners) > 1 else None)


def _corner(text: str) -> _Corner:
    found = _CORNER.fullmatch(text)
    if found is None:
        raise ValueError(text)
    only_row = not found[2]
    row_mark = found[1] if only_row else found[3]
    return _Corner(
        None if only_row else column(found[2]), bool(found[1]) and not only_row,
        int(found[4]) - 1 if found[4] else None, bool(row_mark),
    )  # fmt: skip


def _changed(formula: str, change: Callable[[Reference], Reference | None]) -> str:
    return "=" + "".join(_piece(kind, text, change) for kind, text in tokens(formula))


def _piece(kind: str, text: str, change: Callable[[Reference], Reference | None]) -> str:
    if kind != "ref":
        return text
    before = reference(text)
    after = change(before)
    if after is None:
        return "#REF!"
    return text if after == before else after.text


def after_move(formula: str, down: int, right: int) -> str:
    """The formula of a cell copied so many cells further: relative references go along."""
    return _changed(formula, lambda one: one.moved(down, right))


def after_edit(formula: str, at_home: bool, title: str, edit: Edit) -> str:
    """After rows or columns of the sheet `title` came or went; `at_home`: the formula is on that sheet."""

    def change(one: Reference) -> Reference | None:
        there = at_home if one.sheet is None else one.sheet.lower() == title.lower()
        return one.edited(edit) if there else one

    return _changed(formula, change)


def after_rename(formula: str, old: str, new: str) -> str:
    """After a sheet got another title."""
    return _changed(formula, lambda one: replace(one, sheet=new) if (one.sheet or "").lower() == old.lower() else one)
