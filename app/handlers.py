"""Which verb each kind of job runs. Kinds are constants of the room that asks for them."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from complaints.statistics import publication_day
from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.jobs import Job
from surveys import PUBLISH_JOB, SYNC_JOB, publish_batch
from surveys.asides import publish_asides
from surveys.rounds import close_ended

if TYPE_CHECKING:
    from app.house import House
    from app.worker import Handler


def handlers(house: "House") -> Mapping[str, "Handler"]:
    """Every kind of job this installation can do."""
    from bot.bringing import bring_answer
    from qa.passing import DELIVER_JOB
    from sheets_sync.worker import sync_agency

    def publish(agency: Agency, _: Job) -> None:
        with house.workplace.begin() as work:
            publish_batch(work, agency, house.clock)
            publish_asides(work, agency, house.clock)

    def sync(agency: Agency, _: Job) -> None:
        sync_agency(house.sync_parts, agency)

    def deliver(agency: Agency, job: Job) -> None:
        bring_answer(house.bot_parts, agency, job)

    def day_end(agency: Agency, _: Job) -> None:
        end_day(house, agency)

    def statistics(agency: Agency, _: Job) -> None:
        house.fraud.publish_snapshot(agency, bangkok_day(house.clock.now()))
        with house.workplace.begin() as work:
            work.jobs.put(agency, SYNC_JOB)

    return {
        PUBLISH_JOB: publish,
        SYNC_JOB: sync,
        DELIVER_JOB: deliver,
        "day_end": day_end,
        "publish_statistics": statistics,
    }


def end_day(house: "House", agency: Agency) -> None:
    """What a new Bangkok day asks for. May be repeated."""
    today = bangkok_day(house.clock.now())
    with house.workplace.begin() as work:
        publish_batch(work, agency, house.clock)  # the last few of a round that ended at midnight go out here
        publish_asides(work, agency, house.clock)
        close_ended(work, agency, today)
        work.jobs.put(agency, SYNC_JOB)
        if _statistics_due(house, agency, today):
            work.jobs.put(agency, "publish_statistics")
    house.fraud.tidy(agency)


def _statistics_due(house: "House", agency: Agency, today: date) -> bool:
    """On the fixed days, never on change; a day that was missed is made up for."""
    frozen = house.fraud.published(agency)
    return not frozen or frozen[0].as_of < publication_day(today)
