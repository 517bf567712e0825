"""The form of one entry: as typed, so that nothing is lost when it cannot be saved."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask import request

from console.forms import lines, one_line, typed
from console.ports import Work
from console.sessions import Visitor
from kernel.clock import bangkok_day
from kernel.errors import Refused
from qa import passing
from qa.entries import Entry, Status
from qa.faq_cells import day_from
from qa.faq_checking import free_id
from qa.faq_table import OTHER

LINES = ("category", "question", "phone", "link", "map_link", "image", "ita_item", "see", "source")
DAYS = ("valid_from", "valid_until")
AREAS = ("answer", "phrasings", "keywords")
_LONGEST = 1100


@dataclass(frozen=True)
class Draft:
    """What stands in the form."""

    id: str = ""
    version: int = 0
    status: str = Status.LIVE.value
    values: dict[str, str] = field(default_factory=dict)
    """By field name; what is not there is empty."""

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


def of_entry(entry: Entry) -> Draft:
    """A stored entry in the form."""
    said = {name: str(getattr(entry, name) or "") for name in (*LINES, *DAYS)}
    said |= {"answer": entry.answer, "phrasings": "\n".join(entry.phrasings), "keywords": "\n".join(entry.keywords)}
    return Draft(entry.id, entry.version, entry.status.value, said)


def of_question(work: Work, visitor: Visitor, question_id: str) -> Draft:
    """An answered question on its way to becoming an entry."""
    asked = passing.get(work, visitor.agency, question_id)
    # `listed` hides numbers and addresses that look personal: an entry is public.
    said = {"category": OTHER, "question": " ".join(asked.listed.split())[:300], "answer": asked.answer or ""}
    return Draft(values=said)


def posted() -> Draft:
    """What was sent."""
    version = one_line("version", 10)
    said = {name: one_line(name, _LONGEST) for name in (*LINES, *DAYS)} | {name: typed(name) for name in AREAS}
    number = int(version) if version.isascii() and version.isdigit() else 0
    return Draft(one_line("id", 32), number, one_line("status", 10), said)


def at_version(draft: Draft, version: int) -> Draft:
    """The same words over a newer version."""
    return replace(draft, version=version)


def entry_of(work: Work, visitor: Visitor, draft: Draft) -> Entry:
    """The entry to store.

    Raises Refused: entry_unknown (a foreign id), entry_changed (somebody was faster), entry_date.
    """
    if draft.id:
        found = work.faq.get(visitor.agency, draft.id)
        if found is None:
            raise Refused("entry_unknown")
        if found.version != draft.version:
            raise Refused("entry_changed")
    said: dict[str, Any] = {name: draft[name] for name in LINES} | {name: _day(draft[name]) for name in DAYS}
    return Entry(
        id=draft.id or free_id(lambda made: work.faq.get(visitor.agency, made) is not None),
        **said,
        answer=draft["answer"],
        phrasings=lines("phrasings"),
        keywords=lines("keywords"),
        status=Status(draft.status) if draft.status in set(Status) else Status.LIVE,
        checked_on=bangkok_day(work.clock.now()),
    )


def _day(said: str) -> date | None:
    if not said:
        return None
    found = day_from(said)
    if found is None:
        raise Refused("entry_date", said=said[:40])
    return found


def wanted_words() -> tuple[str, str]:
    """What is searched for, and what is tried out, from the address."""
    return request.args.get("q", "")[:100].strip(), request.args.get("try", "")[:1000].strip()
