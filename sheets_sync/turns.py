"""Whose turn it is: one agency's run as the queue asks for it, not too often, and not before a pause is over."""

from datetime import datetime, timedelta

from kernel.agency import Agency
from kernel.errors import Unavailable
from sheets_sync.google_run import GOOGLE
from sheets_sync.lease import put_state
from sheets_sync.parts import Parts
from sheets_sync.ports import SyncWork
from sheets_sync.trouble import Later
from sheets_sync.worker import Outcome, sync_agency

WAYS = ("verify", "rebuild")


def take_turn(parts: Parts, agency: Agency, how: str = "") -> Outcome:
    """One run, with few enough writes that others are not kept waiting. The workbook waits for no pause of Google's.

    how -- "verify", "rebuild", or "" for what has changed
    Raises Later with the moment when trying again makes sense, or Unavailable.
    """
    with parts.workplace.read() as work:
        until = _not_before(parts, work, agency, asked=how in WAYS)
    if until is not None:
        sync_agency(parts, agency, google=False)
        raise Later("pace", until)
    try:
        outcome = sync_agency(parts, agency, verify=how == "verify", rebuild=how == "rebuild", one_turn=True)
    except Later:
        raise
    except Unavailable as away:
        with parts.workplace.read() as work:
            again = _moment(_state(work, agency), "retry_at")
        if again is None or again <= parts.clock.now():
            raise
        raise Later(str(away) or "away", again) from away
    _note(parts, agency)
    return outcome


def _not_before(parts: Parts, work: SyncWork, agency: Agency, *, asked: bool) -> datetime | None:
    """When this agency may have its next turn; None for now. A clock that was set back keeps nobody waiting."""
    state, now = _state(work, agency), parts.clock.now()
    if not state or work.credentials.get(agency, "sheets") is None:
        return None
    retry, last = _moment(state, "retry_at"), _moment(state, "turn_at")
    if retry is not None and now < retry <= now + parts.limits.park + timedelta(seconds=1):
        return retry
    if not asked and last is not None and last <= now < last + parts.limits.interval:
        return last + parts.limits.interval
    return None


def _note(parts: Parts, agency: Agency) -> None:
    """The turn is over: the next one comes after a pause."""
    with parts.workplace.begin() as work:
        if work.credentials.get(agency, "sheets") is not None:
            put_state(work, agency, GOOGLE, turn_at=parts.clock.now().isoformat())


def _state(work: SyncWork, agency: Agency) -> dict[str, str | None]:
    target = work.targets.get(agency, GOOGLE)
    found: dict[str, str | None] = target["state"] if target else {}
    return found


def _moment(state: dict[str, str | None], name: str) -> datetime | None:
    text = state.get(name)
    return datetime.fromisoformat(text) if text else None
