"""The fraud door's morning: who asked to be told is told that there is something, officers are reminded to look.

Both at one fixed hour and in words that are always the same. Officers are reminded on the same weekday whether there
are cases or none, all of them alike: a reminder that came only when there is one would tell an excluded officer.
"""

import logging
import uuid
from datetime import date, datetime, time, timedelta

from bot import budget, chat_mode, confiding_texts, messages, staff_post
from bot.confiding_port import ChatDoor
from bot.outcomes import Delivered, Line, Reason, Refused
from bot.parts import Channel, Parts
from bot.ports import Message
from complaints.sending_notices import Notice
from kernel.agency import Agency
from kernel.clock import BANGKOK, bangkok_day
from kernel.staff import Member

log = logging.getLogger("bot.fraud_noticing")

JOB = "fraud_morning"
HOUR = time(9)
REMINDED_ON = 0
"""Monday."""
_KEYS = uuid.UUID("8f1f63c4-6d1a-4c39-9c36-8f6b5a4f2a10")


def due_at(day: date) -> datetime:
    """The fixed hour of a Bangkok day."""
    return datetime.combine(day, HOUR, BANGKOK)


def morning(parts: Parts, agency: Agency, console_url: str, line: Line | None = None) -> None:
    """Ask LINE who can read the chat, tell informers, remind officers. May be repeated."""
    channel = parts.channels(agency.code)
    if channel is None or parts.chat is None:
        return
    line = line or _real_line()
    if agency.fraud_chat:
        chat_mode.ask(parts, line, channel)
    for notice in parts.chat.notices(agency):
        if not _tell(parts, parts.chat, line, channel, notice):
            break
    today = bangkok_day(parts.clock.now())
    if agency.staff_notice and today.weekday() == REMINDED_ON:
        _remind(parts, agency, console_url)


def _tell(parts: Parts, chat: ChatDoor, line: Line, channel: Channel, notice: Notice) -> bool:
    """Push the neutral line; False when nothing more can be pushed today."""
    agency, now = channel.agency, parts.clock.now()
    with parts.workplace.begin() as work:
        if not budget.reserve(work, agency, now):
            return False
    said = messages.text(confiding_texts.NOTICE.format(office=agency.spoken_name))
    key = uuid.uuid5(_KEYS, f"{agency.code}/{notice.id}/{bangkok_day(now)}")
    outcome = line.push(channel.account, notice.user, [said], str(key))
    if isinstance(outcome, Delivered):
        chat.notice_done(agency, notice.id)
        return True
    with parts.workplace.begin() as work:
        budget.give_back(work, agency, now)
    if isinstance(outcome, Refused) and outcome.reason in (Reason.BAD_REQUEST, Reason.NOT_FOUND, Reason.FORBIDDEN):
        chat.notice_done(agency, notice.id)  # has blocked the account, or is gone: nobody is left to tell
        return True
    log.warning("notice.later", extra={"agency": agency.code})
    return False


def _remind(parts: Parts, agency: Agency, console_url: str) -> None:
    now = parts.clock.now()
    with parts.workplace.begin() as work:
        work.staff.hold(agency)  # as `noticing`
        due = [member for member in work.staff.all(agency) if _to_remind(member, now)]
        for member in due[: budget.spare(work, agency, now)]:
            staff_post.notify(work, agency, member, reminder(console_url), now)


def reminder(console_url: str) -> Message:
    """Always the same card."""
    opened = messages.opens(confiding_texts.OFFICER_BUTTON, f"{console_url}/console/")
    return messages.card("", confiding_texts.OFFICER_REMINDER, [opened])


def _to_remind(member: Member, now: datetime) -> bool:
    linked = staff_post.linked(member, "officer")
    return linked and (member.noticed_at is None or now - member.noticed_at >= timedelta(hours=20))


def _real_line() -> Line:
    from bot.line_client import LineClient  # the SDK takes most of a second to import

    return LineClient()
