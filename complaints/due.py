"""By when an informer is told to come back. Office days are counted by whoever knows the office's hours."""

from collections.abc import Callable
from datetime import date, timedelta

from kernel.agency import Agency

DueDay = Callable[[Agency, date], date]
"""Agency and day of arrival to the day by which the office has to have answered."""


def calendar_due(agency: Agency, received: date) -> date:
    """The agency's days, every one of them counted."""
    return received + timedelta(days=agency.complaint_days)
