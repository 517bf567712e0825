"""Which verb each kind of job runs. Kinds are constants of the room that asks for them."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from complaints.statistics import publication_day
from kernel.agency import Agency
from kernel.clock import bangkok_day
from qa import learning, retention
from qa.knowledge import turn_day
from qr import inspections, register
from surveys import PUBLISH_JOB, SYNC_JOB, publish_batch
from surveys.asides import publish_asides
from surveys.rounds import close_ended

if TYPE_CHECKING:
    from app.house import House
    from app.worker import Handler


def handlers(house: "House") -> Mapping[str, "Handler"]:
    """Every kind of job this installation can do."""
    from bot import fraud_noticing, patrolling
    from bot.bringing import bring_answer
    from bot.noticing import notify_staff
    from qa.noticing import NOTICE_JOB
    from qa.passing import DELIVER_JOB
    from sheets_sync.faq_memory import FAQ_JOB
    from sheets_sync.faq_run import sync_faq
    from sheets_sync.turns import take_turn

    return {  # in a payload: what a clerk asked for in the console
        PUBLISH_JOB: lambda agency, _: publish(house, agency),
        SYNC_JOB: lambda agency, job: take_turn(house.sync_parts, agency, job.payload.get("how", "")),
        FAQ_JOB: lambda agency, job: sync_faq(house.sync_parts, agency, job.payload.get("decision", "")),
        DELIVER_JOB: lambda agency, job: bring_answer(house.bot_parts, agency, job),
        NOTICE_JOB: lambda agency, job: notify_staff(house.bot_parts, agency, job, house.console_url),
        learning.LEARN_JOB: lambda agency, _: learn_week(house, agency),
        fraud_noticing.JOB: lambda agency, _: fraud_noticing.morning(house.bot_parts, agency, house.console_url),
        inspections.PHOTO_JOB: lambda agency, job: patrolling.look(house.bot_parts, agency, job),
        inspections.REMINDER_JOB: lambda agency, _: patrolling.remind(house.bot_parts, agency, house.console_url),
        "day_end": lambda agency, _: end_day(house, agency),
        "publish_statistics": lambda agency, _: publish_statistics(house, agency),
    }


def publish(house: "House", agency: Agency) -> None:
    """Open a batch of answers that is full, and what was told beside them."""
    with house.workplace.begin() as work:
        publish_batch(work, agency, house.clock)
        publish_asides(work, agency, house.clock)


def publish_statistics(house: "House", agency: Agency) -> None:
    """Freeze the fraud figures of this day, and show them in the sheet. May be repeated."""
    house.fraud.publish_snapshot(agency, bangkok_day(house.clock.now()))
    with house.workplace.begin() as work:
        work.jobs.put(agency, SYNC_JOB)


def end_day(house: "House", agency: Agency) -> None:
    """What a new Bangkok day asks for. May be repeated."""
    from bot import fraud_noticing

    today = bangkok_day(house.clock.now())
    with house.workplace.begin() as work:
        publish_batch(work, agency, house.clock)  # the last few of a round that ended at midnight go out here
        publish_asides(work, agency, house.clock)
        close_ended(work, agency, today)
        retention.tidy(work, agency, house.clock)
        turn_day(work, agency, today)
        if register.retire_ended(work, agency, today):
            work.revisions.bump(agency, "points")
        work.jobs.put(agency, SYNC_JOB)
        work.jobs.put(agency, "faq_sheet")
        work.jobs.put(agency, fraud_noticing.JOB, run_at=fraud_noticing.due_at(today))
        work.jobs.put(agency, inspections.REMINDER_JOB, run_at=inspections.next_reminder(house.clock.now()))
        if learning.due(work, agency, today):
            work.jobs.put(agency, learning.LEARN_JOB)
        if _statistics_due(house, agency, today):
            work.jobs.put(agency, "publish_statistics")
    house.fraud.tidy(agency)


def learn_week(house: "House", agency: Agency) -> None:
    """Gather what people asked and did not get. May be repeated; nobody is kept waiting while groups are made."""
    from qa.answering import KnowledgeBase
    from qa.standing import standing_base

    today = bangkok_day(house.clock.now())
    with house.workplace.read() as work:
        asked = learning.anything(work, agency, today)
        base = standing_base(work, agency, today) if asked else KnowledgeBase((), agency)
        found = learning.study(work, agency, base, today)
    with house.workplace.begin() as work:
        learning.keep(work, agency, found)


def _statistics_due(house: "House", agency: Agency, today: date) -> bool:
    """On the fixed days, never on change; a day that was missed is made up for."""
    frozen = house.fraud.published(agency)
    return not frozen or frozen[0].as_of < publication_day(today, agency.complaint_grain)
