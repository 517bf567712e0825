"""One run over an agency's Google spreadsheet: what is remembered, what is kept on the way, and what staff are told."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Unavailable
from sheets_sync import books, faq_memory, faq_run, tabs, texts
from sheets_sync.account_names import Names
from sheets_sync.google_sink import Sink
from sheets_sync.lease import Lease, put_state
from sheets_sync.model import Tab
from sheets_sync.parts import Parts
from sheets_sync.ports import SyncWork
from sheets_sync.state import Attempt, SheetState, attempt_from, from_json
from sheets_sync.trouble import CREDENTIAL, Later, Parked, RateLimited, RequestRefused

GOOGLE, SYNC_JOB = "google", "sync"
HOURLY = "hourly"
"""A comparison that nobody asked for."""
SHOWN_AFTER = 3
"""Failed runs in a row before staff are told; one lost answer is nothing to worry about."""
KEY_AGAIN = timedelta(minutes=10)
"""How often a key that Google refused is tried, by one of the spreadsheets that need it."""
log = logging.getLogger("sheets_sync")


@dataclass(frozen=True)
class Asked:
    """What a run is to do besides writing what has changed."""

    compare: bool = False
    rebuild: bool = False
    one_turn: bool = False


@dataclass
class Run:
    """One run."""

    parts: Parts
    agency: Agency
    lease: Lease
    key: Mapping[str, Any]
    state: SheetState
    attempt: Attempt | None
    parked: bool
    """Whether somebody had to act before this one."""

    @property
    def email(self) -> str:
        """With whom the spreadsheet is shared."""
        return str(self.key.get("client_email", ""))

    def keep(self, state: SheetState, attempt: Attempt | None) -> None:
        """Memory and open batch, in one transaction."""
        with self.lease.renewed() as work:
            self.store(work, state, attempt)

    def store(self, work: SyncWork, state: SheetState, attempt: Attempt | None) -> None:
        put_state(work, self.agency, GOOGLE, **state.as_json())
        if attempt is None:
            work.attempts.drop(self.agency, GOOGLE)
            return
        work.attempts.put(
            self.agency, GOOGLE, batch=attempt.batch, sha256=attempt.sha256, body=attempt.body,
            plan=json.dumps(attempt.plan()), first_sent_at=attempt.sent_at, tries=attempt.tries,
        )  # fmt: skip


def bring_google(
    parts: Parts, agency: Agency, lease: Lease, model: Sequence[Tab], account: Mapping[str, Any], asked: Asked
) -> tuple[str, str]:
    """("ok" or "parked", why). Raises Unavailable when it has to be tried again, Later when it is others' turn."""
    run = _opened(parts, agency, lease, model, account)
    try:
        _send(run, model, replace(asked, compare=asked.compare or run.parked))
    except (Parked, RequestRefused) as stopped:
        return _park(run, stopped.reason if isinstance(stopped, Parked) else "refused")
    except (Later, RateLimited):
        raise
    except Unavailable:
        _note_away(run)
        raise
    return _note_good(run, model)


def _opened(parts: Parts, agency: Agency, lease: Lease, model: Sequence[Tab], account: Mapping[str, Any]) -> Run:
    with lease.renewed() as work:
        target = work.targets.hold(agency, GOOGLE)
        stored = work.attempts.get(agency, GOOGLE)
    state = from_json(target["state"])
    attempt = None
    if state.spreadsheet != account["spreadsheet_id"]:
        today, yearly = bangkok_day(parts.clock.now()), parts.limits.a_book_a_year
        state = books.next_book(state, account["spreadsheet_id"], model, today, a_book_a_year=yearly)
    elif stored is not None:
        attempt = attempt_from(stored.batch, stored.body, json.loads(stored.plan), stored.first_sent_at, stored.tries)
        if attempt.sha256 != stored.sha256:
            log.error("sync.attempt_damaged", extra={"agency": agency.code})
            attempt = None
            state.forget_cells()
    return Run(parts, agency, lease, account["service_account"], state, attempt, target["status"] == "parked")


