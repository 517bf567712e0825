"""The knowledge base's tab, both ways: staff edit it in the sheet, and the console's changes reach it.

Each pass reads the tab, publishes what staff changed if the whole of it can stand, and writes single cells back; just
before it writes it reads once more, and begins again when somebody typed meanwhile. What cannot stand is explained in
the tab's last column and the last good version stays live.
"""

import logging
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta

from kernel.agency import Agency
from qa.entries import Status
from qa.faq_table import Table, read_rows
from sheets_sync import faq_requests as asking
from sheets_sync import plan, tabs
from sheets_sync.faq_memory import Memory, look_at, remember, remembered, revision_of
from sheets_sync.faq_publish import SYSTEM_WINS, Pass, Published, publish
from sheets_sync.lease import Lease
from sheets_sync.model import Tab
from sheets_sync.parts import Parts
from sheets_sync.ports import Layout, TwoWaySheet
from sheets_sync.state import LATE
from sheets_sync.trouble import Ambiguous, NotApplied, Parked, RequestRefused

TRIES = 4
log = logging.getLogger("sheets_sync")


def sync_faq(parts: Parts, agency: Agency, decision: str = "") -> str:
    """One run of its own: "off" (no credentials), "ok", "late", "parked", or why edits are held.

    Raises Unavailable when it has to be tried again.
    """
    lease = Lease(parts.workplace, agency, parts.clock)
    lease.take()
    try:
        with parts.workplace.read() as work:
            account = work.credentials.get(agency, "sheets")
        if not account:
            return "off"
        from sheets_sync.google_client import GoogleSheet  # gspread takes its time, and most offices never need it

        sheet = GoogleSheet(
            account["service_account"], account["spreadsheet_id"], parts.sheets_api_base, parts.timeouts
        )
        with closing(sheet):
            return bring_faq(parts, agency, lease, sheet, account["spreadsheet_id"], decision=decision)
    except Parked:
        with lease.renewed() as work:  # the sync tells staff why
            look_at(work, agency, parts.clock.now() + timedelta(hours=1))
        return "parked"
    finally:
        lease.release()


def bring_faq(
    parts: Parts, agency: Agency, lease: Lease, sheet: TwoWaySheet, spreadsheet: str, *,
    layout: Layout | None = None, decision: str = "",
) -> str:  # fmt: skip
    """Tab and knowledge base say the same afterwards, or edits are held: "ok", "late", or why.

    Raises NotApplied when somebody keeps typing, or as `TwoWaySheet` does.
    """
    with lease.renewed() as work:
        memory = remembered(work, agency)
        if memory.spreadsheet != spreadsheet:
            memory = Memory(spreadsheet=spreadsheet)
    if memory.in_doubt(parts.clock.now()):
        return "late"
    memory.doubt_until = ""
    one = Pass(parts, agency, lease, sheet, memory, decision)
    for _ in range(TRIES):
        try:
            if _agreed(one, layout):
                _keep(one)
                return memory.held or "ok"
        except Ambiguous:
            memory.doubt_until = (parts.clock.now() + LATE).isoformat()
            _keep(one)
            return "late"
        layout = None
    raise NotApplied("busy")


def _agreed(one: Pass, layout: Layout | None) -> bool:
    """One pass. False: somebody typed meanwhile, or the tab went; begin again."""
    tab = tabs.with_verdict(tabs.faq(()))
    layout = _with_tab(one, layout or one.sheet.layout(), tab)
    if layout is None:
        return False
    title = layout.grids[plan.sheet_id(tab)].title
    try:
        grid = one.sheet.cells(title)
    except RequestRefused:
        return False  # renamed or deleted this moment
    if one.decision == SYSTEM_WINS or (asking.blank(grid) and not one.memory.rows):
        return _fill(one, tab, layout)
    table = read_rows(grid, others_allowed=True)
    if "id" not in table.columns or not table.rows:
        why = "empty" if asking.blank(grid) or table.head else "header"
        return _hold(one, why) if one.memory.rows or why == "header" else _fill(one, tab, layout)
    return _exchange(one, tab, layout, table, grid)


def _with_tab(one: Pass, layout: Layout, tab: Tab) -> Layout | None:
    """The layout when the tab is there; else it is added, and None."""
    plan.check(layout, one.agency.code, [])
    missing = plan.provisioning(layout, one.agency.code, [tab])
    if plan.sheet_id(tab) not in layout.grids:
        one.memory.rows = {}  # nothing in a new tab was deleted by anybody
    if not missing:
        return layout
    try:
        one.sheet.apply(missing)
    except RequestRefused:
        log.info("faq.tab_exists", extra={"agency": one.agency.code})  # an earlier, lost one has arrived meanwhile
    return None


def _fill(one: Pass, tab: Tab, layout: Layout) -> bool:
    """Write the tab from the knowledge base."""
    with one.lease.renewed() as work:
        every, revision = work.faq.all(one.agency), revision_of(work, one.agency)
    entries = [entry for entry in every if entry.status is not Status.HIDDEN]
    rows = len(entries) + 1 - layout.grids[plan.sheet_id(tab)].rows
    if rows > 0:
        longer = {"sheetId": plan.sheet_id(tab), "dimension": "ROWS", "length": rows + plan.ROWS_MORE}
        one.sheet.apply([{"appendDimension": longer}])
    for batch in asking.batches(asking.fill(plan.sheet_id(tab), entries)):
        one.sheet.apply(batch)
    one.memory.agree(entries, revision)
    return True


def _exchange(one: Pass, tab: Tab, layout: Layout, table: Table, grid: asking.Grid) -> bool:
    done = publish(one, table)
    changes = _changes(table, grid, done)
    if changes and not _write(one, tab, layout, grid, changes):
        return False
    if done.why:
        return _hold(one, done.why)
    told = set(done.ids.values())
    with_row = [entry for entry in done.after if entry.id in told or entry.status is not Status.HIDDEN]
    one.memory.agree(with_row, done.revision)
    return True


def _changes(table: Table, grid: asking.Grid, done: Published) -> dict[asking.Place, asking.Written]:
    """The cells to write."""
    if done.why == "faulty":
        return asking.verdicts(table, grid, done.merged.examined)
    if done.why:
        return {}
    return {
        **asking.updates(table, done.ids, {entry.id: entry for entry in done.after}),
        **asking.additions(table, grid, done.ids, done.after),
        **asking.headings(table, grid),
        **asking.verdicts(table, grid, done.merged.examined, done.merged),
    }


def _write(
    one: Pass, tab: Tab, layout: Layout, grid: asking.Grid, changes: Mapping[asking.Place, asking.Written]
) -> bool:
    """Write the cells, unless the tab is no longer as it was read."""
    properties = layout.grids[plan.sheet_id(tab)]
    found = asking.room(plan.sheet_id(tab), properties.rows, properties.columns, changes)
    found += asking.requests(plan.sheet_id(tab), changes)
    if one.sheet.cells(properties.title) != grid:
        return False
    try:
        for batch in asking.batches(found):
            one.sheet.apply(batch)
    except RequestRefused:
        return False  # deleted this moment
    return True


def _keep(one: Pass) -> None:
    with one.lease.renewed() as work:
        remember(work, one.agency, one.memory, one.parts.clock.now())


def _hold(one: Pass, why: str) -> bool:
    one.memory.hold(why)
    log.warning("faq.held", extra={"agency": one.agency.code, "reason": why})
    return True
