"""When the door may stand open: somebody can read what comes in, and losing one person loses no case."""

from collections.abc import Sequence
from dataclasses import dataclass

from complaints.ports import SealedWork
from complaints.rows import Officer
from kernel.agency import Agency
from kernel.errors import Refused

ENOUGH_OFFICERS = 2


@dataclass(frozen=True)
class OfficerName:
    """Somebody who would read a report, for the informer to exclude."""

    id: str
    name: str


@dataclass(frozen=True)
class Door:
    """What the form has to know."""

    lacking: tuple[str, ...]
    """Why it is closed: "officers", "recovery", "proof"; empty when it is open."""
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


def approved(work: SealedWork, agency: Agency) -> list[Officer]:
    """The officers to whom new cases are sealed. One who waits for the second person counts nowhere."""
    return [officer for officer in work.officers.all(agency) if officer.approved]


def look(work: SealedWork, agency: Agency) -> Door:
    """Whether the door is open, and who stands behind it."""
    officers = approved(work, agency)
    recovery = work.recoveries.get(agency)
    lacking = []
    if len(officers) < ENOUGH_OFFICERS:
        lacking.append("officers")
    if recovery is None:
        lacking.append("recovery")
    elif not recovery.proved:
        lacking.append("proof")
    return Door(tuple(lacking), tuple(OfficerName(officer.id, officer.name) for officer in officers))


def recipients(work: SealedWork, agency: Agency, excluded: Sequence[str]) -> Recipients:
    """Raises Refused: "intake_closed", "unknown_officer", "no_officer_left"."""
    if not look(work, agency).open:
        raise Refused("intake_closed")
    officers = approved(work, agency)
    if not {officer.id for officer in officers}.issuperset(excluded):
        raise Refused("unknown_officer")
    left = [officer for officer in officers if officer.id not in excluded]
    if not left:
        raise Refused("no_officer_left")
    recovery = work.recoveries.get(agency)
    assert recovery is not None  # an open door has one
    return Recipients(left, recovery.public)
