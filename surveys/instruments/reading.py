"""From TOML text to an Instrument, with an exact word about the first fault."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kernel.errors import Refused
from surveys.instruments.model import Instrument, Item, Kind, Option

_ID = re.compile(r"[a-z]+-25[0-9]{2}")
_ITEM_ID = re.compile(r"[A-Za-z][0-9]{1,2}")
_TOP = {"id", "kind", "title", "fiscal_year", "source", "indicators", "scales", "items"}
_ITEM = {"id", "text", "short", "kind", "scale", "reverse", "indicator", "issue", "words"}
_SCALE = {"labels", "points"}
ISSUES = range(1, 8)
"""The seven improvement issues of the yearly analysis (FY2567)."""


@dataclass(frozen=True)
class _Scale:
    labels: tuple[str, ...]
    points: tuple[int, ...]


def read(text: str) -> Instrument:
    """Read an instrument.

    Raises Refused("bad_instrument", where=..., fault=...): `where` names the key ("items.e3.scale"), `fault` is
    one of "toml", "missing", "unknown_key", "wrong_type", "wrong_value", "duplicate", "no_such".
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _fault(str(error), "toml") from None
    _only(data, _TOP, "")
    indicators = _indicators(data)
    scales = {name: _scale(name, value) for name, value in _field(data, "scales", dict, "").items()}
    instrument = Instrument(
        id=_matching(data, "id", _ID, ""),
        kind=_text(data, "kind", ""),
        title=_text(data, "title", ""),
        fiscal_year=_field(data, "fiscal_year", int, ""),
        source=_text(data, "source", ""),
        items=_items(data, scales, indicators),
        indicators=indicators,
    )
    for code in indicators:
        if not instrument.items_of(code):
            raise _fault(f"indicators.{code}", "missing")
    return instrument


def _items(data: Mapping[str, Any], scales: Mapping[str, _Scale], indicators: Mapping[str, str]) -> tuple[Item, ...]:
    items: list[Item] = []
    for number, raw in enumerate(_field(data, "items", list, ""), start=1):
        if not isinstance(raw, dict):
            raise _fault(f"items.{number}", "wrong_type")
        item = _item(number, raw, scales, indicators)
        if any(item.id == other.id for other in items):
            raise _fault(f"items.{item.id}", "duplicate")
        items.append(item)
    if not items:
        raise _fault("items", "missing")
    return tuple(items)


def _item(number: int, raw: Mapping[str, Any], scales: Mapping[str, _Scale], indicators: Mapping[str, str]) -> Item:
    item_id = _matching(raw, "id", _ITEM_ID, f"items.{number}.")
    where = f"items.{item_id}."
    _only(raw, _ITEM, where)
    scale = scales.get(_text(raw, "scale", where))
    if scale is None:
        raise _fault(where + "scale", "no_such")
    if _text(raw, "indicator", where) not in indicators:
        raise _fault(where + "indicator", "no_such")
    if _field(raw, "issue", int, where) not in ISSUES:
        raise _fault(where + "issue", "wrong_value")
    reverse = _field(raw, "reverse", bool, where) if "reverse" in raw else False
    return Item(
        id=item_id,
        text=_text(raw, "text", where),
        kind=_kind(raw, scale, where),
        reverse=reverse,
        indicator=raw["indicator"],
        issue=raw["issue"],
        options=_options(scale, reverse, _words(raw, scale, where)),
        short=_text(raw, "short", where) if "short" in raw else "",
    )


def _kind(raw: Mapping[str, Any], scale: _Scale, where: str) -> Kind:
    kind = _text(raw, "kind", where)
    if kind == "yesno" and len(scale.labels) == 2:
        return "yesno"
    if kind == "level" and len(scale.labels) > 2:
        return "level"
    raise _fault(where + "kind", "wrong_value")


def _words(raw: Mapping[str, Any], scale: _Scale, where: str) -> tuple[tuple[str, ...], ...]:
    if "words" not in raw:
        return ((),) * len(scale.labels)
    rows = _field(raw, "words", list, where)
    if len(rows) != len(scale.labels):
        raise _fault(where + "words", "wrong_value")
    if not all(isinstance(row, list) and all(isinstance(word, str) for word in row) for row in rows):
        raise _fault(where + "words", "wrong_type")
    return tuple(tuple(row) for row in rows)


def _options(scale: _Scale, reverse: bool, words: tuple[tuple[str, ...], ...]) -> tuple[Option, ...]:
    points = scale.points[::-1] if reverse else scale.points
    return tuple(
        Option(position, label, worth, ways)
        for position, (label, worth, ways) in enumerate(zip(scale.labels, points, words, strict=True), start=1)
    )


def _scale(name: str, raw: object) -> _Scale:
    where = f"scales.{name}."
    if not isinstance(raw, dict):
        raise _fault(f"scales.{name}", "wrong_type")
    _only(raw, _SCALE, where)
    labels, points = _field(raw, "labels", list, where), _field(raw, "points", list, where)
    if not all(isinstance(label, str) and label.strip() for label in labels):
        raise _fault(where + "labels", "wrong_type")
    if len(set(labels)) != len(labels):
        raise _fault(where + "labels", "duplicate")
    if not all(type(worth) is int and 0 <= worth <= 100 for worth in points):
        raise _fault(where + "points", "wrong_value")
    # lowest first: `reverse` and the straight-line flag rely on one direction
    if len(points) != len(labels) or len(points) < 2 or points != sorted(set(points)):
        raise _fault(where + "points", "wrong_value")
    return _Scale(tuple(labels), tuple(points))


def _indicators(data: Mapping[str, Any]) -> dict[str, str]:
    raw = _field(data, "indicators", dict, "")
    return {code: _text(raw, code, "indicators.") for code in raw}


def _text(data: Mapping[str, Any], key: str, where: str) -> str:
    value: str = _field(data, key, str, where)
    if not value.strip():
        raise _fault(where + key, "missing")
    return value


def _matching(data: Mapping[str, Any], key: str, pattern: re.Pattern[str], where: str) -> str:
    value = _text(data, key, where)
    if not pattern.fullmatch(value):
        raise _fault(where + key, "wrong_value")
    return value


def _field(data: Mapping[str, Any], key: str, kind: type, where: str) -> Any:
    if key not in data:
        raise _fault(where + key, "missing")
    if type(data[key]) is not kind:
        raise _fault(where + key, "wrong_type")
    return data[key]


def _only(data: Mapping[str, Any], allowed: set[str], where: str) -> None:
    for key in data:
        if key not in allowed:
            raise _fault(where + key, "unknown_key")


def _fault(where: str, fault: str) -> Refused:
    return Refused("bad_instrument", where=where, fault=fault)
