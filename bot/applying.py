"""From facts to verbs: each fact of a turn becomes one verb of one domain room, inside an open transaction."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot import patrolling, thread_facts
from bot.facts import (
    AskedUnknown,
    Counted,
    Erased,
    Fact,
    Forgotten,
    LinkStaff,
    Photographed,
    Rated,
    SurveyDone,
    ThreadTapped,
    Unsent,
    VisitCounted,
    WroteOn,
)
from bot.ports import Work
from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day
from kernel.errors import Refused
from qa.feedback import rate
from surveys import submit


@dataclass(frozen=True)
class Sender:
    """Whose facts they are: the private id, and the keyed hash under which we know the person."""

    user_id: str = field(repr=False)
    person: str


def apply(work: Work, agency: Agency, sender: Sender, fact: Fact, clock: Clock) -> None:
    """Write one fact down. Raises Refused when the verb says no; counters are the caller's, who adds them up."""
    match fact:
        case AskedUnknown() | WroteOn() | ThreadTapped() | Erased() | Unsent() | Forgotten():
            thread_facts.apply(work, agency, sender.user_id, sender.person, fact, clock)
        case SurveyDone():
            submit(work, agency, fact.answers, person=sender.user_id, clock=clock)
        case Rated():
            rate(work, agency, fact.entry_id, fact.helped, clock)
        case VisitCounted():
            work.visits.count(agency, fact.point, bangkok_day(clock.now()))
        case Photographed():
            patrolling.ask(work, agency, sender.person, fact)
        case LinkStaff():
            _link(work, agency, sender, fact.code, clock.now())
        case Counted():
            work.counts.add(agency, bangkok_day(clock.now()), fact.outcome, fact.topic[:64])


def _link(work: Work, agency: Agency, sender: Sender, code: str, now: datetime) -> None:
    work.staff.hold(agency)
    staff_id = work.staff_tokens.take(agency, code, ("line",), now)
    member = work.staff.get(agency, staff_id) if staff_id else None
    if member is None or member.left_on is not None:
        raise Refused("code_unknown")
    before = work.staff.by_line(agency, sender.person)
    if before is not None and before.id != member.id:  # one LINE account belongs to one member of staff
        work.staff.change(agency, replace(before, line_person=None, line_user=None))
    work.staff.change(agency, replace(member, line_person=sender.person, line_user=sender.user_id))
    work.staff_log.add(agency, member.login, "line.linked", "", now)
