"""The `sync` job: an agency's workbook always, its Google spreadsheet where one is configured."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Unavailable
from sheets_sync import faq_memory, faq_run, sources, tabs, texts, xlsx_sink
from sheets_sync.google_sink import Sink
from sheets_sync.lease import Lease, put_state
from sheets_sync.model import Tab, digest
from sheets_sync.parts import Parts
from sheets_sync.state import SheetState, from_json
from sheets_sync.trouble import Parked

__all__ = ["SYNC_JOB", "Outcome", "Parts", "sync_agency", "workbook_path"]

SYNC_JOB = "sync"
"""The job's kind."""

LOOK = 1
"""Grows when workbooks are drawn differently, so that unchanged figures are drawn anew."""
SHOWN_AFTER = 3
"""Failed runs in a row before staff are told; one lost answer is nothing to worry about."""
LOOK_AGAIN = timedelta(hours=1)
"""How often a parked spreadsheet is tried without being asked."""

log = logging.getLogger("sheets_sync")


@dataclass(frozen=True)
class Outcome:
    """What one run did."""

    workbook: Path
    written: bool
    """False: the workbook held these figures already."""
    google: str
    """off (no credentials) | ok | parked"""
    reason: str = ""
    """Why parked: a key of `texts.TROUBLE`."""


def workbook_path(parts: Parts, agency: Agency) -> Path:
    """Where the agency's current workbook is, or will be after the first run."""
    return parts.workbook_folder / f"{agency.code}.xlsx"


def sync_agency(parts: Parts, agency: Agency) -> Outcome:
    """Bring workbook and spreadsheet up to the database. Safe to repeat, to interrupt and to start twice.

    Raises Unavailable when it has to be tried again: Google or the disk is away, or another run is at work.
    """
    lease = Lease(parts.workplace, agency, parts.clock)
    lease.take()
    try:
        return _sync(parts, agency, lease)
    finally:
        lease.release()


def _sync(parts: Parts, agency: Agency, lease: Lease) -> Outcome:
    with parts.workplace.read() as work:
        model = _model(parts, agency, work)
        account = work.credentials.get(agency, "sheets")
    disk_trouble, written = None, False
    try:
        written = _workbook(parts, agency, lease, model)
    except OSError as full:
        disk_trouble = full
    google, reason = _google(parts, agency, lease, model, account) if account else ("off", "")
    if disk_trouble is not None:
        raise Unavailable("disk") from disk_trouble
    return Outcome(workbook_path(parts, agency), written, google, reason)


def _model(parts: Parts, agency: Agency, work: Any) -> list[Tab]:
    published = parts.statistics(agency)
    today = bangkok_day(parts.clock.now())
    return tabs.build(sources.read(work, agency, today, parts.base_url, published[0] if published else None))


# -- the workbook ------------------------------------------------------------------------------------------


def _workbook(parts: Parts, agency: Agency, lease: Lease, model: list[Tab]) -> bool:
    """Write the file unless it holds these figures already. Raises OSError."""
    path, mark = workbook_path(parts, agency), f"{LOOK}:{digest(model)}"
    with lease.renewed() as work:
        same = work.targets.hold(agency, "xlsx")["state"].get("digest") == mark
    if same and path.is_file():
        _note_workbook(parts, agency, lease, mark)
        return False
    try:
        xlsx_sink.write(model, path, parts.clock.now())
    except OSError:
        _note_trouble(lease, agency, "xlsx", "disk")
        raise
    _note_workbook(parts, agency, lease, mark)
    return True


def _note_workbook(parts: Parts, agency: Agency, lease: Lease, mark: str) -> None:
    with lease.renewed() as work:
        put_state(work, agency, "xlsx", digest=mark)
        target = work.targets.hold(agency, "xlsx")
        target.update(status="ok", error=None, synced_at=parts.clock.now())
        work.targets.put(agency, "xlsx", **target)


def _note_trouble(lease: Lease, agency: Agency, kind: str, reason: str, email: str = "", status: str = "late") -> None:
    with lease.renewed() as work:
        target = work.targets.hold(agency, kind)
        target.update(status=status, error=texts.trouble(reason, email))
        work.targets.put(agency, kind, **target)
    log.warning("sync.trouble", extra={"agency": agency.code, "target": kind, "reason": reason})


# -- the spreadsheet ---------------------------------------------------------------------------------------


def _google(
    parts: Parts, agency: Agency, lease: Lease, model: list[Tab], account: Mapping[str, Any]
) -> tuple[str, str]:
    """("ok" or "parked", why). Raises Unavailable."""
    key, spreadsheet = account["service_account"], account["spreadsheet_id"]
    email = str(key.get("client_email", ""))
    with lease.renewed() as work:
        state = from_json(work.targets.hold(agency, "google")["state"])
    if state.spreadsheet != spreadsheet:
        state = SheetState(spreadsheet=spreadsheet)
    try:
        _send(parts, agency, lease, [tabs.with_verdict(tab) if tab.two_way else tab for tab in model], key, state)
    except Parked as parked:
        _park(parts, agency, lease, parked.reason, email)
        return "parked", parked.reason
    except Unavailable:
        _note_away(agency, lease, state)
        raise
    _note_good(parts, agency, lease, state)
    return "ok", ""


def _send(
    parts: Parts, agency: Agency, lease: Lease, model: list[Tab], key: Mapping[str, Any], state: SheetState
) -> None:
    from sheets_sync.google_client import GoogleSheet  # gspread takes its time, and most offices never need it

    def keep(memory: SheetState) -> None:
        with lease.renewed() as work:
            put_state(work, agency, "google", **memory.as_json())

    sheet = GoogleSheet(key, state.spreadsheet, parts.sheets_api_base, parts.timeouts)
    try:
        sink = Sink(sheet, agency.code, state, keep, parts.clock.now)
        sink.bring_up_to(model)
        with lease.renewed() as work:
            faq_due = faq_memory.due(work, agency, state.spreadsheet)
        if faq_due:
            faq_run.bring_faq(parts, agency, lease, sheet, state.spreadsheet, layout=sink.layout)
    finally:
        sheet.close()


def _park(parts: Parts, agency: Agency, lease: Lease, reason: str, email: str) -> None:
    """Tell staff what to do, and look again in an hour: many come right without a word to us."""
    _note_trouble(lease, agency, "google", reason, email, status="parked")
    again = parts.clock.now() + LOOK_AGAIN
    with lease.renewed() as work:
        # a key of its own: putting the running job again would only make it run at once, for ever
        work.jobs.put(agency, SYNC_JOB, key=f"look:{again:%Y%m%dT%H}", run_at=again)


def _note_away(agency: Agency, lease: Lease, state: SheetState) -> None:
    state.failures += 1
    with lease.renewed() as work:
        put_state(work, agency, "google", **state.as_json())
    if state.failures >= SHOWN_AFTER:
        _note_trouble(lease, agency, "google", "away")


def _note_good(parts: Parts, agency: Agency, lease: Lease, state: SheetState) -> None:
    state.failures = 0
    with lease.renewed() as work:
        put_state(work, agency, "google", **state.as_json())
        target = work.targets.hold(agency, "google")
        target.update(status="ok", error=None, synced_at=parts.clock.now())
        work.targets.put(agency, "google", **target)
        if state.doubt_until is not None:
            work.jobs.put(agency, SYNC_JOB, key=f"settle:{state.doubt_until:%Y%m%dT%H%M%S}", run_at=state.doubt_until)
