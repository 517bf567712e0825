"""The sheet's tab and the knowledge base, each changed by people since they last agreed: what both should say now.

The rule, field by field: who changed it, wins; where both did, the sheet's words do, and the office's own stay in the
entry's history. A row that is gone hides its entry, unless that was changed meanwhile: then the row comes back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from qa.entries import Entry, Status, tidy
from qa.faq_checking import Examined, Placed, judge, row_ids
from qa.faq_table import Table, Told, read_rows, write_rows
from qa.importing import Plan, compare
from sheets_sync import faq_rows, texts
from sheets_sync.cells import GOOGLE_LIMIT, clean


@dataclass(frozen=True)
class Merged:
    """What both should say, or why it cannot be."""

    examined: Examined
    plan: Plan
    conflicts: frozenset[int]
    """Rows in which a field was changed on both sides."""
    changed: frozenset[int]
    """Rows whose entry changes or is new."""


def merge(
    table: Table, current: Sequence[Entry], bases: Mapping[str, Entry], versions: Mapping[str, int], today: date,
    statuses: faq_rows.Statuses,
) -> Merged:  # fmt: skip
    """Lay the sheet's rows over the present entries.

    bases -- what tab and knowledge base last agreed on, by id; without one, what differs counts as the sheet's change.
    versions -- id -> version of the entries that had a row then; statuses -- what new links answer.
    """
    now, ids = {entry.id: entry for entry in current}, row_ids(table, current)
    said_now, said_then = as_read(now.values()), as_read(bases.values())
    placed, conflicts = [], set()
    for told in table.rows:
        entry_id = ids[told.row]
        present = now.get(entry_id)
        if present is None:
            placed.append(Placed(told.row, _checked(told.over(None, entry_id), told, today)))
            continue
        then = said_then.get(entry_id, said_now[entry_id])
        chosen, torn = _chosen(told, then, said_now[entry_id])
        if "answer" in chosen and "checked_on" not in chosen:
            chosen["checked_on"] = today
        placed.append(Placed(told.row, tidy(replace(present, **chosen)) if chosen else present))
        conflicts |= {told.row} if torn else set()
    merged = _judged(table, placed, now, _gone(now, set(ids.values()), versions), conflicts)
    fresh = [one for one in placed if one.row in merged.changed]
    wrong = sorted([*merged.examined.flaws, *faq_rows.flaws(fresh, current, statuses)], key=lambda flaw: flaw.row)
    worth = tuple(faq_rows.notes(placed, statuses))
    return replace(merged, examined=replace(merged.examined, flaws=tuple(wrong), notes=worth))


def as_read(entries: Iterable[Entry]) -> dict[str, Mapping[str, Any]]:
    """Id -> the values that reading the entry's row back from the sheet would give."""
    listed = list(entries)
    rows = [[cell_text(cell) for cell in row] for row in write_rows(listed)]
    return {entry.id: told.values for entry, told in zip(listed, read_rows(rows).rows, strict=True)}


def cell_text(cell: str | date | None) -> str | date | None:
    """A cell as the sheet keeps it."""
    return clean(cell, GOOGLE_LIMIT, texts.CUT) if isinstance(cell, str) else cell


def _judged(
    table: Table, placed: Sequence[Placed], now: Mapping[str, Entry], gone: Sequence[Entry], conflicts: set[int]
) -> Merged:
    told, hidden = {one.entry.id for one in placed}, {entry.id for entry in gone}
    rest = [entry for entry in now.values() if entry.id not in told | hidden]
    plan = compare(list(now.values()), [one.entry for one in placed], whole=False)
    plan = replace(plan, hidden=tuple(gone))
    fresh = {entry.id for entry in plan.added} | {after.id for _, after in plan.changed}
    changed = frozenset(one.row for one in placed if one.entry.id in fresh)
    return Merged(judge(placed, now, rest, table.flaws), plan, frozenset(conflicts), changed)


def _chosen(told: Told, then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """The fields that the sheet decides, and whether the office had changed one of them too."""
    ours = {name: value for name, value in told.values.items() if name != "id" and name in now}
    chosen = {name: value for name, value in ours.items() if value != then[name] and value != now[name]}
    return chosen, any(now[name] != then[name] for name in chosen)


def _checked(entry: Entry, told: Told, today: date) -> Entry:
    return entry if told.values.get("checked_on") else replace(entry, checked_on=today)


def _gone(now: Mapping[str, Entry], told: set[str], versions: Mapping[str, int]) -> list[Entry]:
    """Entries whose row was deleted, and which nobody has changed since."""
    left = (now[one] for one in versions if one in now and one not in told)
    return [entry for entry in left if entry.status is not Status.HIDDEN and entry.version == versions[entry.id]]
