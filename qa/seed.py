"""The starter knowledge base: questions every sub-district office is asked. Data in `starter/*.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from qa.entries import Entry, check, tidy


@cache
def starter() -> tuple[Entry, ...]:
    """All starter entries, by file, then as written. Raises Refused when the data breaks a rule of entries."""
    found: list[Entry] = []
    for source in sorted(files("qa").joinpath("starter").iterdir(), key=lambda path: path.name):
        if source.name.endswith(".toml"):
            found.extend(_read(tomllib.loads(source.read_text(encoding="utf-8"))))
    return tuple(found)


def _read(data: dict[str, Any]) -> list[Entry]:
    entries = []
    for row in data["entry"]:
        entry = tidy(
            Entry(
                id=row["id"],
                category=row.get("category", data["category"]),
                question=row["question"],
                answer=row["answer"],
                phrasings=tuple(row.get("phrasings", ())),
                keywords=tuple(row.get("keywords", ())),
                checked_on=row.get("checked_on"),
            )
        )
        check(entry)
        entries.append(entry)
    return entries
