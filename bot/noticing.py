"""Telling staff in LINE that something waits: how many, never what; together, and once an hour at most."""

from collections import Counter
from datetime import datetime

from bot import budget, messages, staff_post
from bot import thread_texts as words
from bot.parts import Parts
from bot.ports import Message
from kernel.agency import Agency
from kernel.jobs import Job
from kernel.staff import Member
from qa import noticing
from qa.ports import Kind, Progress
from qa.thread_texts import KINDS

ROLE = "clerk"
"""Who answers."""


def notify_staff(parts: Parts, agency: Agency, _job: Job, console_url: str) -> None:
    """Push a notice to each linked clerk who has had none for an hour; those who had one are told later.

    Nothing goes out while nothing waits, once the month's reserve for citizens is reached, or when the agency has
    switched notices off.
    """
    now = parts.clock.now()
    with parts.workplace.begin() as work:
        waiting = Counter(thread.kind for thread in work.questions.in_progress(agency, Progress.WAITING))
        if not waiting or not agency.staff_notice:
            return
        work.staff.hold(agency)  # whoever writes to several accounts takes them in one order: no deadlock
        linked = [member for member in work.staff.all(agency) if staff_post.linked(member, ROLE)]
        due = [member for member in linked if _due(member, now)]
        for member in due[: budget.spare(work, agency, now)]:
            staff_post.notify(work, agency, member, notice(waiting, console_url), now)
        soonest = min((member.noticed_at for member in linked if member not in due and member.noticed_at), default=None)
        later = noticing.next_notice(agency, soonest + noticing.EVERY) if soonest is not None else None
        if later is not None:
            # a key of its own: this very job still stands in the queue, and would keep its earlier time
            work.jobs.put(agency, noticing.NOTICE_JOB, key=later.isoformat(), run_at=later)


def notice(waiting: Counter[Kind], console_url: str) -> Message:
    """The card: numbers by kind, and the way to the inbox."""
    parts = [words.NOTICE_PARTS.format(kind=KINDS[kind], count=waiting[kind]) for kind in Kind if waiting[kind]]
    opened = messages.opens(words.NOTICE_BUTTON, f"{console_url}/console/questions")
    return messages.card(words.NOTICE.format(count=waiting.total()), " · ".join(parts), [opened])


def _due(member: Member, now: datetime) -> bool:
    return member.noticed_at is None or now - member.noticed_at >= noticing.EVERY
