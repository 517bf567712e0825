"""On which line of a TOML file something stands. `tomllib` tells what is there, not where."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from surveys.instruments.flaws import Path

_HEADER = re.compile(r"\s*\[")
_AT = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_LONGEST = 100
"""A value is followed over this many lines; what comes later in a longer one is not looked for."""


def error_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """The line that a parser's complaint is about."""
    found = _AT.search(str(error))
    return int(found[1]) if found and found[1] else max(len(text.splitlines()), 1)


def toml_places(text: str) -> dict[Path, int]:
    """Path -> line, counted from 1, for every table and key of a sound TOML text. Items are counted from 1."""
    places: dict[Path, int] = {}
    table: Path = ()
    items = 0
    for line, statement in _statements(text.splitlines()):
        said = tomllib.loads(statement)
        steps = _steps(said)
        if _HEADER.match(statement):
            if steps[0] == "items" and statement.lstrip().startswith("[["):
                items += 1
                steps = ("items", items)
            table = steps
        else:
            steps = (*table, *steps)
        for length in range(1, len(steps) + 1):
            places.setdefault(steps[:length], line)
    return places


def nearest(places: dict[Path, int], path: Path) -> int:
    """The line of the path, or of the closest thing around it that is there; 1 for nothing."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, 1)


def _statements(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(line, statement): a header or a key with its whole value, which may span lines."""
    place = 0
    while place < len(lines):
        for end in range(place + 1, min(place + _LONGEST, len(lines)) + 1):
            statement = "\n".join(lines[place:end])
            if _sound(statement):
                break
        else:
            end = place + 1
            statement = ""
        if statement.strip() and not statement.lstrip().startswith("#"):
            yield place + 1, statement
        place = end


def _sound(statement: str) -> bool:
    try:
        tomllib.loads(statement)
    except (ValueError, RecursionError):
        return False
    return True


def _steps(said: dict[str, Any]) -> Path:
    """The keys down to the value, which may itself be an (empty) table."""
    steps: list[str | int] = []
    inside: Any = said
    while isinstance(inside, dict) and len(inside) == 1:
        key, inside = next(iter(inside.items()))
        steps.append(key)
    return tuple(steps)
