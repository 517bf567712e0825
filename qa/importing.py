"""From a table to the live knowledge base: what would change, and the change itself, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kernel.agency import Agency
from kernel.errors import Refused
from qa.entries import Entry, Status
from qa.faq_ports import FaqWork, Upload
from qa.knowledge import announce
from qa.versions import Change, How, same

DRASTIC = 0.3
"""Hiding a larger share of the live entries at once needs a word of its own: more likely a wrong file."""


@dataclass(frozen=True)
class Plan:
    """What publishing would do."""

    added: tuple[Entry, ...] = ()
    changed: tuple[tuple[Entry, Entry], ...] = ()
    """Before and after."""
    hidden: tuple[Entry, ...] = ()
    """As they are now: live or draft."""
    unchanged: int = 0
    live_before: int = 0

    @property
    def nothing(self) -> bool:
        """Whether all would stay as it is."""
        return not (self.added or self.changed or self.hidden)

    @property
    def drastic(self) -> bool:
        """Whether it hides so much that somebody has to say so."""
        gone = [entry for entry in self.hidden if entry.live]
        gone += [before for before, after in self.changed if before.live and not after.live]
        return len(gone) > DRASTIC * self.live_before

    def writes(self) -> tuple[Entry, ...]:
        """Every entry to be stored."""
        taken_out = (replace(entry, status=Status.HIDDEN) for entry in self.hidden)
        return (*self.added, *(after for _, after in self.changed), *taken_out)


def compare(current: Sequence[Entry], wanted: Sequence[Entry], *, whole: bool) -> Plan:
    """What it takes to get from `current` to `wanted`; with `whole`, what `wanted` does not hold is hidden."""
    before, told = {entry.id: entry for entry in current}, {entry.id for entry in wanted}
    changed = [(before[one.id], one) for one in wanted if one.id in before and not same(before[one.id], one)]
    added = tuple(one for one in wanted if one.id not in before)
    gone = (one for one in current if whole and one.id not in told and one.status is not Status.HIDDEN)
    return Plan(
        added=added,
        changed=tuple(changed),
        hidden=tuple(gone),
        unchanged=len(wanted) - len(added) - len(changed),
        live_before=sum(1 for entry in current if entry.live),
    )


def carry_out(work: FaqWork, agency: Agency, plan: Plan, change: Change) -> None:
    """Store what the plan says, as versions of their own."""
    if not plan.nothing:
        announce(work, agency)
    for entry in plan.writes():
        work.faq.put(agency, entry, work.clock.now(), change)


def publish_upload(work: FaqWork, agency: Agency, staff_id: str, revision: int, *, drastic: bool = False) -> Plan:
    """Make a person's examined file the live knowledge base.

    revision -- of the knowledge base now; drastic -- the person has said that so much may be hidden.
    Raises Refused("upload_gone"), Refused("upload_stale") when the base has changed since, Refused("upload_drastic").
    """
    upload: Upload | None = work.faq.upload(agency, staff_id)
    if upload is None:
        raise Refused("upload_gone")
    if upload.revision != revision:
        raise Refused("upload_stale")
    plan = compare(work.faq.all(agency), upload.entries, whole=upload.whole)
    if plan.drastic and not drastic:
        raise Refused("upload_drastic")
    carry_out(work, agency, plan, Change(How.IMPORT, staff_id))
    work.faq.drop_upload(agency, staff_id)
    return plan
