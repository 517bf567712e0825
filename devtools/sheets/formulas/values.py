"""Values inside formulas."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from devtools.sheets.patterns import general


class CellError(Exception):
    """#DIV/0! and its family."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.message = message

    @property
    def json(self) -> dict[str, str]:
        """ErrorValue."""
        kinds = {"#DIV/0!": "DIVIDE_BY_ZERO", "#VALUE!": "VALUE", "#REF!": "REF", "#NAME?": "NAME",
                 "#NUM!": "NUM", "#N/A": "N_A", "#NULL!": "NULL_VALUE"}  # fmt: skip
        return {"type": kinds.get(self.code, "ERROR"), **({"message": self.message} if self.message else {})}


@dataclass(frozen=True)
class Block:
    """The values of a reference, row by row; rows below the last that holds something may be missing."""

    rows: list[list[Any]]
    top: int = 0
    left: int = 0
    tall: int = 1

    def __iter__(self) -> Iterator[Any]:
        return (value for row in self.rows for value in row)


def scalar(value: Any) -> Any:
    """One value: of a block its only cell."""
    if not isinstance(value, Block):
        return value
    if value.tall > 1 or len(value.rows[0]) > 1:
        # Google would spill an array into the cells around
        return CellError("#VALUE!", "An array value could not be found.")
    return value.rows[0][0]


def number(value: Any) -> float:
    """As arithmetic takes it. Raises CellError."""
    value = scalar(value)
    if isinstance(value, CellError):
        raise value
    if value is None or value == "":
        return 0
    if isinstance(value, str):
        try:
            return float(value.replace(",", ""))
        except ValueError:
            raise CellError("#VALUE!", f"'{value}' is a text and cannot be coerced to a number.") from None
    return float(value) if not isinstance(value, int) else value


def text(value: Any) -> str:
    """As `&` takes it. Raises CellError."""
    value = scalar(value)
    if isinstance(value, CellError):
        raise value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else general(value)


def truth(value: Any) -> bool:
    """As IF takes it. Raises CellError."""
    value = scalar(value)
    if isinstance(value, str) and value.upper() in {"TRUE", "FALSE"}:
        return value.upper() == "TRUE"
    return bool(number(value))


def numbers(given: tuple[Any, ...]) -> list[float]:
    """What SUM adds: in blocks only numbers count, an argument itself is read as one. Raises CellError."""
    found: list[float] = []
    for one in given:
        if not isinstance(one, Block):
            found.append(number(one))
            continue
        for value in one:
            if isinstance(value, CellError):
                raise value
            if isinstance(value, int | float) and not isinstance(value, bool):
                found.append(value)
    return found


def flat(given: tuple[Any, ...]) -> list[Any]:
    """Every value of every argument."""
    return [value for one in given for value in (one if isinstance(one, Block) else [one])]
