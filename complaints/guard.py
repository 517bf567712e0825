"""When the door may stand open: somebody can read what comes in, and losing one person loses no case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from complaints.rows import Officer
from complaints.store_ports import SealedWork
from kernel.agency import Agency
from kernel.errors import Refused

ENOUGH_OFFICERS = 2
LAST_DAY = "last_day"
"""The fact that holds the last day on which the room's daily work was done."""
LONGEST_REST = timedelta(days=40)
"""A clock that moved further at once is not believed until somebody has looked at it."""


@dataclass(frozen=True)
class OfficerName:
    """Somebody who would read a report, for the informer to exclude."""

    id: str
    name: str


@dataclass(frozen=True)
class Door:
    """What the form has to know."""

    lacking: tuple[str, ...]
    """Why it is closed: "officers", "recovery", "proof", "clock", "disk"; empty when it is open."""
    officers: tuple[OfficerName, ...]

    @property
    def open(self) -> bool:
        """Whether reports are taken."""
        return not self.lacking


@dataclass(frozen=True)
class Recipients:
    """For whom a new case is wrapped."""

    officers: Sequence[Officer]
    recovery: bytes
    custodians: Sequence[Officer]
    """For whom a volunteered contact is wrapped."""
    left_out: int = 0
    """How many approved officers it is not wrapped for."""

    @property
    def without_contact(self) -> int:
        """How many approved officers the contact is not wrapped for."""
        return len(self.officers) + self.left_out - len(self.custodians)


def approved(work: SealedWork, agency: Agency) -> list[Officer]:
    """The officers to whom new cases are sealed. One who waits for the second person counts nowhere."""
    return [officer for officer in work.officers.all(agency) if officer.approved]


def clock_believed(work: SealedWork, agency: Agency, today: date) -> bool:
    """Whether this day can follow the last one that was seen. Dates written under a wrong clock cannot be mended."""
    last = work.facts.get(agency, LAST_DAY)
    if last is None:
        return True
    return date.fromisoformat(last) <= today + timedelta(days=1) and today - date.fromisoformat(last) <= LONGEST_REST


def look(work: SealedWork, agency: Agency, today: date | None = None, *, space: bool = True) -> Door:
    """Whether the door is open, and who stands behind it. Without `today`, the clock is not asked about."""
    officers = approved(work, agency)
    recovery = work.recoveries.get(agency)
    lacking = []
    if len(officers) < ENOUGH_OFFICERS:
        lacking.append("officers")
    if recovery is None:
        lacking.append("recovery")
    elif not recovery.proved:
        lacking.append("proof")
    if today is not None and not clock_believed(work, agency, today):
        lacking.append("clock")
    if not space:
        lacking.append("disk")
    return Door(tuple(lacking), tuple(OfficerName(officer.id, officer.name) for officer in officers))


def recipients(
    work: SealedWork, agency: Agency, excluded: Sequence[str], today: date | None = None, *, space: bool = True
) -> Recipients:
    """Raises Refused: "intake_closed", "unknown_officer", "no_officer_left"."""
    if not look(work, agency, today, space=space).open:
        raise Refused("intake_closed")
    officers = approved(work, agency)
    if not {officer.id for officer in officers}.issuperset(excluded):
        raise Refused("unknown_officer")
    left = [officer for officer in officers if officer.id not in excluded]
    if not left:
        raise Refused("no_officer_left")
    recovery = work.recoveries.get(agency)
    assert recovery is not None  # an open door has one
    # an informer who excluded every custodian trusts those who are left with the contact too
    custodians = [one for one in left if one.custodian] or left
    return Recipients(left, recovery.public, custodians, len(officers) - len(left))
