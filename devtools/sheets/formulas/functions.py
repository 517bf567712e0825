"""The functions that are covered. Every other one refuses loudly when its result is asked for."""

import math
from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from devtools.sheets.formulas.parse import Node
from devtools.sheets.formulas.values import Block, CellError, flat, number, numbers, scalar, text, truth

Evaluate = Callable[[Node], Any]


def _average(*given: Any) -> float:
    found = numbers(given)
    if not found:
        raise CellError("#DIV/0!", "Evaluation of function AVERAGE caused a divide by zero error.")
    return sum(found) / len(found)


def _count(*given: Any) -> int:
    return sum(isinstance(one, int | float) and not isinstance(one, bool) for one in flat(given))


def _counta(*given: Any) -> int:
    return sum(one is not None for one in flat(given))


def _round(value: Any, places: Any = 0) -> float:
    exact = Decimal(repr(float(number(value)))).quantize(Decimal(1).scaleb(-int(number(places))), ROUND_HALF_UP)
    return float(exact)


def _date(year: Any, month: Any, day: Any) -> int:
    months = int(number(year)) * 12 + int(number(month)) - 1
    first = date(months // 12, months % 12 + 1, 1)
    return (first - date(1899, 12, 30)).days + int(number(day)) - 1


def _condition(wanted: Any) -> Callable[[Any], bool]:
    """What COUNTIF and SUMIF accept: a value, or a text such as ">=3"."""
    wanted = scalar(wanted)
    sign = next(
        (one for one in ("<>", ">=", "<=", ">", "<", "=") if isinstance(wanted, str) and wanted.startswith(one)), ""
    )
    bare = wanted[len(sign) :] if sign else wanted
    try:
        limit: Any = float(bare) if not isinstance(bare, bool) else bare
    except (TypeError, ValueError):
        limit = bare

    def holds(value: Any) -> bool:
        same = isinstance(value, str) == isinstance(limit, str) and value is not None
        one, other = (value.lower(), limit.lower()) if isinstance(limit, str) and same else (value, limit)
        if sign in {"", "="}:
            return bool(same and one == other)
        if sign == "<>":
            return not same or one != other
        return bool(same) and {">": one > other, "<": one < other, ">=": one >= other, "<=": one <= other}[sign]

    return holds


def _countif(block: Block, wanted: Any) -> int:
    holds = _condition(wanted)
    return sum(holds(one) for one in block)


def _sumif(block: Block, wanted: Any, summed: Block | None = None) -> float:
    holds = _condition(wanted)
    pairs = zip(block, summed or block, strict=False)
    return sum(value for one, value in pairs if holds(one) and isinstance(value, int | float))


def _find_row(wanted: Any, rows: Sequence[Sequence[Any]]) -> Sequence[Any]:
    holds = _condition(wanted)
    found = next((row for row in rows if holds(row[0])), None)
    if found is None:
        raise CellError("#N/A", f"Did not find value '{text(wanted)}' in lookup.")
    return found


def _vlookup(wanted: Any, block: Block, index: Any, nearest: Any = True) -> Any:
    if truth(nearest):
        raise CellError("#N/A", "VLOOKUP in sorted columns is not covered by this emulator; give FALSE.")
    row, place = _find_row(wanted, block.rows), int(number(index))
    if not 1 <= place <= len(row):
        raise CellError("#REF!", "VLOOKUP evaluates to an out of bounds range.")
    return row[place - 1]


def _link(address: Any, label: Any = None) -> str:
    return text(address) if label is None else text(label)


def _if(given: list[Node], evaluate: Evaluate) -> Any:
    if not 2 <= len(given) <= 3:
        return CellError("#N/A", "Wrong number of arguments to IF.")
    asked = evaluate(given[0])
    if isinstance(asked, CellError):
        return asked
    if truth(asked):
        return evaluate(given[1])
    return evaluate(given[2]) if len(given) == 3 else False


def _iferror(given: list[Node], evaluate: Evaluate) -> Any:
    found = evaluate(given[0])
    if not isinstance(found, CellError):
        return found
    return evaluate(given[1]) if len(given) > 1 else None


LAZY: dict[str, Callable[[list[Node], Evaluate], Any]] = {"IF": _if, "IFERROR": _iferror}
"""Functions that do not work out every argument."""

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": lambda *given: sum(numbers(given)),
    "AVERAGE": _average,
    "MIN": lambda *given: min(numbers(given), default=0),
    "MAX": lambda *given: max(numbers(given), default=0),
    "COUNT": _count,
    "COUNTA": _counta,
    "COUNTIF": _countif,
    "SUMIF": _sumif,
    "ROUND": _round,
    "ABS": lambda value: abs(number(value)),
    "INT": lambda value: math.floor(number(value)),
    "AND": lambda *given: all(truth(one) for one in flat(given) if one is not None),
    "OR": lambda *given: any(truth(one) for one in flat(given) if one is not None),
    "NOT": lambda value: not truth(value),
    "ISBLANK": lambda value: scalar(value) is None,
    "CONCATENATE": lambda *given: "".join(text(one) for one in flat(given)),
    "LEN": lambda value: len(text(value)),
    "UPPER": lambda value: text(value).upper(),
    "LOWER": lambda value: text(value).lower(),
    "TRIM": lambda value: " ".join(text(value).split()),
    "LEFT": lambda value, length=1: text(value)[: int(number(length))],
    "RIGHT": lambda value, length=1: text(value)[-int(number(length)) :] if number(length) else "",
    "MID": lambda value, start, length: text(value)[int(number(start)) - 1 :][: int(number(length))],
    "HYPERLINK": _link,
    "DATE": _date,
    "PI": lambda: math.pi,
    "ROWS": lambda block: block.tall,
    "COLUMNS": lambda block: len(block.rows[0]),
    "VLOOKUP": _vlookup,
}