def _send(run: Run, model: Sequence[Tab], asked: Asked) -> None:
    from sheets_sync.opening import open_sheet  # gspread takes its time, and most offices never need it

    parts, state, place = run.parts, run.state, (run.agency.code, run.state.spreadsheet)
    sheet = open_sheet(parts, run.key, state.spreadsheet)
    try:
        now = parts.clock.now
        limits = parts.limits if asked.one_turn else replace(parts.limits, writes_a_turn=10**9)
        sink = Sink(sheet, run.agency.code, state, run.keep, now, run.attempt, limits)
        mine = [tabs.with_verdict(tab) if tab.two_way else tab for tab in books.window(model, state)]
        sink.bring_up_to(mine, look=place not in parts.looked, compare=asked.compare, rebuild=asked.rebuild)
        parts.looked.add(place)
        with run.lease.renewed() as work:
            if sink.writes:
                put_state(work, run.agency, GOOGLE, touched_at=now().isoformat())
            faq_due = faq_memory.due(work, run.agency, state.spreadsheet)
        if faq_due:
            faq_run.bring_faq(parts, run.agency, run.lease, sheet, state.spreadsheet, layout=sink.layout)
    finally:
        sheet.close()


def _park(run: Run, reason: str) -> tuple[str, str]:
    """Tell staff what to do, and look again later: many come right without a word to us."""
    now, of_key = run.parts.clock.now(), reason in CREDENTIAL
    again = now + (KEY_AGAIN if of_key else run.parts.limits.park)
    with run.lease.renewed() as work:
        if of_key:
            key = Names.of(run.key).key
            gate = work.gates.hold(key, reads=0.0, writes=0.0, at=now)
            if gate.closed_until is not None and gate.closed_until > now:
                again = gate.closed_until
            work.gates.put(key, reads=0.0, writes=0.0, at=now, closed_until=again, reason=reason)
        # a key of its own: putting the running job again would only make it run at once, for ever
        at = f"{again:%Y%m%dT%H%M}" if of_key else f"{again:%Y%m%dT%H}"  # one an hour, whatever else sends somebody
        work.jobs.put(run.agency, SYNC_JOB, key=f"look:{at}", run_at=again)
        _tell(work, run.agency, "parked", texts.trouble(reason, run.email))
        put_state(work, run.agency, GOOGLE, spreadsheet=run.state.spreadsheet, full=run.state.full, retry_at=None)
    log.warning("sync.parked", extra={"agency": run.agency.code, "target": GOOGLE, "reason": reason})
    return "parked", reason


def _note_away(run: Run) -> None:
    """Tries are bounded: after a few it rests for an hour."""
    run.state.failures += 1
    limits, now = run.parts.limits, run.parts.clock.now()
    resting = run.state.failures >= limits.tries
    wait = limits.park if resting else timedelta(seconds=run.parts.jitter(1.0, min(64.0, 2.0**run.state.failures)))
    with run.lease.renewed() as work:
        stand = {"failures": run.state.failures, "spreadsheet": run.state.spreadsheet}
        put_state(work, run.agency, GOOGLE, **stand, retry_at=(now + wait).isoformat())
        if run.state.failures >= SHOWN_AFTER:
            _tell(work, run.agency, "parked" if resting else "late", texts.trouble("away"))
            log.warning("sync.trouble", extra={"agency": run.agency.code, "target": GOOGLE, "reason": "away"})


def _tell(work: SyncWork, agency: Agency, status: str, said: str | None, synced_at: datetime | None = None) -> None:
    target = work.targets.hold(agency, GOOGLE)
    target.update(status=status, error=said)
    if synced_at is not None:
        target.update(synced_at=synced_at)
    work.targets.put(agency, GOOGLE, **target)


def _note_good(run: Run, model: Sequence[Tab]) -> tuple[str, str]:
    state, now, agency = run.state, run.parts.clock.now(), run.agency
    state.failures = 0
    state.verified_at = state.verified_at or now
    with run.lease.renewed() as work:
        run.store(work, state, None)
        put_state(work, agency, GOOGLE, retry_at=None)
        work.gates.open(Names.of(run.key).key)
        _tell(work, agency, "ok", texts.trouble("poison") if state.poison else None, now)
        again = state.verified_at + run.parts.limits.verify_every
        # by its moment: putting the running job again would make it run at once, for ever
        work.jobs.put(agency, SYNC_JOB, key=f"verify:{again:%Y%m%dT%H%M%S}", run_at=again, payload={"how": HOURLY})
        if state.doubt_until is not None:
            work.jobs.put(agency, SYNC_JOB, key=f"settle:{state.doubt_until:%Y%m%dT%H%M%S}", run_at=state.doubt_until)
    if books.wants_next(state, bangkok_day(now)):
        return _park(run, "new_year")
    return "ok", ""
