"""Finding many rows by two columns at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, tuple_


def among(first: ColumnElement[Any], second: ColumnElement[Any]) -> ColumnElement[bool]:
    """`(first, second) IN pairs`, in a form for which SQLite uses its index; `pairs` come with `these`.

    By row values alone it reads the whole table; told of each column's values too, it looks the rows up.
    """
    return and_(
        first.in_(bindparam("firsts", expanding=True)),
        second.in_(bindparam("seconds", expanding=True)),
        tuple_(first, second).in_(bindparam("pairs", expanding=True)),
    )


def these(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The parameters of an `among`."""
    return {
        "firsts": sorted({first for first, _ in pairs}),
        "seconds": sorted({second for _, second in pairs}),
        "pairs": list(pairs),
    }
