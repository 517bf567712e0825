"""By when an informer is told to come back, and from when a closed case goes.

Office days are counted by whoever knows the office's hours.
"""

from collections.abc import Callable
from datetime import date, timedelta

from kernel.agency import Agency

DueDay = Callable[[Agency, date], date]
"""Agency and day of arrival to the day by which the office has to have answered."""


def calendar_due(agency: Agency, received: date) -> date:
    """The agency's days, every one of them counted."""
    return received + timedelta(days=agency.complaint_days)


def erase_month(day: date | None) -> date | None:
    """The first of the month after `day`: a clear column tells no closing day."""
    if day is None:
        return None
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
