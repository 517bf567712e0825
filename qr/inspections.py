"""The book of QR patrols: who looked at which point's sign, when, and what it was. Photographs are in no book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from kernel.agency import Agency, Purpose, ServicePoint
from kernel.clock import BANGKOK, bangkok_day
from kernel.codes import new_id
from qr.patrol import Finding, Signs

WEEK = timedelta(days=7)
REMINDER_JOB = "patrol_week"
PHOTO_JOB = "patrol_photo"
_REMINDED_AT = time(9)


@dataclass(frozen=True)
class Inspection:
    """One sign that somebody photographed."""

    id: str
    at: datetime
    staff: str
    """Id of the member of staff."""
    finding: Finding
    how: str
    """"console" or "line"."""


class Inspections(Protocol):
    """An agency's inspections."""

    def add(self, agency: Agency, inspection: Inspection) -> bool:
        """False when an inspection of this id is known already."""
        ...

    def latest(self, agency: Agency, limit: int) -> list[Inspection]: ...

    def seen(self, agency: Agency) -> Mapping[str, datetime]:
        """When each point's sign was last found genuine, by the point's code."""
        ...


class Register(Protocol):
    """The service points and what hangs there."""

    def all(self, agency: Agency) -> list[ServicePoint]: ...
    def owner(self, code: str) -> str | None: ...
    def by_sign(self, agency: Agency) -> Mapping[str, ServicePoint]: ...


class Offices(Protocol):
    """Whom this installation serves."""

    def all(self) -> list[Agency]: ...


class PatrolWork(Protocol):
    """What a patrol needs of an open transaction."""

    @property
    def agencies(self) -> Offices: ...
    @property
    def points(self) -> Register: ...
    @property
    def inspections(self) -> Inspections: ...


def signs_of(work: PatrolWork, agency: Agency, base_url: str, account: str) -> Signs:
    """What this office has on its walls. account -- its LINE account's public id, or "" """
    others = {other.code: other.spoken_name for other in work.agencies.all() if other.code != agency.code}
    return Signs(base_url, agency, work.points.by_sign(agency), others, work.points.owner, account)


def note(
    work: PatrolWork, agency: Agency, staff: str, found: Sequence[Finding], at: datetime, how: str, photo: str = ""
) -> bool:
    """Write down what a photograph showed; False when that photograph is in the book already.

    photo -- a name of its own, so that looking at it again is harmless; "" for one that comes once
    """
    named = (photo or new_id())[:28]
    rows = [Inspection(f"{named}-{place}", at, staff, one, how) for place, one in enumerate(found)]
    return all(work.inspections.add(agency, row) for row in rows)


def overdue(points: Sequence[ServicePoint], seen: Mapping[str, datetime], today: date) -> list[ServicePoint]:
    """The open points whose sign nobody has found in order for a week; new points have their first week free.

    The fraud door's poster is the same everywhere and says no place, so that no place of it can be ticked off.
    """
    checked = [point for point in points if point.purpose is not Purpose.FRAUD and point.open_on(today)]
    return [point for point in checked if _last(point, seen) <= today - WEEK]


def _last(point: ServicePoint, seen: Mapping[str, datetime]) -> date:
    found = seen.get(point.code)
    return point.opened_on if found is None else max(point.opened_on, bangkok_day(found))


def next_reminder(now: datetime) -> datetime:
    """The next Monday, nine o'clock in Bangkok, not before `now`."""
    here = now.astimezone(BANGKOK)
    monday = here.date() - timedelta(days=here.weekday())
    at = datetime.combine(monday, _REMINDED_AT, BANGKOK)
    return at if at >= here else at + WEEK
