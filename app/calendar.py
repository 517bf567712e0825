"""What happens because a day has passed: batches at day's end, rounds that close, figures that are published.

The calendar puts jobs; it does nothing by itself. Asking twice for the same day's job is harmless.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from kernel.clock import bangkok_day, bangkok_midnight

if TYPE_CHECKING:
    from app.house import House

MARKS_KEPT = timedelta(days=3)
STATES_KEPT = timedelta(days=90)
HELD_KEPT = timedelta(days=7)
SESSIONS_KEPT = timedelta(hours=12)
LOG_KEPT = timedelta(days=2 * 366)
"""What staff did in the console: long enough for whoever audits the last fiscal year."""
INSPECTIONS_KEPT = timedelta(days=366)


def turn(house: "House") -> None:
    """Put the `day_end` job of every agency once per Bangkok day."""
    today = bangkok_day(house.clock.now())
    if house.calendar_day == today:
        return
    with house.workplace.begin() as work:
        for agency in work.agencies.all():
            work.jobs.put(agency, "day_end", key=today.isoformat(), run_at=bangkok_midnight(today))
        work.inbox.forget_before(today - MARKS_KEPT)
        work.conversations.forget_before(today - STATES_KEPT)
        work.outbox.forget_before(house.clock.now() - HELD_KEPT)
        work.sessions.forget_before(house.clock.now() - SESSIONS_KEPT)
        work.staff_log.forget_before(house.clock.now() - LOG_KEPT)
        work.inspections.forget_before(house.clock.now() - INSPECTIONS_KEPT)
    house.calendar_day = today
