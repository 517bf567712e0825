"""The knowledge base as a table: one heading row, one row per entry. The same for XLSX, CSV and the sheet.

What is written reads back as it was: `read_rows(write_rows(entries))` gives equal entries.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from qa.entries import Entry, Status, tidy
from qa.faq_cells import Cell, Formula, day_from, keywords_from, listed, phrasings_from, plain
from qa.faq_texts import COLUMNS, STATUSES, UPDATED, VERDICT

OTHER = "อื่น ๆ"
"""The category of an entry for which nobody chose one."""
DAYS = ("valid_from", "valid_until", "checked_on")
LISTS = ("phrasings", "keywords")
OURS = {"verdict": VERDICT, "updated": UPDATED}
"""Columns that the product writes into the sheet; what they hold says nothing."""
HEAD_WITHIN = 20
"""The heading row is looked for in so many first rows: people put a title above it."""


@dataclass(frozen=True)
class Flaw:
    """Something wrong in a row or, at row 0, with the table as a whole."""

    row: int
    """From 1, the heading row counted."""
    reason: str
    """A key of `faq_texts.FLAWS` or `faq_texts.WHOLE`."""
    facts: Mapping[str, str | int]
    which: str = ""
    """The entry's id or question, as typed, so that people find the row."""


@dataclass(frozen=True)
class Told:
    """What one row says: only the columns that the table has."""

    row: int
    values: Mapping[str, Any]

    def over(self, before: Entry | None, entry_id: str) -> Entry:
        """The entry that results: what the table does not tell stays as it was."""
        base = before or Entry(id=entry_id, category=OTHER, question="", answer="")
        told = {name: value for name, value in self.values.items() if name != "id"}
        return tidy(replace(base, id=entry_id, **told))


@dataclass(frozen=True)
class Table:
    """What was read."""

    rows: tuple[Told, ...]
    flaws: tuple[Flaw, ...]
    columns: Mapping[str, int]
    """Key of `COLUMNS` or of `OURS` -> place in the row, from 0."""
    head: int
    """Row of the headings, from 1; 0 when there is none."""


def written(entry: Entry) -> dict[str, str | date | None]:
    """The entry's cells by column key. Dates are dates, everything else is text."""
    cells: dict[str, str | date | None] = {name: getattr(entry, name) for name in COLUMNS}
    return {**cells, **{name: listed(getattr(entry, name)) for name in LISTS}, "status": STATUSES[entry.status.value]}


def write_rows(entries: Sequence[Entry]) -> list[list[str | date | None]]:
    """Headings, then a row per entry."""
    return [list(COLUMNS.values()), *(list(written(entry).values()) for entry in entries)]


def read_rows(rows: Sequence[Sequence[Cell]], *, others_allowed: bool = False) -> Table:
    """What the rows say, and every cell that cannot be understood. Blank rows are passed over.

    others_allowed -- columns with headings we do not know are somebody's own and none of our business.
    """
    head = next((row for row, cells in enumerate(rows[:HEAD_WITHIN]) if _is_head(cells)), None)
    if head is None:
        return Table((), (Flaw(0, "no_header", {}),), {}, 0)
    columns, flaws = _columns(rows[head], head + 1, others_allowed)
    told: list[Told] = []
    for number, cells in enumerate(rows[head + 1 :], start=head + 2):
        ours = {name: cells[place] if place < len(cells) else None for name, place in columns.items()}
        if all(_blank(cell) for name, cell in ours.items() if name not in OURS):
            continue
        one, wrong = _told(number, ours)
        told.append(one)
        flaws += wrong
    return Table(tuple(told), tuple(flaws), columns, head + 1)


def _name(cell: Cell) -> str:
    return "".join(plain(cell).lower().replace("\ufeff", "").split()).rstrip(":*")


_NAMES = {
    **{_name(thai): key for key, thai in COLUMNS.items()},
    **{key: key for key in COLUMNS},
    **{_name(thai): key for key, thai in OURS.items()},
    "คำสำคัญ": "keywords",
    "โทรศัพท์": "phone",
}


def _is_head(cells: Sequence[Cell]) -> bool:
    return {"question", "answer"} <= {_NAMES.get(_name(cell)) for cell in cells}


def _columns(cells: Sequence[Cell], row: int, others_allowed: bool) -> tuple[dict[str, int], list[Flaw]]:
    places: dict[str, int] = {}
    flaws = []
    for place, cell in enumerate(cells):
        key = _NAMES.get(_name(cell))
        if key in places:
            flaws.append(Flaw(row, "column_twice", {"said": plain(cell)}))
        elif key is not None:
            places[key] = place
        elif _name(cell) and not others_allowed:
            flaws.append(Flaw(row, "column_unknown", {"said": plain(cell)[:60]}))
    return places, flaws


def _blank(cell: Cell) -> bool:
    return not isinstance(cell, Formula) and not plain(cell).strip()


def _told(row: int, cells: Mapping[str, Cell]) -> tuple[Told, list[Flaw]]:
    which = plain(cells.get("id")).strip()[:40] or plain(cells.get("question")).strip()[:40]
    values: dict[str, Any] = {}
    flaws: list[Flaw] = []
    for name, cell in cells.items():
        if name in OURS:
            continue
        try:
            values[name] = _value(name, cell)
        except _Wrong as wrong:
            facts = {"column": COLUMNS[name], "said": plain(cell)[:40]}
            flaws.append(Flaw(row, wrong.reason, facts, which))
    return Told(row, values), flaws


class _Wrong(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, reason: str) -> None:
        self.reason = reason


def _value(name: str, cell: Cell) -> Any:
    if isinstance(cell, Formula):
        raise _Wrong("entry_formula")
    if name in DAYS:
        return _day(cell)
    if isinstance(cell, bool | date):
        raise _Wrong("entry_cell")
    return _READERS.get(name, str.strip)(plain(cell))


def _day(cell: Cell) -> date | None:
    if _blank(cell):
        return None
    found = None if isinstance(cell, bool) else day_from(cell)
    if found is None:
        raise _Wrong("entry_date")
    return found


def _status(text: str) -> Status:
    known = {**{_name(thai): key for key, thai in STATUSES.items()}, **{key: key for key in STATUSES}, "": "live"}
    found = known.get(_name(text))
    if found is None:
        raise _Wrong("entry_status")
    return Status(found)


_READERS: Mapping[str, Callable[[str], Any]] = {
    "category": lambda text: text.strip() or OTHER,
    "phrasings": phrasings_from,
    "keywords": keywords_from,
    "status": _status,
}
