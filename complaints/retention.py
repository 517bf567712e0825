"""Erasing what is over: used forms, marks, drafts, and closed cases when their time has come.

Open cases never expire. A clock that jumped, and a night on which many cases would go at once, wait for a person.
"""

from collections.abc import Callable
from datetime import date, timedelta

from complaints import guard
from complaints.desk import Desk
from complaints.drafts import EVENTS_KEPT
from complaints.form import KEEP_DAY_KEYS
from complaints.store_ports import SealedWork
from kernel.agency import Agency

AT_ONCE = 5
"""More closed cases than this in one night, and an officer is asked first."""
MARKS_KEPT = timedelta(days=37)
"""Thirty days in which a chat message can be taken back, and the week that its mark is rounded to."""
_ALLOWED = "erase_allowed"
ACTOR = "server"


def tidy(desk: Desk, agency: Agency, erased: Callable[[], None]) -> None:
    """The room's daily work. `erased` is called afterwards, to clear what the database still keeps of erased rows."""
    today, now = desk.today, desk.clock.now()
    with desk.store.begin() as work:
        work.audit.settle(agency, today)
        if not guard.clock_believed(work, agency, today):
            return  # nothing is erased by a clock nobody believes; the door says that it is closed
        last = work.facts.get(agency, guard.LAST_DAY)
        work.facts.put(agency, guard.LAST_DAY, max(today.isoformat(), last or ""))
        work.forms.forget(agency, now, today - KEEP_DAY_KEYS)
        work.tries.forget(agency, today)
        work.chats.forget(agency, now, today - EVENTS_KEPT, today - MARKS_KEPT)
        _erase_due(work, agency, today)
    erased()


def tidy_drafts(desk: Desk, agency: Agency) -> int:
    """Erase drafts that lay too long; how many parts. Run every few minutes."""
    today = desk.today
    with desk.store.begin() as work:
        return work.chats.forget(agency, desk.clock.now(), today - EVENTS_KEPT, today - MARKS_KEPT)


def waiting(desk: Desk, agency: Agency) -> int:
    """How many cases a mass erase would take that nobody has allowed yet."""
    with desk.store.read() as work:
        due = _due(work, agency, desk.today)
        return len(due) if len(due) > _allowed(work, agency) else 0


def approve(desk: Desk, agency: Agency, actor: str) -> int:
    """Let a mass erase that waited go on, tonight; how many cases."""
    with desk.store.begin() as work:
        due = _due(work, agency, desk.today)
        work.facts.put(agency, _ALLOWED, str(len(due)))
        work.audit.add(agency, desk.today, actor, "erase_allowed", reason=str(len(due)))
    return len(due)


def believe_clock(desk: Desk, agency: Agency, actor: str) -> None:
    """Somebody looked: this is the right day, however far it is from the last one."""
    with desk.store.begin() as work:
        work.facts.put(agency, guard.LAST_DAY, desk.today.isoformat())
        work.audit.add(agency, desk.today, actor, "clock_confirmed")


def erase_closed(desk: Desk, agency: Agency, reference: str) -> bool:
    """Erase one closed case before its time; False for one that is open, kept, or not there."""
    with desk.store.begin() as work:
        row = work.cases.get(agency, reference, lock=True)
        if row is None or row.erase_from is None:
            return False
        erase(work, agency, reference, desk.today, ACTOR)
    return True


def erase(work: SealedWork, agency: Agency, reference: str, day: date, actor: str) -> None:
    """Keys first, then everything they opened. The counters stay, and a line says that there was something."""
    work.cases.erase(agency, reference)
    work.audit.add(agency, day, actor, "erased", reference)


def _erase_due(work: SealedWork, agency: Agency, today: date) -> None:
    due = _due(work, agency, today)
    if len(due) > _allowed(work, agency):
        return
    for reference in due:
        erase(work, agency, reference, today, ACTOR)
    work.facts.put(agency, _ALLOWED, "0")


def _due(work: SealedWork, agency: Agency, today: date) -> list[str]:
    rows = work.cases.all(agency)
    return [row.reference for row in rows if row.erase_from is not None and row.erase_from <= today]


def _allowed(work: SealedWork, agency: Agency) -> int:
    return max(AT_ONCE, int(work.facts.get(agency, _ALLOWED) or 0))
