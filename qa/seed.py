"""The starter knowledge base: questions every sub-district office is asked. Data in `starter/*.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from qa.entries import Entry, check, tidy


@cache
def starter() -> tuple[Entry, ...]:
    """All starter entries, by file, then as written. Raises Refused when the data breaks a rule of entries."""
    found: list[Entry] = []
    said = _said()
    for source in sorted(files("qa").joinpath("starter").iterdir(), key=lambda path: path.name):
        if source.name.endswith(".toml"):
            found.extend(_read(tomllib.loads(source.read_text(encoding="utf-8")), said))
    return tuple(found)


def _said() -> dict[str, tuple[str, ...]]:
    """How people tell it who do not know the office's word: fragments by entry id, searched like keywords."""
    text = files("qa").joinpath("starter", "said.txt").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        entry_id, _, said = line.partition(":")
        if said and not line.startswith("#"):
            found[entry_id] = (*found.get(entry_id, ()), *(piece.strip() for piece in said.split("/")))
    return found


def _read(data: dict[str, Any], said: Mapping[str, tuple[str, ...]]) -> list[Entry]:
    entries = []
    for row in data["entry"]:
        entry = tidy(
            Entry(
                id=row["id"],
                category=row.get("category", data["category"]),
                question=row["question"],
                answer=row["answer"],
                phrasings=tuple(row.get("phrasings", ())),
                keywords=(*row.get("keywords", ()), *said.get(row["id"], ())),
                checked_on=row.get("checked_on"),
                source=row.get("source", ""),
                ita_item=row.get("ita", data.get("ita", "")),
            )
        )
        check(entry)
        entries.append(entry)
    return entries
