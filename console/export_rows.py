"""Published answers as columns: the questionnaire's answers, the round, the batch's day, and the point as stored.

Nothing else is ever on a row: no channel, demographic, comment, order or key. Free-text items have no column.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from console import export_texts as texts
from kernel.calendar import period
from surveys.instruments import Instrument, Item
from surveys.records import Response

Cell = int | str | date | None


@dataclass(frozen=True)
class Column:
    """One column. `labels`: what its numbers mean, for the formats that show words."""

    name: str
    label: str
    of: Callable[[Response], Cell]
    kind: Literal["number", "text", "day"] = "number"
    labels: Mapping[int, str] = field(default_factory=dict)

    def worded(self, row: Response) -> Cell:
        """The cell as people read it."""
        value = self.of(row)
        return self.labels.get(value, value) if isinstance(value, int) else value


def in_order(rows: Sequence[Response]) -> list[Response]:
    """By day, then by random key: the places of a day's batches are not told."""
    return sorted(rows, key=lambda row: (row.day, row.key))


def columns(instrument: Instrument, points: Mapping[str, str]) -> list[Column]:
    """All columns of an instrument. points -- code -> name."""
    return [
        Column("round", texts.ROUND, lambda row: row.round, "text"),
        Column("fiscal_year", texts.FISCAL_YEAR, lambda row: period(_span(row)).fiscal_year),
        Column("period", texts.PERIOD, _span, "text"),
        Column("day", texts.DAY, lambda row: row.day, "day"),
        Column("point", texts.POINT, lambda row: row.point, "text"),
        Column("point_name", texts.POINT_NAME, lambda row: points.get(row.point or ""), "text"),
        *(column for item in instrument.items for column in _of_item(item)),
    ]


def _span(row: Response) -> str:
    return row.round.rpartition(":")[2]


def _of_item(item: Item) -> list[Column]:
    if item.kind == "multiple":
        return [_ticked(item, option.position, option.label) for option in item.options]
    if item.kind == "number":
        return [Column(item.id, item.text, lambda row: _number(row, item.id))]
    if not item.options:
        return []  # free text is never on a row
    labels = {option.position: option.label for option in item.options}
    chosen = Column(item.id, item.text, lambda row: _position(item, row), labels=labels)
    if not item.scored:
        return [chosen]
    worth = Column(f"{item.id}_points", texts.POINTS.format(id=item.id), lambda row: _points(item, row))
    return [chosen, worth]


def _position(item: Item, row: Response) -> int | None:
    option = item.option(row.answers.get(item.id, 0))
    return None if option is None else option.position


def _points(item: Item, row: Response) -> int | None:
    option = item.option(row.answers.get(item.id, 0))
    return None if option is None else option.points


def _number(row: Response, item_id: str) -> int | None:
    given = row.answers.get(item_id)
    return given if isinstance(given, int) else None


def _ticked(item: Item, position: int, label: str) -> Column:
    """One yes/no column for each option of an item with several answers; empty where the item was passed."""

    def of(row: Response) -> int | None:
        given: object = row.answers.get(item.id)
        return int(position in given) if isinstance(given, (list, tuple)) else None

    return Column(f"{item.id}_{position}", f"{item.text}: {label}", of, labels=texts.TICKED)
