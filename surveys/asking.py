"""Skip rules: which items a person is asked, given what they have answered so far.

An item with a condition is asked once an earlier item has one of the answers it names. An earlier item that was
passed, or was itself not asked, meets no condition.
"""

from collections.abc import Mapping

from surveys.instruments import Condition, Given, Instrument, Item

So = Mapping[str, Given | None]
"""Item id -> what was answered, None for a passed item; unseen items are absent."""


def asked(instrument: Instrument, answers: So) -> tuple[Item, ...]:
    """The items that these answers lead to, in order. An item that still depends on an unseen one is left out."""
    found: dict[str, Item] = {}
    for item in instrument.items:
        if item.when is None or (item.when.item in found and _met(item.when, answers.get(item.when.item))):
            found[item.id] = item
    return tuple(found.values())


def possible(instrument: Instrument, answers: So) -> tuple[Item, ...]:
    """The items asked for certain or perhaps: as answers come in, this list grows shorter and never longer."""
    found: dict[str, Item] = {}
    for item in instrument.items:
        if item.when is None or (item.when.item in found and _may_be_met(item.when, answers)):
            found[item.id] = item
    return tuple(found.values())


def kept(instrument: Instrument, answers: So) -> dict[str, Given | None]:
    """The answers to items that are asked; the rest belong to a way not taken."""
    return {item.id: answers[item.id] for item in asked(instrument, answers) if item.id in answers}


def _may_be_met(condition: Condition, answers: So) -> bool:
    return condition.item not in answers or _met(condition, answers[condition.item])


def _met(condition: Condition, given: Given | None) -> bool:
    chosen = given if isinstance(given, (tuple, list)) else (given,)
    return any(position in condition.positions for position in chosen)
