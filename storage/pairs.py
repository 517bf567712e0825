"""Finding many rows by two columns at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, tuple_


def among(first: ColumnElement[Any], second: ColumnElement[Any], pairs: Sequence[tuple[str, str]]) -> Any:
    """`(first, second) IN pairs`, in a form for which SQLite uses its index.

    By row values alone it reads the whole table; told of each column's values too, it looks the rows up.
    """
    return and_(
        first.in_(sorted({one for one, _ in pairs})),
        second.in_(sorted({other for _, other in pairs})),
        tuple_(first, second).in_(list(pairs)),
    )
