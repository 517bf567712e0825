"""The knowledge base's tab, both ways: staff edit it in the sheet, and the console's changes reach it.

Each pass reads the tab, publishes what staff changed if the whole of it can stand, and writes single cells back; just
before it writes it reads once more, and begins again when somebody typed meanwhile. What cannot stand is explained in
the tab's last column and the last good version stays live.
"""

import logging
from contextlib import closing
from datetime import datetime

from kernel.agency import Agency
from qa.faq_table import read_rows
from sheets_sync import faq_requests as asking
from sheets_sync import plan, tabs
from sheets_sync.faq_exchange import exchange, fill, hold, marked
from sheets_sync.faq_memory import Memory, look_later, remember, remembered
from sheets_sync.faq_publish import SYSTEM_WINS, Counted, Pass
from sheets_sync.lease import Lease, put_state
from sheets_sync.model import Tab
from sheets_sync.parts import Parts
from sheets_sync.ports import Layout, TwoWaySheet
from sheets_sync.state import LATE
from sheets_sync.trouble import Ambiguous, Later, NotApplied, Parked, RequestRefused

TRIES = 4
log = logging.getLogger("sheets_sync")


def sync_faq(parts: Parts, agency: Agency, decision: str = "") -> str:
    """The tab may have changed: look at it. "off" (no credentials), "ok", "late", "parked", or why edits are held.

    Raises Unavailable when it has to be tried again.
    """
    lease = Lease(parts.workplace, agency, parts.clock)
    lease.take()
    try:
        with parts.workplace.read() as work:
            account = work.credentials.get(agency, "sheets")
        if not account:
            return "off"
        from sheets_sync.opening import open_sheet  # gspread takes its time, and most offices never need it

        with closing(open_sheet(parts, account["service_account"], account["spreadsheet_id"])) as sheet:
            return bring_faq(parts, agency, lease, sheet, account["spreadsheet_id"], decision=decision)
    except Parked:
        with lease.renewed() as work:  # the sync tells staff why
            look_later(work, agency, parts.clock.now())
        return "parked"
    finally:
        lease.release()


def bring_faq(
    parts: Parts, agency: Agency, lease: Lease, sheet: TwoWaySheet, spreadsheet: str, *,
    layout: Layout | None = None, decision: str = "",
) -> str:  # fmt: skip
    """Tab and knowledge base say the same afterwards, or edits are held: "ok", "late", or why.

    Raises NotApplied when somebody keeps typing, Later when a decision has to wait, or as `TwoWaySheet` does.
    """
    with lease.renewed() as work:
        memory = remembered(work, agency)
        if memory.spreadsheet != spreadsheet:
            memory = Memory(spreadsheet=spreadsheet)
    if memory.in_doubt(parts.clock.now()):
        return _late(memory, decision)
    memory.doubt_until = ""
    one = Pass(parts, agency, lease, Counted(sheet), memory, decision)
    for _ in range(TRIES):
        try:
            if _agreed(one, layout):
                _keep(one)
                return memory.held or "ok"
        except Ambiguous:
            memory.doubt_until = (parts.clock.now() + LATE).isoformat()
            _keep(one)
            return _late(memory, decision)
        layout = None
    raise NotApplied("busy")


def _late(memory: Memory, decision: str) -> str:
    """A lost write may still arrive. What somebody has decided is not forgotten until then."""
    if decision:
        raise Later("late", datetime.fromisoformat(memory.doubt_until))
    return "late"


def _agreed(one: Pass, layout: Layout | None) -> bool:
    """One pass. False: somebody typed meanwhile, or the tab went; begin again."""
    tab = tabs.with_verdict(tabs.faq(()))
    if layout is None or tab.sheet_id not in layout.grids:
        layout = one.sheet.layout()  # the one that was given may be from before the tab was added
    layout = _with_tab(one, layout, tab)
    if layout is None:
        return False
    title = layout.grids[tab.sheet_id].title
    try:
        grid = one.sheet.cells(title)
    except RequestRefused:
        return False  # renamed or deleted this moment
    if asking.blank(grid) and one.memory.rows and not marked(tab, layout):
        one.memory.rows = {}  # nobody emptied this tab: it is a new one, because somebody deleted the other
        return fill(one, tab, layout) and hold(one, "tab_gone")
    if one.decision == SYSTEM_WINS or (asking.blank(grid) and not one.memory.rows):
        return fill(one, tab, layout)
    table = read_rows(grid, others_allowed=True)
    if "id" not in table.columns or (one.memory.rows and not table.rows):
        why = "empty" if asking.blank(grid) or table.head else "header"
        return hold(one, why) if one.memory.rows or why == "header" else fill(one, tab, layout)
    return exchange(one, tab, layout, table, grid)


def _with_tab(one: Pass, layout: Layout, tab: Tab) -> Layout | None:
    """The layout when the tab is there; else it is added, and None."""
    plan.check(layout, one.agency.code, [])
    missing = plan.provisioning(layout, one.agency.code, [tab])
    if not missing:
        return layout
    try:
        one.sheet.apply(missing)
    except RequestRefused:
        log.info("faq.tab_exists", extra={"agency": one.agency.code})  # an earlier, lost one has arrived meanwhile
    return None


def _keep(one: Pass) -> None:
    now = one.parts.clock.now()
    with one.lease.renewed() as work:
        remember(work, one.agency, one.memory, now)
        if one.sheet.sent:  # whoever watches for edits knows that this one was ours
            put_state(work, one.agency, "google", touched_at=now.isoformat())
