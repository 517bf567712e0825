"""What is looked at in a row of the sheet besides what the knowledge base itself refuses.

Several people type into a sheet, and nobody is asked twice: a category that is a slip of the finger, a link that leads
nowhere and a private telephone number are told in the row.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from kernel.thai import arabic_digits
from qa.entries import Entry, Status
from qa.faq_checking import Placed, slots
from qa.faq_table import OTHER, Flaw, Table

LINKS = ("link", "map_link", "image")
MOST_LINKS = 10
"""Links tried in one pass."""
MOST_SILENT = 3
"""Hosts that do not answer, after which no more are tried: most likely it is our own line."""
GONE = (404, 410)
_MOBILE = re.compile(r"(?<![\d.])(?:\+?66[\s.-]?|0)[689](?:[\s.-]?\d){8}(?!\d)")

Statuses = Mapping[str, int | None]
"""Link -> HTTP status, None: nobody answered. Links that were not tried are not there."""


def new_links(table: Table, current: Iterable[Entry]) -> Iterator[str]:
    """Links that the table has and no entry has yet."""
    known = {getattr(entry, name) for entry in current for name in LINKS}
    told = (str(row.values.get(name) or "").strip() for row in table.rows for name in LINKS)
    for link in dict.fromkeys(told):
        if link.startswith(("http://", "https://")) and link not in known:
            yield link


def tried(links: Iterable[str], status: Callable[[str], int | None]) -> dict[str, int | None]:
    """What the first of the links answer. `status` gives a link's HTTP status, or None."""
    found: dict[str, int | None] = {}
    for link in islice(links, MOST_LINKS):
        found[link] = status(link)
        if list(found.values()).count(None) >= MOST_SILENT:
            break
    return found


def categories(entries: Iterable[Entry]) -> list[str]:
    """The categories to choose from."""
    return sorted({entry.category for entry in entries} | {OTHER})


def flaws(fresh: Sequence[Placed], present: Collection[Entry], statuses: Statuses) -> list[Flaw]:
    """What cannot stand in rows that are new or changed. A knowledge base without entries takes any category."""
    known = set(categories(present))
    found = []
    for one in fresh:
        if present and one.entry.category not in known:
            said = {"said": one.entry.category[:60]}
            found.append(Flaw(one.row, "entry_category_unknown", said, one.entry.id))
        for link in _links(one.entry):
            if statuses.get(link) in GONE:
                found.append(Flaw(one.row, "entry_link_gone", {"link": link[:80]}, one.entry.id))
    return found


def notes(placed: Sequence[Placed], statuses: Statuses) -> list[Flaw]:
    """What is worth a look and no hindrance, in all rows that citizens may see."""
    shown = [one for one in placed if one.entry.status is not Status.HIDDEN]
    silent = [
        Flaw(one.row, "entry_link_silent", {"link": link[:80]}, one.entry.id)
        for one in shown
        for link in _links(one.entry)
        if link in statuses and statuses[link] is None
    ]
    mobile = [Flaw(one.row, "entry_mobile", {}, one.entry.id) for one in shown if _has_mobile(one.entry)]
    return [*slots(shown), *silent, *mobile]


def _links(entry: Entry) -> list[str]:
    return [link for name in LINKS if (link := getattr(entry, name))]


def _has_mobile(entry: Entry) -> bool:
    """A mobile number among the words; what stands in the entry's own telephone cell is meant to be told."""
    told = re.sub(r"\D", "", arabic_digits(entry.phone))
    found = _MOBILE.findall(arabic_digits("\n".join((entry.question, entry.answer, *entry.phrasings))))
    return any(re.sub(r"\D", "", number) not in told for number in found)
