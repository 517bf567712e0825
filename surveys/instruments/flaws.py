"""What is wrong with a questionnaire's data, gathered so that a person can mend everything in one go."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")

Path = tuple[str | int, ...]
"""("title",), ("scales", "three", "points"), ("items", 2, "text"): items are counted from 1."""


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong at one place."""

    path: Path
    fault: str
    """missing | unknown_key | wrong_type | wrong_value | duplicate | no_such | too_long | too_many"""


class Flaws:
    """Flaws in order of discovery. The reading methods note what they miss and give back nothing for it."""

    def __init__(self, data: Mapping[str, Any], *, stored: bool = False) -> None:
        """`stored` data was taken once: a rule made since about its letters does not hold for it."""
        self._data, self._stored = data, stored
        self.found: list[Flaw] = []

    def add(self, path: Path, fault: str) -> None:
        """Note a flaw."""
        self.found.append(Flaw(path, fault))

    def where(self, path: Path) -> str:
        """The place in words of the file: "items.e3.scale", or "items.3.id" for an item without a readable id."""
        return ".".join(str(step) for step in self._named(path))

    def item_id(self, path: Path) -> str:
        """The id of the item that the path leads into, as typed; "" for anything else."""
        named = self._named(path)
        return str(named[1]) if len(named) > 1 and named[0] == "items" and isinstance(named[1], str) else ""

    def can_show(self, text: str) -> bool:
        """Whether everything in it can be shown and stored: no NUL, no control character but tab and line break."""
        return self._stored or _CONTROLS.search(text) is None

    def field(self, data: Mapping[str, Any], key: str, kind: type, at: Path) -> Any:
        """The value of exactly this type, or None with a flaw noted."""
        if key not in data:
            self.add((*at, key), "missing")
        elif type(data[key]) is not kind:
            self.add((*at, key), "wrong_type")
        else:
            return data[key]
        return None

    def text(self, data: Mapping[str, Any], key: str, at: Path, longest: int = 100) -> str:
        """Words on the value's own, or "" with a flaw noted."""
        value = self.field(data, key, str, at)
        if value is None:
            return ""
        if not value.strip():
            self.add((*at, key), "missing")
        elif len(value) > longest:
            self.add((*at, key), "too_long")
        elif not self.can_show(value):
            self.add((*at, key), "wrong_value")
        return str(value).strip()

    def only(self, data: Mapping[str, Any], allowed: Set[str], at: Path) -> None:
        """Note every key that has no meaning here."""
        for key in data:
            if key not in allowed:
                self.add((*at, key), "unknown_key")

    def _named(self, path: Path) -> Path:
        if len(path) < 2 or path[0] != "items" or not isinstance(path[1], int) or path[2:] == ("id",):
            return path
        items = self._data.get("items")
        raw = items[path[1] - 1] if isinstance(items, list) and path[1] <= len(items) else None
        known = raw.get("id") if isinstance(raw, dict) else None
        return (path[0], known, *path[2:]) if isinstance(known, str) and known else path
