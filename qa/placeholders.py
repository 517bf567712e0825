"""Facts of one office inside a shared answer: {phone}, {hours} and the like.

Rule: a line that holds a placeholder nobody has filled is left out whole; an answer of which no line remains is
not an answer, and its entry is not offered. So no citizen ever sees a brace or a sentence with a hole in it.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from kernel.agency import Agency
from qa.entries import Entry

_PLACEHOLDER = re.compile(r"\{([^{}\n]{0,200})\}")
_BRACE = re.compile("[{}]")

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
MEANINGS = {
    "name": "ชื่อที่คนเรียก",
    "full_name": "ชื่อเต็ม",
    "phone": "เบอร์โทร",
    "email": "อีเมล",
    "address": "ที่อยู่",
    "hours": "เวลาทำการ",
    "website": "เว็บไซต์",
    "unit": "หน่วยงานที่รับผิดชอบ",
}
"""What each stands for, as the office's own settings call it."""


def used(text: str) -> frozenset[str]:
    """The placeholder names in `text`, known or not."""
    return frozenset(_named_in(found) for found in _PLACEHOLDER.finditer(text))


def named(entry: Entry) -> frozenset[str]:
    """The placeholder names anywhere in what citizens get of an entry."""
    return frozenset[str]().union(*(used(text) for text in _shown(entry)))


def unfilled(text: str, agency: Agency) -> frozenset[str]:
    """The placeholder names in `text` that this agency cannot fill (a misspelt name never can be)."""
    return frozenset(name for name in used(text) if not _fact(name, agency))


def holes(entry: Entry, agency: Agency) -> frozenset[str]:
    """The placeholder names of an entry that this agency cannot fill: what citizens do not get because of them."""
    return frozenset(name for name in named(entry) if not _fact(name, agency))


def fill(text: str, agency: Agency) -> str:
    """`text` with the agency's facts in place; lines that would show a hole are left out. May be empty."""
    lines = (_filled(line, agency) for line in text.splitlines())
    return "\n".join(line for line in lines if line is not None).strip()


def ready(entry: Entry, agency: Agency) -> Entry | None:
    """The entry as this agency's citizens see it, or None when nothing of its answer can be shown."""
    answer, question = fill(entry.answer, agency), fill(entry.question, agency)
    if not answer or not question:
        return None
    return replace(
        entry,
        question=question,
        answer=answer,
        phrasings=tuple(filled for text in entry.phrasings if (filled := fill(text, agency))),
        keywords=tuple(filled for text in entry.keywords if (filled := fill(text, agency))),
        phone=fill(entry.phone, agency),
        link=fill(entry.link, agency),
    )


def _shown(entry: Entry) -> tuple[str, ...]:
    return (entry.question, entry.answer, *entry.phrasings, entry.phone, entry.link)


def _filled(line: str, agency: Agency) -> str | None:
    """The line with facts in place, or None when it would show a hole or a stray brace."""
    if unfilled(line, agency) or _BRACE.search(_PLACEHOLDER.sub("", line)):
        return None
    return _PLACEHOLDER.sub(lambda found: _fact(_named_in(found), agency), line)


def _named_in(found: re.Match[str]) -> str:
    return found[1].strip().lower()


def _fact(name: str, agency: Agency) -> str:
    read = _FACTS.get(name)
    return read(agency).strip() if read else ""
