"""The `sync` job: an agency's workbook always, its Google spreadsheet where one is configured."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Unavailable
from sheets_sync import sources, tabs
from sheets_sync.google_run import SYNC_JOB, Asked, bring_google
from sheets_sync.lease import Lease
from sheets_sync.model import Tab
from sheets_sync.parts import Parts
from sheets_sync.workbook import bring_workbook, workbook_path

__all__ = ["SYNC_JOB", "Outcome", "Parts", "sync_agency", "workbook_path"]


@dataclass(frozen=True)
class Outcome:
    """What one run did."""

    workbook: Path
    written: bool
    """False: the workbook held these figures already."""
    google: str
    """off (no credentials, or left alone) | ok | parked | begun (anew; another run goes on)"""
    reason: str = ""
    """Why parked: a key of `texts.TROUBLE`."""


def sync_agency(
    parts: Parts,
    agency: Agency,
    *,
    verify: bool = False,
    rebuild: bool = False,
    one_turn: bool = False,
    google: bool = True,
) -> Outcome:
    """Bring workbook and spreadsheet up to the database. Safe to repeat, to interrupt and to start twice.

    verify -- look at what is there and put it right; rebuild -- write everything anew
    one_turn -- leave off after a few writes, so that others have their turn
    google -- False: the workbook alone, which waits for nobody

    Raises Unavailable when it has to be tried again: Google or the disk is away, or another run is at work; Later,
    which is one, when nothing is wrong and it is others' turn.
    """
    lease = Lease(parts.workplace, agency, parts.clock)
    lease.take()
    try:
        asked = Asked(compare=verify, rebuild=rebuild, one_turn=one_turn)
        return _sync(parts, agency, lease, asked, google=google)
    finally:
        lease.release()


def _sync(parts: Parts, agency: Agency, lease: Lease, asked: Asked, *, google: bool) -> Outcome:
    with parts.workplace.read() as work:
        model = _model(parts, agency, work)
        account = work.credentials.get(agency, "sheets") if google else None
    disk_trouble, written = None, False
    try:
        written = bring_workbook(parts, agency, lease, model, verify=asked.compare, rebuild=asked.rebuild)
    except OSError as full:
        disk_trouble = full
    standing, reason = "off", ""
    if account:
        standing, reason = bring_google(parts, agency, lease, model, account, asked)
    if disk_trouble is not None:
        raise Unavailable("disk") from disk_trouble
    return Outcome(workbook_path(parts, agency), written, standing, reason)


def _model(parts: Parts, agency: Agency, work: Any) -> list[Tab]:
    published = parts.statistics(agency)
    today = bangkok_day(parts.clock.now())
    return tabs.build(sources.read(work, agency, today, parts.base_url, published[0] if published else None))
