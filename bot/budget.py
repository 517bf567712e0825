"""The agency's own limit of paid messages a month, kept across processes."""

from datetime import datetime

from bot.ports import Work
from kernel.agency import Agency
from kernel.clock import BANGKOK


def month_of(moment: datetime) -> str:
    """The Bangkok month, "2026-11"; LINE does not say in which zone it counts."""
    return f"{moment.astimezone(BANGKOK):%Y-%m}"


def reserve(work: Work, agency: Agency, now: datetime) -> bool:
    """Count one paid message before it is sent; False when the month's limit is reached."""
    if work.pushes.sent(agency, month_of(now)) >= agency.push_limit:
        return False
    work.pushes.add(agency, month_of(now))
    return True


def spare(work: Work, agency: Agency, now: datetime) -> int:
    """How many notices to staff may be paid for: a fifth of the month's limit is kept for citizens' answers."""
    return max(0, -(-agency.push_limit * 4 // 5) - work.pushes.sent(agency, month_of(now)))


def give_back(work: Work, agency: Agency, now: datetime) -> None:
    """The reserved message did not go out."""
    work.pushes.add(agency, month_of(now), -1)


def spent(work: Work, agency: Agency, now: datetime) -> None:
    """LINE says the month's quota is used up: no more pushes this month, and staff read why."""
    left = agency.push_limit - work.pushes.sent(agency, month_of(now))
    if left > 0:
        work.pushes.add(agency, month_of(now), left)
    work.staff_log.add(agency, "line", "push.quota_spent", month_of(now), now)
