"""When staff are told in LINE that something waits: soon, together, in office hours, and never what."""

from datetime import datetime, timedelta

from kernel.agency import Agency
from kernel.clock import Clock
from qa import hours
from qa.ports import QuestionWork

NOTICE_JOB = "notify_staff"
GATHERED = timedelta(minutes=2)
"""How long the first that waits waits for others, so that one notice is enough."""
EVERY = timedelta(hours=1)
"""Between two notices to one member of staff."""


def ask(work: QuestionWork, agency: Agency, clock: Clock) -> None:
    """Ask for a notice, unless the agency wants none. Asking again is harmless: it stays one."""
    due = next_notice(agency, clock.now() + GATHERED)
    if due is not None:
        work.jobs.put(agency, NOTICE_JOB, run_at=due)


def next_notice(agency: Agency, moment: datetime) -> datetime | None:
    """When staff may be told, not before `moment`; None for never."""
    return hours.next_opening(hours.of(agency), moment) if agency.staff_notice else None
