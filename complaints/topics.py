"""What a report can be about: the ten-way list that state complaint statistics use."""

from collections.abc import Mapping
from types import MappingProxyType

from complaints import texts
from kernel.errors import Refused

CATEGORIES: Mapping[str, str] = MappingProxyType(texts.CATEGORIES)
"""Id to Thai label, in the order shown."""

UNSORTED = "unsorted"
"""The informer chose none; never refused for that."""


def known_category(category: str | None) -> str:
    """The id to count under. Raises Refused("unknown_category")."""
    if not category:
        return UNSORTED
    if category not in CATEGORIES:
        raise Refused("unknown_category")
    return category


def category_label(category: str) -> str:
    """What people read for an id."""
    return texts.UNSORTED if category == UNSORTED else CATEGORIES[category]
