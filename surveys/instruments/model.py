"""An instrument: a questionnaire of one kind and fiscal year, as immutable data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["level", "yesno", "single", "multiple", "number", "text"]
SCORED = frozenset({"level", "yesno"})
"""Kinds whose options are worth points. The others are counted or read, never scored."""
CHOICES = frozenset({"level", "yesno", "single", "multiple"})
"""Kinds answered by choosing among options."""

STAFF_KINDS = frozenset({"iit"})
"""Questionnaires that staff answer: no part of what citizens said, and asked by slips alone."""

Given = int | tuple[int, ...] | str
"""An answer: the option's position, or the number itself; the chosen positions, ascending; the words."""

TAPPED = 10
"""A question with more options than this does not fit a chat bubble."""


@dataclass(frozen=True)
class Option:
    """One answer a person can choose."""

    position: int
    """1 for the first shown."""
    label: str
    points: int
    """0 to 100, already reversed where the item is; 0 and without meaning where the item is not scored."""
    words: tuple[str, ...] = ()
    """Other ways people type this answer."""


@dataclass(frozen=True)
class Condition:
    """The item is asked only of people who gave one of these answers to an earlier item."""

    item: str
    positions: tuple[int, ...]


@dataclass(frozen=True)
class Item:
    """One question."""

    id: str
    text: str
    """The official wording."""
    kind: Kind
    reverse: bool
    indicator: str
    """"" where the item is not scored."""
    issue: int
    """Which of the seven improvement issues (ประเด็น) its report paragraph belongs to; 0 for none."""
    options: tuple[Option, ...]
    short: str = ""
    """The same question in everyday words, for a small screen; the official wording stays reachable."""
    lineage: str = ""
    """What is asked, whatever its id and wording in a year: items of one lineage make one trend. "" for none."""
    when: Condition | None = None
    """None: asked of everybody."""
    least: int | None = None
    """The smallest number taken; None for no bound. Number items only, as is `most`."""
    most: int | None = None

    @property
    def spoken(self) -> str:
        """The everyday wording where there is one."""
        return self.short or self.text

    @property
    def scored(self) -> bool:
        """Whether its answers are worth points."""
        return self.kind in SCORED

    def option(self, position: object) -> Option | None:
        """The option at `position`, or None when there is none (or `position` is no position at all)."""
        known = isinstance(position, int) and 1 <= position <= len(self.options)
        return self.options[position - 1] if known else None  # type: ignore[operator]  # `known` says int


@dataclass(frozen=True)
class Instrument:
    """A whole questionnaire. Items are keyed by (instrument, id): ids repeat between years with other meanings."""

    id: str
    kind: str
    """"eit", "iit", "satisfaction" or "own"."""
    title: str
    fiscal_year: int
    source: str
    items: tuple[Item, ...]
    indicators: Mapping[str, str]
    """Indicator number -> Thai name, in printed order."""
    split_by: str = ""
    """The single-choice item by whose answers results are also shown apart, e.g. the service used; "" for none."""

    def item(self, item_id: str) -> Item | None:
        """The item with this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)

    def items_of(self, indicator: str) -> tuple[Item, ...]:
        """The indicator's items, in order."""
        return tuple(item for item in self.items if item.indicator == indicator)

    @property
    def scored_items(self) -> tuple[Item, ...]:
        """The items that count in scores."""
        return tuple(item for item in self.items if item.scored)

    @property
    def for_staff(self) -> bool:
        """Whether staff answer it, not citizens."""
        return self.kind in STAFF_KINDS

    @property
    def tappable(self) -> bool:
        """Whether a chat can ask it by buttons alone; otherwise the chat gives the web form's address."""
        return all(item.kind in SCORED | {"single"} and len(item.options) <= TAPPED for item in self.items)

    @property
    def lineages(self) -> dict[str, Item]:
        """Lineage -> the item that asks it in this instrument."""
        return {item.lineage: item for item in self.items if item.lineage}


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
        "lineage": {item.id: item.lineage for item in instrument.items if item.lineage},
    }


def _item_json(item: Item) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": item.id,
        "text": item.text,
        "kind": item.kind,
        "reverse": item.reverse,
        "indicator": item.indicator,
        "options": [
            {"position": option.position, "label": option.label, "points": option.points if item.scored else None}
            for option in item.options
        ],
    }
    if item.when is not None:
        shown["when"] = {"item": item.when.item, "positions": list(item.when.positions)}
    if item.kind == "number":
        shown |= {"least": item.least, "most": item.most}
    return shown
