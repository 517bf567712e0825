"""Finds spreadsheets that people have edited: one question to Drive a minute for each service account.

What Google says has changed since our own last write was somebody else. Then the answers' tab is read at once, and
the rest is compared with the database, though not more often than every few minutes for people who keep typing.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from kernel.agency import Agency
from kernel.errors import Unavailable
from sheets_sync import faq_memory
from sheets_sync.account_names import Names, fingerprint
from sheets_sync.google_run import GOOGLE, SYNC_JOB
from sheets_sync.lease import put_state
from sheets_sync.parts import Parts
from sheets_sync.ports import SyncWork
from sheets_sync.trouble import Parked

OUR_OWN = timedelta(seconds=5)
"""Drive notes a write of ours a little later than we do."""
COMPARED_EVERY = timedelta(minutes=5)
WITHOUT_DRIVE = timedelta(minutes=15)
"""How often the answers' tab is looked at while Drive does not say what was edited."""
Opened = Mapping[str, Any]
log = logging.getLogger("sheets_sync")


def look_around(parts: Parts, agencies: Sequence[Agency]) -> int:
    """Ask for what edits ask for; how many spreadsheets had some. Raises nothing: Drive is not needed for the rest."""
    with parts.workplace.read() as work:
        connected = [(agency, found) for agency in agencies if (found := work.credentials.get(agency, "sheets"))]
    accounts: dict[str, list[tuple[Agency, Opened]]] = {}
    for agency, found in connected:
        accounts.setdefault(fingerprint(found["service_account"]), []).append((agency, found))
    return sum(_look(parts, served) for served in accounts.values())


def _look(parts: Parts, served: Sequence[tuple[Agency, Opened]]) -> int:
    """One service account's spreadsheets."""
    changed = _changed(parts, served[0][1]["service_account"])
    if changed is None:
        _without_drive(parts, [agency for agency, _ in served])
        return 0
    edited = 0
    for agency, found in served:
        modified = changed.get(found["spreadsheet_id"])
        if modified is not None:
            edited += _weigh(parts, agency, modified)
    return edited


def _changed(parts: Parts, key: Mapping[str, Any]) -> Mapping[str, datetime] | None:
    """When each was changed; None when Drive does not say."""
    from sheets_sync.opening import open_drive

    now = parts.clock.now()
    with parts.workplace.read() as work:
        gate = work.gates.get(Names.of(key).key)
    if gate is not None and gate.closed_until is not None and gate.closed_until > now:
        return None
    try:
        drive = open_drive(parts, key)
        try:
            return drive.changed()
        finally:
            drive.close()
    except (Unavailable, Parked) as trouble:
        log.warning("sync.drive_away", extra={"reason": str(trouble)})
        return None


def _without_drive(parts: Parts, agencies: Sequence[Agency]) -> None:
    """The answers' tab is looked at four times an hour instead."""
    now = parts.clock.now()
    step = WITHOUT_DRIVE.total_seconds()
    again = now + timedelta(seconds=step - now.timestamp() % step)
    with parts.workplace.begin() as work:
        for agency in agencies:
            faq_memory.look_at(work, agency, again)


def _weigh(parts: Parts, agency: Agency, modified: datetime) -> int:
    """1 when somebody else edited the spreadsheet since it was last weighed."""
    with parts.workplace.read() as work:
        if _known(_state(work, agency), "modified_at", modified):
            return 0
    with parts.workplace.begin() as work:
        state = _state(work, agency)
        if _known(state, "modified_at", modified):
            return 0
        put_state(work, agency, GOOGLE, modified_at=modified.isoformat())
        if _known(state, "touched_at", modified - OUR_OWN):
            return 0  # ours; what somebody typed at the same moment is found by the hourly look
        _ask(parts, work, agency, state)
    return 1


def _ask(parts: Parts, work: SyncWork, agency: Agency, state: Mapping[str, Any]) -> None:
    now = parts.clock.now()
    work.jobs.put(agency, faq_memory.FAQ_JOB)
    verified = state.get("verified_at")
    again = max(now, datetime.fromisoformat(verified) + COMPARED_EVERY) if verified else now
    # named by its minute: putting the running job again would only make it run at once, for ever
    work.jobs.put(agency, SYNC_JOB, key=f"edited:{again:%Y%m%dT%H%M}", run_at=again, payload={"how": "verify"})


def _state(work: SyncWork, agency: Agency) -> Mapping[str, Any]:
    target = work.targets.get(agency, GOOGLE)
    return target["state"] if target else {}


def _known(state: Mapping[str, Any], name: str, moment: datetime) -> bool:
    text = state.get(name)
    return text is not None and datetime.fromisoformat(text) >= moment
