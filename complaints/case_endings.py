"""How a case is taken up, closed, forwarded, reopened, or found to be none. Its counters move with it."""

from dataclasses import replace
from datetime import date, timedelta

from complaints import counting, notice, texts
from complaints.casehold import CaseHold, Held
from complaints.due import erase_month
from complaints.header import CaseHeader
from complaints.status import Outcome, Status
from complaints.store_ports import SealedWork
from kernel.errors import Refused

SPAM_KEPT = timedelta(days=30)
"""An accused officer must not be able to make a case vanish before a colleague has seen the mark."""
MAX_BODY_NAME = 120


def take_up(hold: CaseHold, work: SealedWork, held: Held, status: Status) -> None:
    """Work on it; a closed case is open again, and counts as such. Raises Refused("already_spam")."""
    if held.inside.spam:
        raise Refused("already_spam")
    closed = held.row.status is Status.CLOSED
    header = _reopened(hold, work, held) if closed else held.header
    hold.save(work, held, row=replace(held.row, status=status, erase_from=None), header=header)
    hold.note_down(work, f"status_{status.value}", held)


def close(hold: CaseHold, work: SealedWork, held: Held, outcome: Outcome, text: str) -> None:
    """Finish, with a last word to the informer when there is one. Raises Refused("already_closed")."""
    if held.row.status is Status.CLOSED:
        raise Refused("already_closed")
    header = hold.say(work, held, text) if text.strip() else held.header
    if not header.told:
        notice.tell(hold.desk, work, hold.agency, held.keys)
    _end(hold, work, replace(held, header=header), outcome, _kept_until(hold))
    counting.count_closed(work.counters, hold.agency, header.received, outcome, hold.desk.today, header.category)
    hold.note_down(work, "closed", held)


def forward(hold: CaseHold, work: SealedWork, held: Held, to: str, text: str) -> None:
    """Close as handed to another body, named to the informer. Raises Refused: forward_to, already_closed."""
    name = " ".join(to.split())
    if not name or len(name) > MAX_BODY_NAME:
        raise Refused("forward_to", limit=MAX_BODY_NAME)
    held = replace(held, inside=replace(held.inside, forwarded_to=name))
    said = "\n".join(part for part in (texts.FORWARDED.format(to=name), text.strip()) if part)
    close(hold, work, hold.save(work, held, inside=held.inside), Outcome.FORWARDED, said)


def mark_spam(hold: CaseHold, work: SealedWork, held: Held, reason: str) -> None:
    """Not a report: counted no more, and erased when colleagues have had time to object."""
    if held.inside.spam:
        raise Refused("already_spam")
    closed = held.row.status is Status.CLOSED
    header = _reopened(hold, work, held) if closed else held.header
    counting.uncount_filed(work.counters, hold.agency, header.received, header.category)
    inside = replace(held.inside, spam=True, spam_reason=reason)
    held = hold.save(work, replace(held, header=header), inside=inside)
    _end(hold, work, held, Outcome.INSUFFICIENT, hold.desk.today + SPAM_KEPT)
    hold.note_down(work, "spam", held, reason)


def unmark_spam(hold: CaseHold, work: SealedWork, held: Held) -> None:
    """A report after all: it counts again, and is worked on."""
    if not held.inside.spam:
        raise Refused("not_spam")
    header = replace(held.header, outcome=None, closed_on=None, kept_until=None)
    counting.recount_filed(work.counters, hold.agency, header.received, header.category)
    row = replace(held.row, status=Status.WORKING, erase_from=None)
    hold.save(work, held, row=row, header=header, inside=replace(held.inside, spam=False, spam_reason=""))
    notice.put_empty(hold.desk.crypto, work, hold.agency, held.keys)
    hold.note_down(work, "not_spam", held)


def _end(hold: CaseHold, work: SealedWork, held: Held, outcome: Outcome, kept_until: date | None) -> None:
    header = replace(held.header, closed_on=hold.desk.today, outcome=outcome, kept_until=kept_until, unread=False)
    erase = None if held.inside.hold else erase_month(kept_until)
    hold.save(work, held, row=replace(held.row, status=Status.CLOSED, erase_from=erase), header=header)
    work.notices.drop(hold.agency, notice.notice_id(hold.desk.crypto, held.keys))


def _kept_until(hold: CaseHold) -> date | None:
    days = hold.agency.complaint_keep_days
    return hold.desk.today + timedelta(days=days) if days else None


def _reopened(hold: CaseHold, work: SealedWork, held: Held) -> CaseHeader:
    header = held.header
    assert header.outcome is not None and header.closed_on is not None  # else it had not opened beside CLOSED
    received, outcome, closed = header.received, header.outcome, header.closed_on
    counting.count_reopened(work.counters, hold.agency, received, outcome, closed, header.category)
    notice.put_empty(hold.desk.crypto, work, hold.agency, held.keys)
    return replace(header, closed_on=None, outcome=None, kept_until=None)
