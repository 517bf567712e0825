"""What somebody should look at again: answers nobody has checked for long, and dates that run out."""

from collections.abc import Iterable
from datetime import date, timedelta

from qa.entries import Entry, Status

CHECK_EVERY = timedelta(days=365)
SOON = timedelta(days=30)
"""So long before its last day, an entry is listed."""


def unchecked(entries: Iterable[Entry], today: date) -> list[Entry]:
    """Live entries that nobody has checked for a year, those never checked first."""
    old = [entry for entry in entries if entry.live and today - (entry.checked_on or date.min) > CHECK_EVERY]
    return sorted(old, key=lambda entry: (entry.checked_on or date.min, entry.id))


def ending(entries: Iterable[Entry], today: date) -> list[Entry]:
    """Entries whose last day is near or over, the earliest first; hidden ones are done with."""
    dated = [entry for entry in entries if entry.valid_until and entry.status is not Status.HIDDEN]
    return sorted(
        (entry for entry in dated if (entry.valid_until or date.max) <= today + SOON),
        key=lambda entry: (entry.valid_until or date.max, entry.id),
    )
