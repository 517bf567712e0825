"""From a questionnaire's raw data (parsed TOML, or a sheet in the same shape) to an Instrument, or its flaws."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kernel.errors import Refused
from surveys.instruments.flaws import Flaws
from surveys.instruments.item_reading import read_items
from surveys.instruments.model import Instrument
from surveys.instruments.scales import Scale, read_scale

_ID = re.compile(r"[a-z]+-25[0-9]{2}")
_NAME = re.compile(r"[a-z][a-z0-9-]{1,18}[a-z0-9]")
_INDICATOR = re.compile(r"[0-9]{1,2}")
_TOP = {"id", "kind", "title", "fiscal_year", "source", "indicators", "scales", "items", "split_by"}
_KINDS = {"eit", "iit", "satisfaction", "own"}
_YEARS = range(2550, 2600)
_TITLE, _SOURCE, _NAME_OF_INDICATOR = 200, 1000, 200


@dataclass(frozen=True)
class Examined:
    """A sound instrument without flaws, or None with at least one."""

    instrument: Instrument | None
    flaws: Flaws


def read(text: str) -> Instrument:
    """Read a built-in instrument from TOML.

    Raises Refused("bad_instrument", where=..., fault=...) for the first flaw: `where` names the key
    ("items.e3.scale"), `fault` is one of "toml", "missing", "unknown_key", "wrong_type", "wrong_value",
    "duplicate", "no_such".
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused("bad_instrument", where=str(error), fault="toml") from None
    found = examine(data, own=False)
    if found.instrument is None:
        first = found.flaws.found[0]
        raise Refused("bad_instrument", where=found.flaws.where(first.path), fault=first.fault)
    return found.instrument


def examine(data: Mapping[str, Any], *, own: bool, instrument_id: str | None = None) -> Examined:
    """Check everything; flaws come in the order of discovery.

    own -- an agency's questionnaire: id is a free name; source, kind, issue and indicators may be left out.
    instrument_id -- the id to give it instead of the one in `data`.
    """
    flaws = Flaws(data, stored=instrument_id is not None)
    flaws.only(data, _TOP, ())
    indicators = _indicators(data, flaws, needed=not own)
    scales = _scales(data, flaws, needed=not own)
    items = read_items(data, scales, indicators, flaws, own=own)
    made = Instrument(
        id=instrument_id or _matching(data, "id", _NAME if own else _ID, flaws),
        kind=_kind(data, flaws) if "kind" in data or not own else "own",
        title=flaws.text(data, "title", (), _TITLE),
        fiscal_year=_year(data, flaws),
        source=flaws.text(data, "source", (), _SOURCE) if "source" in data or not own else "",
        items=items,
        indicators={code: name or "" for code, name in indicators.items()},
        split_by=_split_by(data, flaws),
    )
    if not flaws.found:
        _check_whole(made, flaws)
    return Examined(None if flaws.found else made, flaws)


def _check_whole(made: Instrument, flaws: Flaws) -> None:
    for code in made.indicators:
        if not made.items_of(code):
            flaws.add(("indicators", code), "missing")
    split = made.item(made.split_by) if made.split_by else None
    if made.split_by and (split is None or split.kind != "single"):
        flaws.add(("split_by",), "no_such")


def _indicators(data: Mapping[str, Any], flaws: Flaws, *, needed: bool) -> dict[str, str | None]:
    raw = flaws.field(data, "indicators", dict, ()) if "indicators" in data or needed else {}
    found: dict[str, str | None] = {}
    for code in raw or {}:
        if not _INDICATOR.fullmatch(code):
            flaws.add(("indicators", code), "wrong_value")
        found[code] = flaws.text(raw, code, ("indicators",), _NAME_OF_INDICATOR) or None
    return found


def _scales(data: Mapping[str, Any], flaws: Flaws, *, needed: bool) -> dict[str, Scale | None]:
    """A faulty scale stays as None, so that items which name it are not blamed for it."""
    raw = flaws.field(data, "scales", dict, ()) if "scales" in data or needed else {}
    return {name: read_scale(value, ("scales", name), flaws) for name, value in (raw or {}).items()}


def _kind(data: Mapping[str, Any], flaws: Flaws) -> str:
    kind = flaws.text(data, "kind", ())
    if kind and kind not in _KINDS:
        flaws.add(("kind",), "wrong_value")
    return kind


def _year(data: Mapping[str, Any], flaws: Flaws) -> int:
    year = flaws.field(data, "fiscal_year", int, ())
    if year is not None and year not in _YEARS:
        flaws.add(("fiscal_year",), "wrong_value")
    return year or 0


def _split_by(data: Mapping[str, Any], flaws: Flaws) -> str:
    return flaws.text(data, "split_by", ()) if "split_by" in data else ""


def _matching(data: Mapping[str, Any], key: str, pattern: re.Pattern[str], flaws: Flaws) -> str:
    value = flaws.text(data, key, ())
    if value and not pattern.fullmatch(value):
        flaws.add((key,), "wrong_value")
    return value
