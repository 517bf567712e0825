"""An instrument: a questionnaire of one kind and fiscal year, as immutable data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["level", "yesno"]


@dataclass(frozen=True)
class Option:
    """One answer a person can choose."""

    position: int
    """1 for the first shown."""
    label: str
    points: int
    """0 to 100, already reversed where the item is."""
    words: tuple[str, ...] = ()
    """Other ways people type this answer."""


@dataclass(frozen=True)
class Item:
    """One question."""

    id: str
    text: str
    """The official wording."""
    kind: Kind
    reverse: bool
    indicator: str
    issue: int
    """Which of the seven improvement issues (ประเด็น) its report paragraph belongs to."""
    options: tuple[Option, ...]
    short: str = ""
    """The same question in everyday words, for a small screen; the official wording stays reachable."""

    @property
    def spoken(self) -> str:
        """The everyday wording where there is one."""
        return self.short or self.text

    def option(self, position: int) -> Option | None:
        """The option at `position`, or None when there is none."""
        return self.options[position - 1] if 1 <= position <= len(self.options) else None


@dataclass(frozen=True)
class Instrument:
    """A whole questionnaire. Items are keyed by (instrument, id): ids repeat between years with other meanings."""

    id: str
    kind: str
    """"eit" or "iit"."""
    title: str
    fiscal_year: int
    source: str
    items: tuple[Item, ...]
    indicators: Mapping[str, str]
    """Indicator number -> Thai name, in printed order."""

    def item(self, item_id: str) -> Item | None:
        """The item with this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)

    def items_of(self, indicator: str) -> tuple[Item, ...]:
        """The indicator's items, in order."""
        return tuple(item for item in self.items if item.indicator == indicator)


def instrument_json(instrument: Instrument) -> dict[str, Any]:
    """The documented JSON form: options in shown order, points already reversed where the item is."""
    return {
        "id": instrument.id,
        "kind": instrument.kind,
        "title": instrument.title,
        "fiscal_year": instrument.fiscal_year,
        "source": instrument.source,
        "indicators": dict(instrument.indicators),
        "items": [_item_json(item) for item in instrument.items],
    }


def _item_json(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "text": item.text,
        "kind": item.kind,
        "reverse": item.reverse,
        "indicator": item.indicator,
        "options": [
            {"position": option.position, "label": option.label, "points": option.points} for option in item.options
        ],
    }
