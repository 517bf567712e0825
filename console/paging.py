"""Long lists in pages: `?page=2`. A typed page that is not there is the nearest one that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

Row = TypeVar("Row")
LENGTH = 100


@dataclass(frozen=True)
class Paged(Generic[Row]):
    """One page of a list."""

    rows: Sequence[Row]
    number: int
    """From 1."""
    last: int


def paged(every: Sequence[Row], length: int = LENGTH) -> Paged[Row]:
    """The page that the address asks for."""
    typed = request.args.get("page", "")
    last = max(1, -(-len(every) // length))
    number = min(max(int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1, 1), last)
    return Paged(every[(number - 1) * length : number * length], number, last)
