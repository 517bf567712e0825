"""The history of an entry: what it said, who changed it, when and how."""

import json
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from qa.entries import Entry, Status

_DAYS = ("checked_on", "valid_from", "valid_until")
_LISTS = ("phrasings", "keywords")
_NOT_KEPT = ("id", "version")


class How(StrEnum):
    """By what way an entry changed."""

    STARTER = "starter"
    CONSOLE = "console"
    IMPORT = "import"
    SHEET = "sheet"
    RESTORED = "restored"
    BEFORE = "before"
    """It stood like this when its history began."""


@dataclass(frozen=True)
class Change:
    """Who changes something, and how."""

    how: How = How.STARTER
    by: str = ""
    """A staff id; "" when no member of staff is known to have done it."""


BY_PRODUCT = Change()


@dataclass(frozen=True)
class Version:
    """An entry as it stood from `at` on."""

    entry: Entry
    at: datetime
    change: Change


def body(entry: Entry) -> str:
    """The entry as JSON, without its id and version, and without what is empty."""
    kept = {one.name: getattr(entry, one.name) for one in fields(Entry) if one.name not in _NOT_KEPT}
    return json.dumps({name: value for name, value in kept.items() if value}, ensure_ascii=False, default=str)


def from_body(entry_id: str, version: int, text: str) -> Entry:
    """The entry that `body` wrote."""
    kept: dict[str, Any] = json.loads(text)
    for name in _DAYS:
        if name in kept:
            kept[name] = date.fromisoformat(kept[name])
    for name in _LISTS:
        kept[name] = tuple(kept.get(name, ()))
    kept["status"] = Status(kept["status"])
    return Entry(id=entry_id, version=version, **kept)


def same(one: Entry, other: Entry) -> bool:
    """Whether two say the same, whatever their version."""
    return replace(one, version=0) == replace(other, version=0)
