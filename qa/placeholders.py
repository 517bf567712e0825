"""Facts of one office inside a shared answer: {phone}, {hours} and the like.

Rule: a line that holds a placeholder nobody has filled is left out whole; an answer of which no line remains is
not an answer, and its entry is not offered. So no citizen ever sees a brace or a sentence with a hole in it.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from kernel.agency import Agency
from qa.entries import Entry

_PLACEHOLDER = re.compile(r"\{\s*([A-Za-z_]{1,32})\s*\}")

_FACTS: dict[str, Callable[[Agency], str]] = {
    "name": lambda agency: agency.spoken_name,
    "full_name": lambda agency: agency.name,
    "phone": lambda agency: agency.phone,
    "email": lambda agency: agency.email,
    "address": lambda agency: agency.address,
    "hours": lambda agency: agency.hours,
    "website": lambda agency: agency.website,
    "unit": lambda agency: agency.unit,
}

KNOWN = frozenset(_FACTS)
"""The placeholders an office may use."""


def used(text: str) -> frozenset[str]:
    """The placeholder names in `text`, known or not."""
    return frozenset(found[1].lower() for found in _PLACEHOLDER.finditer(text))


def unfilled(text: str, agency: Agency) -> frozenset[str]:
    """The placeholder names in `text` that this agency cannot fill (a misspelt name never can be)."""
    return frozenset(name for name in used(text) if not _fact(name, agency))


def fill(text: str, agency: Agency) -> str:
    """`text` with the agency's facts in place; lines that would show a hole are left out. May be empty."""
    lines = [line for line in text.splitlines() if not unfilled(line, agency)]
    return "\n".join(_PLACEHOLDER.sub(lambda found: _fact(found[1].lower(), agency), line) for line in lines).strip()


def ready(entry: Entry, agency: Agency) -> Entry | None:
    """The entry as this agency's citizens see it, or None when nothing of its answer can be shown."""
    answer, question = fill(entry.answer, agency), fill(entry.question, agency)
    if not answer or not question:
        return None
    phrasings = tuple(filled for text in entry.phrasings if (filled := fill(text, agency)))
    return replace(entry, question=question, answer=answer, phrasings=phrasings)


def _fact(name: str, agency: Agency) -> str:
    read = _FACTS.get(name)
    return read(agency).strip() if read else ""
