"""Signs that answers may be careless. They are shown beside a result and never remove a row."""

from collections.abc import Mapping

from surveys.instruments import Instrument

STRAIGHT = "straight"
"""The same option on every level item, five of them or more."""

_LEAST_ITEMS = 5


def flags(instrument: Instrument, answers: Mapping[str, int]) -> tuple[str, ...]:
    """The flags of one set of answers."""
    levels = [answers[item.id] for item in instrument.items if item.kind == "level" and item.id in answers]
    return (STRAIGHT,) if len(levels) >= _LEAST_ITEMS and len(set(levels)) == 1 else ()
