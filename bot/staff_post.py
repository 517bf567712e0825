"""A card to one member of staff in LINE: a push, paid for, and dropped when it cannot be sent now."""

from datetime import datetime

from bot import letters
from bot.letters import Letter
from bot.ports import Message, Work
from kernel.agency import Agency
from kernel.staff import Member


def linked(member: Member, role: str) -> bool:
    """Whether somebody present, with this duty, can be reached in LINE."""
    return bool(member.line_user and member.line_person) and member.left_on is None and member.has(role)


def push(work: Work, agency: Agency, member: Member, shown: Message, now: datetime) -> None:
    """Put a card on its way to somebody who is `linked`."""
    letter = Letter([shown], user=member.line_user or "", stage=letters.PUSH, lasting=False)
    work.outbox.put_many([letters.outgoing(agency.code, member.line_person or "", letter, now)], claimed_until=None)


def notify(work: Work, agency: Agency, member: Member, shown: Message, now: datetime) -> None:
    """The same, noted down, so that the next one comes after a while."""
    push(work, agency, member, shown, now)
    work.staff.noticed(agency, member.id, now)
