"""Whose turn it is: one agency's run as the queue asks for it, not too often, and not before a pause is over."""

from datetime import datetime, timedelta

from kernel.agency import Agency
from kernel.errors import Unavailable
from sheets_sync.google_run import GOOGLE, HOURLY, SYNC_JOB
from sheets_sync.lease import put_state
from sheets_sync.parts import Parts
from sheets_sync.ports import SyncWork
from sheets_sync.trouble import Later
from sheets_sync.worker import Outcome, sync_agency, workbook_path

VERIFY, REBUILD = "verify", "rebuild"


def take_turn(parts: Parts, agency: Agency, how: str = "") -> Outcome:
    """One run, with few enough writes that others are not kept waiting. The workbook waits for no pause of Google's.

    how -- "verify", "rebuild", "hourly" (verify, unless that was done within the hour), or "" for what has changed
    Raises Later with the moment when trying again makes sense, or Unavailable.
    """
    with parts.workplace.read() as work:
        if how == HOURLY:
            how = VERIFY if _look_due(parts, work, agency) else ""
        until = _not_before(parts, work, agency, asked=how in (VERIFY, REBUILD))
    if until is not None:
        sync_agency(parts, agency, google=False)
        raise Later("pace", until)
    began = parts.clock.now()
    try:
        outcome = sync_agency(parts, agency, verify=how == VERIFY, rebuild=how == REBUILD, one_turn=True)
    except Unavailable as left:
        if how == REBUILD and _goes_on(parts, agency, began):
            return Outcome(workbook_path(parts, agency), True, "begun")
        later = _later(parts, agency, left)
        if later is None:
            raise
        raise later from left
    _note(parts, agency)
    return outcome


def _later(parts: Parts, agency: Agency, left: Unavailable) -> Later | None:
    """The same with the moment when trying again makes sense; None where nobody knows one, or it is said already."""
    with parts.workplace.read() as work:
        again = _moment(_state(work, agency), "retry_at")
    if isinstance(left, Later) or again is None or again <= parts.clock.now():
        return None
    return Later(str(left) or "away", again)


def _not_before(parts: Parts, work: SyncWork, agency: Agency, *, asked: bool) -> datetime | None:
    """When this agency may have its next turn; None for now. A clock that was set back keeps nobody waiting."""
    state, now, account = _state(work, agency), parts.clock.now(), work.credentials.get(agency, "sheets")
    if account is None or state.get("spreadsheet") != account["spreadsheet_id"]:
        return None  # what was wrong with another spreadsheet keeps nobody waiting
    retry, last = _moment(state, "retry_at"), _moment(state, "turn_at")
    if retry is not None and now < retry <= now + parts.limits.park + timedelta(seconds=1):
        return retry
    if not asked and last is not None and last <= now < last + parts.limits.interval:
        return last + parts.limits.interval
    return None


def _look_due(parts: Parts, work: SyncWork, agency: Agency) -> bool:
    """Whether nobody has looked for so long. Edits and lost answers lead to looks of their own, and each look asks for
    the next one: without this question they would become more every day."""
    last = _moment(_state(work, agency), "verified_at")
    return last is None or not last <= parts.clock.now() < last + parts.limits.verify_every


def _goes_on(parts: Parts, agency: Agency, began: datetime) -> bool:
    """Whether everything counts as unwritten since then: the rest is a run like any other, for this one would begin
    from the first row each time it is interrupted."""
    with parts.workplace.begin() as work:
        anew = _moment(_state(work, agency), "anew_at")
        if anew is None or anew < began:
            return False
        work.jobs.put(agency, SYNC_JOB)
    return True


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
