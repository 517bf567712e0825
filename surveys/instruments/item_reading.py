"""Reading the questions of a questionnaire."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from kernel.thai import arabic_digits
from surveys.instruments.flaws import Flaws, Path
from surveys.instruments.model import CHOICES, SCORED, Condition, Item, Kind, Option
from surveys.instruments.scales import Scale, listed_scale, read_labels

_ITEM_ID = re.compile(r"[A-Za-z][0-9]{1,3}")
_WHEN = re.compile(r"([A-Za-z][0-9]{1,3})\s*=\s*([0-9]{1,2}(?:\s*,\s*[0-9]{1,2})*)")
_ITEM = {
    "id", "text", "short", "kind", "scale", "options", "points", "reverse", "indicator", "issue", "words", "lineage",
    "when", "least", "most",
}  # fmt: skip
_FITTING: Mapping[str, set[str]] = {
    "single": {"options", "words", "when"},
    "multiple": {"options", "words", "when"},
    "number": {"least", "most", "when"},
    "text": {"when"},
}
_EVERYWHERE = {"id", "text", "short", "kind", "lineage"}
ISSUES = range(1, 8)
"""The seven improvement issues of the yearly analysis (FY2567)."""
MOST_ITEMS = 60
TEXT = 500
_NUMBERS = 10**9


def read_items(
    data: Mapping[str, Any],
    scales: Mapping[str, Scale | None],
    indicators: Mapping[str, str | None],
    flaws: Flaws,
    *,
    own: bool,
) -> tuple[Item, ...]:
    """The items in order; faulty ones are left out, with their flaws noted."""
    raw_items = flaws.field(data, "items", list, ())
    if raw_items == []:
        flaws.add(("items",), "missing")
    if len(raw_items or ()) > MOST_ITEMS:
        flaws.add(("items",), "too_many")
    items: list[Item] = []
    for number, raw in enumerate((raw_items or ())[:MOST_ITEMS], start=1):
        if not isinstance(raw, dict):
            flaws.add(("items", number), "wrong_type")
            continue
        item = _Reader(raw, ("items", number), scales, indicators, flaws, own).item(items)
        if any(item.id.lower() == other.id.lower() for other in items):
            flaws.add(("items", number), "duplicate")
        items.append(item)
    return tuple(items)


@dataclass(frozen=True)
class _Reader:
    """One item's table while it is read."""

    raw: Mapping[str, Any]
    at: Path
    scales: Mapping[str, Scale | None]
    indicators: Mapping[str, str | None]
    flaws: Flaws
    own: bool

    def item(self, earlier: Sequence[Item]) -> Item:
        """The item; where a flaw is noted, some of its fields are empty."""
        kind = self._kind()
        self._fits(kind)
        scored = kind in SCORED
        reverse = bool(self._optional("reverse", bool))
        return Item(
            id=self._id(),
            text=self.flaws.text(self.raw, "text", self.at, TEXT),
            kind=kind,
            reverse=reverse,
            indicator=self._indicator() if scored else "",
            issue=self._issue() if scored else 0,
            options=self._options(kind, reverse),
            short=self.flaws.text(self.raw, "short", self.at, TEXT) if "short" in self.raw else "",
            lineage=self.flaws.text(self.raw, "lineage", self.at) if "lineage" in self.raw else "",
            when=self._when(earlier),
            **self._bounds(kind),
        )

    def _id(self) -> str:
        value = self.flaws.text(self.raw, "id", self.at)
        if value and not _ITEM_ID.fullmatch(value):
            self._flaw("id", "wrong_value")
        return value

    def _kind(self) -> Kind:
        kind = self.flaws.text(self.raw, "kind", self.at)
        if kind and kind not in get_args(Kind):
            self._flaw("kind", "wrong_value")
        return kind if kind in get_args(Kind) else "text"  # type: ignore[return-value]  # just checked

    def _fits(self, kind: Kind) -> None:
        """Keys that this kind has no use for are a misunderstanding, better said than passed over."""
        fitting = _FITTING.get(kind, _ITEM - {"least", "most"}) | _EVERYWHERE
        if any(flaw.path == (*self.at, "kind") for flaw in self.flaws.found):
            fitting = _ITEM  # the kind itself is wrong: blame that alone
        self.flaws.only(self.raw, fitting, self.at)

    def _options(self, kind: Kind, reverse: bool) -> tuple[Option, ...]:
        if kind not in CHOICES:
            return ()
        before = len(self.flaws.found)
        labels, points = self._labelled(kind)
        if labels and kind in SCORED and (kind == "yesno") != (len(labels) == 2):
            self._flaw("kind", "wrong_value")
        words = self._words(len(labels)) if labels else ()
        if len(self.flaws.found) > before or not labels:
            return ()
        worths = points[::-1] if reverse else points
        return tuple(
            Option(position, label, worth, ways)
            for position, (label, worth, ways) in enumerate(zip(labels, worths, words, strict=True), start=1)
        )

    def _labelled(self, kind: Kind) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Labels and points; ((), ()) with a flaw noted, or when the scale it names is itself faulty."""
        if kind not in SCORED:
            labels = read_labels(self.raw, "options", self.at, self.flaws)
            return labels, (0,) * len(labels)
        if "options" in self.raw:
            scale = listed_scale(self.raw, "options", self.at, self.flaws)
        else:
            name = self.flaws.text(self.raw, "scale", self.at)
            scale = self.scales.get(name)
            if name and name not in self.scales:
                self._flaw("scale", "no_such")
        return (scale.labels, scale.points) if scale else ((), ())

    def _words(self, count: int) -> tuple[tuple[str, ...], ...]:
        rows = self._optional("words", list)
        if rows is None:
            return ((),) * count
        if len(rows) != count:
            self._flaw("words", "wrong_value")
        elif not all(isinstance(row, list) and all(isinstance(word, str) for word in row) for row in rows):
            self._flaw("words", "wrong_type")
        return tuple(tuple(row) for row in rows)

    def _indicator(self) -> str:
        code = self.flaws.text(self.raw, "indicator", self.at)
        if code and code not in self.indicators:
            self._flaw("indicator", "no_such")
        return code

    def _issue(self) -> int:
        if self.own and "issue" not in self.raw:
            return 0
        issue = self.flaws.field(self.raw, "issue", int, self.at)
        if issue is not None and issue not in ISSUES:
            self._flaw("issue", "wrong_value")
        return issue or 0

    def _when(self, earlier: Sequence[Item]) -> Condition | None:
        said = self._optional("when", str)
        if said is None:
            return None
        parts = _WHEN.fullmatch(arabic_digits(said).strip())
        if parts is None:
            self._flaw("when", "wrong_value")
            return None
        positions = tuple(sorted({int(one) for one in parts[2].split(",")}))
        asked = next((item for item in earlier if item.id == parts[1]), None)
        if asked is not None and self._is_faulty(asked):
            return None  # that is said there; whether the condition fits is not known yet
        if asked is None or asked.kind not in CHOICES or any(asked.option(one) is None for one in positions):
            self._flaw("when", "no_such")
            return None
        return Condition(parts[1], positions)

    def _is_faulty(self, item: Item) -> bool:
        blamed = (flaw.path for flaw in self.flaws.found if flaw.path[-1] != "when")
        return any(self.flaws.item_id(path) == item.id for path in blamed)

    def _bounds(self, kind: Kind) -> dict[str, int | None]:
        if kind != "number":
            return {}
        least, most = self._optional("least", int), self._optional("most", int)
        if least is not None and most is not None and least > most:
            self._flaw("most", "wrong_value")
        for key, bound in (("least", least), ("most", most)):
            if bound is not None and abs(bound) > _NUMBERS:
                self._flaw(key, "wrong_value")
        return {"least": least, "most": most}

    def _optional(self, key: str, kind: type) -> Any:
        return self.flaws.field(self.raw, key, kind, self.at) if key in self.raw else None

    def _flaw(self, key: str, fault: str) -> None:
        self.flaws.add((*self.at, key), fault)
