"""Results of formulas, worked out from the cells as they are now."""

import operator
from collections.abc import Callable
from datetime import date
from typing import Any

from devtools.sheets.a1 import area_of, clip
from devtools.sheets.book import Book
from devtools.sheets.formulas.functions import FUNCTIONS, LAZY
from devtools.sheets.formulas.parse import CannotParse, Node, parse
from devtools.sheets.formulas.text import Reference
from devtools.sheets.formulas.values import Block, CellError, number, scalar, text
from devtools.sheets.refusal import Refusal, not_covered
from devtools.sheets.sheet import Sheet

__all__ = ["Calculation", "CellError"]

_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "^": operator.pow,
}  # fmt: skip
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
}  # fmt: skip


class Calculation:
    """One reading of a spreadsheet: every result is worked out once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._known: dict[tuple[int, int, int], Any] = {}
        self._busy: set[tuple[int, int, int]] = set()

    def value(self, sheet: Sheet, row: int, column: int) -> Any:
        """A cell's number, text, truth, CellError, or None. Raises Refusal(501) for a function that is not covered."""
        given = sheet.cell(row, column).get("userEnteredValue")
        if given is None:
            return None
        ((kind, raw),) = given.items()
        return self._result(sheet, row, column, raw) if kind == "formulaValue" else raw

    def _result(self, sheet: Sheet, row: int, column: int, formula: str) -> Any:
        place = (sheet.id, row, column)
        if place in self._known:
            return self._known[place]
        if place in self._busy:
            return CellError("#REF!", "Circular dependency detected.")
        self._busy.add(place)
        try:
            found = scalar(self.of(parse(formula), sheet))
        except CannotParse:
            found = CellError("#ERROR!", "Formula parse error.")
        except (OverflowError, ValueError):
            found = CellError("#NUM!")
        finally:
            self._busy.discard(place)
        # an empty cell that is pointed to counts as 0
        self._known[place] = 0 if found is None else found
        return self._known[place]

    def of(self, node: Node, home: Sheet) -> Any:
        """The value of a tree; a reference gives a Block."""
        kind, rest = node[0], node[1:]
        if kind in {"number", "text", "truth"}:
            return rest[0]
        if kind == "blank":
            return None
        if kind == "error":
            return CellError(rest[0])
        if kind in {"ref", "named"}:
            return self._cells(rest[0], home)
        if kind == "call":
            return self._call(rest[0], rest[1], home)
        return self._operation(kind, [scalar(self.of(one, home)) for one in rest])

    def _cells(self, pointed: Reference | str, home: Sheet) -> Any:
        sheet: Sheet | None = home
        if isinstance(pointed, str):
            named = next((one for one in self.book.named if one["name"].lower() == pointed.lower()), None)
            if named is None:
                return CellError("#NAME?", f"Unknown range name: '{pointed.upper()}'.")
            sheet, area = self.book.sheet(named["range"].get("sheetId", 0)), area_of(named["range"])
        else:
            area = pointed.area
            if pointed.sheet is not None:
                sheet = self.book.titled(pointed.sheet)
        if sheet is None:
            return CellError("#REF!", "Unresolved sheet name.")
        try:
            block = clip(sheet, area)
        except Refusal:
            return Block([[None]])
        last = min(block.bottom, max(sheet.last_row() + 1, block.top + 1))
        rows = [[self.value(sheet, row, column) for column in block.columns] for row in range(block.top, last)]
        return Block(rows, block.top, block.left, block.bottom - block.top)

    def _call(self, name: str, given: list[Node], home: Sheet) -> Any:
        if name in LAZY:
            return LAZY[name](given, lambda node: scalar(self.of(node, home)))
        if name == "TODAY":
            return (self.book.today - date(1899, 12, 30)).days
        function = FUNCTIONS.get(name)
        if function is None:
            raise not_covered(f"the function {name}; read the formula with valueRenderOption=FORMULA")
        try:
            return function(*(self.of(one, home) for one in given))
        except CellError as error:
            return error
        except TypeError:
            return CellError("#N/A", f"Wrong number of arguments to {name}.")

    def _operation(self, kind: str, values: list[Any]) -> Any:
        error = next((one for one in values if isinstance(one, CellError)), None)
        if error:
            return error
        try:
            return self._worked_out(kind, values)
        except CellError as wrong:
            return wrong
        except ZeroDivisionError:
            return CellError("#DIV/0!", "Function DIVIDE parameter 2 cannot be zero.")

    def _worked_out(self, kind: str, values: list[Any]) -> Any:
        if kind == "&":
            return text(values[0]) + text(values[1])
        if kind in _COMPARED:
            return _compare(kind, values[0], values[1])
        if kind == "percent":
            return number(values[0]) / 100
        if kind in {"negative", "positive"}:
            return -number(values[0]) if kind == "negative" else values[0]
        found = _ARITHMETIC[kind](number(values[0]), number(values[1]))
        if isinstance(found, complex):
            return CellError("#NUM!")
        return found


def _compare(kind: str, left: Any, right: Any) -> bool:
    pair = [_comparable(left, right), _comparable(right, left)]
    return _COMPARED[kind](pair[0], pair[1])


def _comparable(value: Any, other: Any) -> tuple[int, Any]:
    """Numbers come before texts, texts before truths; blanks are like nothing of the other's kind."""
    if value is None:
        value = "" if isinstance(other, str) else False if isinstance(other, bool) else 0
    if isinstance(value, bool):
        return 2, value
    return (1, value.lower()) if isinstance(value, str) else (0, value)
