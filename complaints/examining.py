"""Whether somebody changed the database by hand: what can be seen without opening a case."""

from complaints import audit
from complaints.casefile import CASE, CONTACT, INFORMER, INSIDE, OFFICER, RECOVERY
from complaints.desk import Desk
from complaints.statistics import CASES, CATEGORY, FINISHED, IN_PROGRESS
from complaints.status import Status
from complaints.store_ports import SealedWork
from kernel.agency import Agency

_BOX_BYTES = {304, 560}
"""A wrapped key has one size; a longer office code makes it the next."""
_FOUND = "found"
"""The fact that holds what the last look found."""


def examine(desk: Desk, agency: Agency) -> tuple[str, ...]:
    """What does not fit: "audit", "counters", "wraps", "threads"; () when all is sound."""
    with desk.store.read() as work:
        links, head = work.audit.chain(agency)
        found = {
            "audit": not audit.verify(links, head).holds,
            "counters": not _counters_fit(work, agency, [link.entry for link in links]),
            "wraps": not _wraps_fit(work, agency),
            "threads": not _threads_fit(work, agency),
        }
    return tuple(name for name, wrong in found.items() if wrong)


def look_over(desk: Desk, agency: Agency) -> None:
    """Examine, and note what was found. An officer who looks must not pay for cases of others with time."""
    seen = ",".join(examine(desk, agency))
    with desk.store.read() as work:
        known = work.facts.get(agency, _FOUND) or ""
    if seen != known:
        with desk.store.begin() as work:
            work.facts.put(agency, _FOUND, seen)


def found(work: SealedWork, agency: Agency) -> tuple[str, ...]:
    """What was noted."""
    return tuple(one for one in (work.facts.get(agency, _FOUND) or "").split(",") if one)


def _counters_fit(work: SealedWork, agency: Agency, entries: list[audit.Entry]) -> bool:
    """Open cases are rows that are open, and all that was ever counted was once filed."""
    numbers = work.counters.of(agency, CASES)
    counted = {
        value: sum(n for (_, which), n in numbers.items() if which == value) for value in (IN_PROGRESS, FINISHED)
    }
    open_rows = sum(row.status is not Status.CLOSED for row in work.cases.all(agency))
    filed = work.audit.waiting(agency, "filed")
    filed += sum(int(one.reason) for one in entries if one.action == "filed" and one.reason.isdigit())
    spam = sum((one.action == "spam") - (one.action == "not_spam") for one in entries)
    total = sum(counted.values())
    categories = sum(work.counters.of(agency, CATEGORY).values())
    return counted[IN_PROGRESS] == open_rows and total == filed - spam and categories == total


def _wraps_fit(work: SealedWork, agency: Agency) -> bool:
    """Every case has wraps for an officer, the recovery key and its informer, each of the right size."""
    held: dict[str, set[str]] = {row.reference: set() for row in work.cases.all(agency)}
    for role in (OFFICER, RECOVERY, INFORMER):
        for kind in (CASE, CONTACT, INSIDE):
            for box in work.cases.boxes(agency, role, kind):
                if len(box.box) not in _BOX_BYTES or box.reference not in held:
                    return False
                if kind == CASE:
                    held[box.reference].add(role)
    return all(roles >= {RECOVERY, INFORMER} for roles in held.values())


def _threads_fit(work: SealedWork, agency: Agency) -> bool:
    """Every thread begins with its first message and misses none up to its last; what is erased says so."""
    for row in work.cases.all(agency):
        rows = work.threads.messages(agency, row.reference)
        if [one.seq for one in rows] != list(range(len(rows))) or not rows:
            return False
        if any(bool(one.erased) == bool(one.sealed) for one in rows):
            return False
    return True
