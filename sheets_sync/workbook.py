"""An agency's .xlsx: written when its figures changed, not more often than the office's disk deserves."""

import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kernel.agency import Agency
from sheets_sync import texts, xlsx_sink
from sheets_sync.digests import digest
from sheets_sync.lease import Lease, put_state
from sheets_sync.model import Tab
from sheets_sync.parts import Parts
from sheets_sync.ports import SyncWork
from sheets_sync.standing import RESPONSES
from sheets_sync.xlsx_checking import holds

LOOK = 3
"""Grows when workbooks are drawn differently, so that unchanged figures are drawn anew."""
JOB, KEY = "sync", "workbook"
"""The job that writes what was put off."""
log = logging.getLogger("sheets_sync")


def workbook_path(parts: Parts, agency: Agency) -> Path:
    """Where the agency's current workbook is, or will be after the first run."""
    return parts.workbook_folder / f"{agency.code}.xlsx"


def earlier_workbooks(parts: Parts, agency: Agency) -> list[Path]:
    """The dated copies that are kept, the newest first; the first of them is the current workbook."""
    return xlsx_sink.copies(workbook_path(parts, agency))


def bring_workbook(
    parts: Parts, agency: Agency, lease: Lease, model: Sequence[Tab], *, verify: bool = False, rebuild: bool = False
) -> bool:
    """Write the file unless it holds these figures already. True when it was written. Raises OSError.

    verify -- read the file back, and do not rely on what was noted; rebuild -- write it in any case.
    Without either, what changes a moment after a writing is left to a job that follows it up.
    """
    path, mark, now = workbook_path(parts, agency), f"{LOOK}:{digest(model)}", parts.clock.now()
    there = path.is_file() and not rebuild
    right = there and _noted(parts, agency) == mark and (not verify or holds(path, model))
    with lease.renewed() as work:
        state = work.targets.hold(agency, "xlsx")["state"]
        if right:
            _note_good(work, agency, now)
            return False
        due = None if verify else _due(state.get("written_at"), parts, now)
        if there and due is not None:
            work.jobs.put(agency, JOB, key=KEY, run_at=due)
            return False
    responses = sum(len(tab.rows) for tab in model if tab.key.startswith(RESPONSES))
    try:
        xlsx_sink.write(model, path, now, agency.name)
    except OSError:
        _note_trouble(agency, lease)
        raise
    with lease.renewed() as work:
        put_state(work, agency, "xlsx", digest=mark, written_at=now.isoformat(), responses=responses)
        _note_good(work, agency, now)
    return True


def _noted(parts: Parts, agency: Agency) -> str | None:
    """The figures that were written last. Read by itself: reading the file after it takes seconds, and nobody else may
    write to the database as long as we do."""
    with parts.workplace.read() as work:
        target = work.targets.get(agency, "xlsx")
    found: str | None = target["state"].get("digest") if target else None
    return found


def _due(written_at: str | None, parts: Parts, now: datetime) -> datetime | None:
    """When the next one may be written; None for now. A clock that was set back puts nothing off."""
    written = datetime.fromisoformat(written_at) if written_at else None
    if written is None or not written <= now < written + parts.workbook_pause:
        return None
    return written + parts.workbook_pause


def _note_good(work: SyncWork, agency: Agency, now: datetime) -> None:
    target = work.targets.hold(agency, "xlsx")
    target.update(status="ok", error=None, synced_at=now)
    work.targets.put(agency, "xlsx", **target)


def _note_trouble(agency: Agency, lease: Lease) -> None:
    with lease.renewed() as work:
        target = work.targets.hold(agency, "xlsx")
        target.update(status="late", error=texts.trouble("disk"))
        work.targets.put(agency, "xlsx", **target)
    log.warning("sync.trouble", extra={"agency": agency.code, "target": "xlsx", "reason": "disk"})
