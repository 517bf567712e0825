"""QR patrol in the chat: staff photograph a sign, the worker fetches the photograph, looks at it and answers.

The photograph is in memory while it is looked at and nowhere else. The reply token waits sealed with the job, so that
the verdict is a free reply; when it has died, the usual ways follow (a push within the budget, else the next reply).
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any, Protocol

from bot import budget, letters, messages, staff_post
from bot import patrol_texts as texts
from bot.facts import Photographed
from bot.letters import Letter
from bot.outcomes import Account, Content
from bot.parts import Channel, Parts
from bot.ports import Message, Work
from kernel.agency import Agency, ServicePoint
from kernel.clock import bangkok_day
from kernel.errors import Refused, Unavailable
from kernel.jobs import Job
from qr import patrol, patrol_texts, photographs
from qr.inspections import PHOTO_JOB, note, overdue, signs_of
from qr.patrol import Finding, Verdict

ROLE = "clerk"
"""Who is reminded."""
TRIES = 3
"""How often LINE is asked for a photograph that it does not hand out."""
NAMED = 5
"""Points that a reminder names."""
_LABEL = "patrol"


class Camera(Protocol):
    """Where photographs are fetched."""

    def content(self, account: Account, message_id: str) -> Content: ...


def ask(work: Work, agency: Agency, person: str, fact: Photographed) -> None:
    """Ask for a photograph to be looked at. Raises Refused when nobody of the staff sent it."""
    member = work.staff.by_line(agency, person)
    if member is None:
        raise Refused("not_staff")
    asked = {"staff": member.id, "token": fact.reply_token, "at_ms": round(fact.at.timestamp() * 1000)}
    sealed = work.vault.seal(_LABEL, f"{agency.code}/{fact.message_id}", json.dumps(asked).encode())
    work.jobs.put(agency, PHOTO_JOB, key=fact.message_id, payload={"sealed": b64encode(sealed).decode()})


def look(parts: Parts, agency: Agency, job: Job, camera: Camera | None = None) -> None:
    """Fetch the photograph, look at it, note it down and answer. Raises Unavailable while LINE does not hand it out."""
    channel = parts.channels(agency.code)
    if channel is None:
        return
    given = (camera or _real_camera()).content(channel.account, job.key)
    if given.status == 410:  # taken back: nothing of it is looked at, and nothing is said
        return
    if given.status != 200:
        if given.status != 404 and job.attempts + 1 < TRIES:
            raise Unavailable("line_content")
        _answer(parts, channel, job, (), texts.LOST)
        return
    found, said = _judged(parts, channel, given.data)
    _answer(parts, channel, job, found, said)


def _judged(parts: Parts, channel: Channel, picture: bytes) -> tuple[Sequence[Finding], str]:
    agency = channel.agency
    try:
        codes = photographs.texts_in(picture)
    except Refused as refused:
        if refused.reason == "picture_busy":
            raise Unavailable("picture_busy") from refused
        return (Finding(Verdict.UNREADABLE),), patrol_texts.REFUSALS[refused.reason].format_map(refused.facts)
    with parts.workplace.read() as work:
        found = patrol.judge_all(codes, signs_of(work, agency, parts.base_url, channel.basic_id))
        names = {point.code: point.name for point in work.points.all(agency)}
    said = [patrol_texts.verdict(one, lambda code: names.get(code, code)) for one in found]
    return found, "\n\n".join(said)


def _answer(parts: Parts, channel: Channel, job: Job, found: Sequence[Finding], said: str) -> None:
    """In one transaction: the book, and the letter. A job that runs twice writes and says nothing the second time."""
    agency, now = channel.agency, parts.clock.now()
    asked = _opened(parts, agency, job)
    with parts.workplace.begin() as work:
        member = work.staff.get(agency, asked["staff"])
        if member is None or not member.line_user or not member.line_person:
            return
        if found and not note(work, agency, member.id, found, now, "line", job.key):
            return
        letter = Letter([messages.text(said)], member.line_user, asked["token"], asked["at_ms"], asked["at_ms"])
        row = letters.outgoing(agency.code, member.line_person, letter, now)
        work.outbox.put_many([row], claimed_until=None)


def _opened(parts: Parts, agency: Agency, job: Job) -> dict[str, Any]:
    sealed = b64decode(job.payload["sealed"])
    opened: dict[str, Any] = json.loads(parts.vault.unseal(_LABEL, f"{agency.code}/{job.key}", sealed))
    return opened


def remind(parts: Parts, agency: Agency, console_url: str) -> None:
    """Tell linked clerks which signs nobody has looked at for a week. Paid for, within the month's budget."""
    now = parts.clock.now()
    with parts.workplace.begin() as work:
        late = overdue(work.points.all(agency), work.inspections.seen(agency), bangkok_day(now))
        if not late or not agency.staff_notice:
            return
        shown = reminder(late, console_url)
        linked = [member for member in work.staff.all(agency) if staff_post.linked(member, ROLE)]
        for member in linked[: budget.spare(work, agency, now)]:
            staff_post.push(work, agency, member, shown, now)


def reminder(late: Sequence[ServicePoint], console_url: str) -> Message:
    """The card: how many, the first few by name, and the way to the book."""
    names = [f"• {point.name}" for point in late[:NAMED]]
    if len(late) > NAMED:
        names.append(texts.MORE.format(count=len(late) - NAMED))
    opened = messages.opens(texts.REMINDER_BUTTON, f"{console_url}/console/patrol")
    body = texts.REMINDER_BODY.format(names="\n".join(names))
    return messages.card(texts.REMINDER.format(count=len(late)), body, [opened])


def _real_camera() -> Camera:
    from bot.line_client import LineClient  # the SDK takes most of a second to import

    return LineClient()
