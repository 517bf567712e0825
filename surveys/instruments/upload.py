"""An agency's questionnaire from a file: sound, or everything that is wrong with it, line by line, in Thai."""

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from surveys.instruments import texts
from surveys.instruments.flaws import Flaw, Flaws, Path
from surveys.instruments.model import SCORED, Instrument
from surveys.instruments.places import error_line, nearest, toml_places
from surveys.instruments.reading import examine
from surveys.instruments.sheet import COLUMNS, SETTINGS, read_rows

MOST_BYTES, MOST_LINES = 200_000, 1_500
MOST_SAID = 30
"""No more faults than this are told at once."""


@dataclass(frozen=True)
class Fault:
    """One thing to mend."""

    line: int
    """Line of a text, row of a sheet, from 1."""
    said: str
    """What is wrong and how to mend it, in Thai, with the line."""


@dataclass(frozen=True)
class Upload:
    """A sound questionnaire, or None with the faults by line."""

    instrument: Instrument | None
    faults: tuple[Fault, ...] = ()


def from_toml(content: bytes) -> Upload:
    """Read the documented TOML (docs/questionnaires.md)."""
    text = _decoded(content)
    if text is None or len(text.splitlines()) > MOST_LINES:
        return Upload(None, (Fault(1, texts.NOT_TEXT if text is None else texts.TOO_LONG),))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = error_line(error, text)
        return Upload(None, (Fault(line, texts.TOML.format(line=line, hint=texts.toml_hint(str(error)))),))
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets in thousands of brackets
        return Upload(None, (Fault(1, texts.NOT_TEXT),))
    return _judged(data, toml_places(text), texts.LINE, {})


def from_csv(content: bytes) -> Upload:
    """Read a sheet saved as CSV: commas, semicolons or tabs; UTF-8 or Windows Thai."""
    text = _decoded(content)
    if text is None:
        return Upload(None, (Fault(1, texts.NOT_TEXT),))
    first = text.splitlines()[0] if text else ""
    mark = max(",;\t", key=first.count)
    try:
        return from_rows(list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)))
    except csv.Error:
        return Upload(None, (Fault(1, texts.NOT_CSV),))


def from_rows(rows: Sequence[Sequence[str]]) -> Upload:
    """Read the rows of a sheet as text, the first row first."""
    if len(rows) > MOST_LINES:
        return Upload(None, (Fault(1, texts.TOO_LONG),))
    data, places = read_rows(rows)
    return _judged(data, places, texts.ROW, SETTINGS)


def _judged(data: dict[str, Any], places: dict[Path, int], line_word: str, settings: Mapping[str, str]) -> Upload:
    found = examine(_with_one_aspect(data), own=True)
    if found.instrument is not None:
        kind = found.instrument.kind
        return Upload(replace(found.instrument, kind=kind if kind in {"own", "satisfaction"} else "own"))
    told = [_fault(flaw, found.flaws, places, line_word, settings) for flaw in found.flaws.found]
    return Upload(None, tuple(sorted(set(told), key=lambda fault: (fault.line, fault.said))[:MOST_SAID]))


def _fault(flaw: Flaw, flaws: Flaws, places: dict[Path, int], line_word: str, settings: Mapping[str, str]) -> Fault:
    line, item = nearest(places, flaw.path), flaws.item_id(flaw.path)
    key = str(flaw.path[-1]) if not isinstance(flaw.path[-1], int) else "items"
    shown = (COLUMNS if "items" in flaw.path[:1] else settings).get(key, key) if settings else key
    return Fault(line, texts.fault(line_word, line, item, flaw.path, shown, flaw.fault))


def _with_one_aspect(data: Mapping[str, Any]) -> dict[str, Any]:
    """A questionnaire that names no aspects at all has one, under which everything is scored together."""
    items = data.get("items")
    listed = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    if "indicators" in data or not any(map(_is_scored, listed)) or any("indicator" in item for item in listed):
        return dict(data)
    named = [{**item, "indicator": "1"} if _is_scored(item) else item for item in listed]
    return {**data, "indicators": {"1": texts.WHOLE}, "items": named}


def _is_scored(item: Mapping[str, Any]) -> bool:
    return str(item.get("kind")) in SCORED


def _decoded(content: bytes) -> str | None:
    if len(content) > MOST_BYTES:
        return None
    for encoding in ("utf-8-sig", "cp874"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None
