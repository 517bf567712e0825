"""The tab's edits become the knowledge base, all or none, unless a person should look first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kernel.agency import Agency
from kernel.clock import bangkok_day
from qa.entries import Entry
from qa.faq_table import Table
from qa.importing import DRASTIC, carry_out
from qa.versions import Change, How
from sheets_sync import faq_rows
from sheets_sync.faq_memory import Memory, revision_of
from sheets_sync.faq_merge import Merged, merge
from sheets_sync.lease import Lease
from sheets_sync.parts import Parts
from sheets_sync.ports import SyncWork, TwoWaySheet

SHEET_WINS, SYSTEM_WINS = "sheet", "system"
"""What a member of staff may decide about edits that wait: take them all, or write the tab anew."""


class Counted:
    """A sheet, and how often it was written to."""

    def __init__(self, sheet: TwoWaySheet) -> None:
        self._sheet = sheet
        self.layout, self.cells = sheet.layout, sheet.cells
        self.sent = 0

    def apply(self, changes: Sequence[Mapping[str, Any]]) -> None:
        """As the sheet does."""
        self.sent += 1
        self._sheet.apply(changes)


@dataclass(frozen=True)
class Pass:
    """Everything one pass works with."""

    parts: Parts
    agency: Agency
    lease: Lease
    sheet: Counted
    memory: Memory
    decision: str


@dataclass(frozen=True)
class Published:
    """What became of the tab's edits."""

    merged: Merged
    ids: Mapping[int, str]
    """Row -> entry."""
    why: str
    """Why nothing was published, or ""."""
    after: Sequence[Entry]
    changed_at: Mapping[str, datetime]
    """Id -> when the entry last changed."""
    revision: int


def publish(one: Pass, table: Table) -> Published:
    """Make the tab's edits live, all or none."""
    statuses = _statuses(one, table)  # before the transaction: others' servers take their time
    with one.lease.renewed() as work:
        before = work.faq.all(one.agency)
        bases, today = _bases(work, one, before), bangkok_day(one.parts.clock.now())
        merged = merge(table, before, bases, one.memory.rows, today, statuses)
        why = "faulty" if merged.examined.flaws else _too_much(one, merged)
        if not why:
            carry_out(work, one.agency, merged.plan, Change(How.SHEET))
        ids = {placed.row: placed.entry.id for placed in merged.examined.placed}
        after, moments = work.faq.all(one.agency), work.faq.changed_at(one.agency)
        return Published(merged, ids, why, after, moments, revision_of(work, one.agency))


def _statuses(one: Pass, table: Table) -> faq_rows.Statuses:
    with one.parts.workplace.read() as work:
        fresh = list(faq_rows.new_links(table, work.faq.all(one.agency)))
    return faq_rows.tried(fresh, one.parts.link_status)


def _bases(work: SyncWork, one: Pass, before: Sequence[Entry]) -> dict[str, Entry]:
    """What each row said when tab and knowledge base last agreed; most entries have not changed since."""
    found = {}
    for present in before:
        agreed = one.memory.rows.get(present.id)
        kept = [present] if present.version == agreed else []
        if agreed is not None and not kept:
            kept = [old.entry for old in work.faq.versions(one.agency, present.id) if old.entry.version == agreed]
        if kept:
            found[present.id] = kept[0]
    return found


def _too_much(one: Pass, merged: Merged) -> str:
    """Why a person should look first, "" when nobody needs to."""
    if one.decision == SHEET_WINS:
        return ""
    if merged.plan.drastic:
        return "many_gone"
    strange = [before for before, _ in merged.plan.changed if before.id not in one.memory.rows]
    return "differs" if len(strange) > max(3, DRASTIC * merged.plan.live_before) else ""
