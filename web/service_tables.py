"""The service figures of one fiscal year, read once and told as tables."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kernel.agency import Agency
from kernel.calendar import Period
from qa import months, service
from qa.months import Months
from qa.service import Service
from web.figures import Table
from web.ports import WebWork
from web.question_figures import by_month, by_topic, online, topics_by_month
from web.tongues import Tongue


@dataclass(frozen=True)
class Year:
    """Counts of one year. Nothing says who asked."""

    service: Service
    months: Months
    posters: Sequence[int]
    """How often posters were opened, in the order of the months."""

    def tables(self, tongue: Tongue) -> list[Table]:
        """What the statistics page shows."""
        year = self.service.year
        return [
            online(self.months, self.posters, year, tongue),
            by_month(self.service, tongue),
            by_topic(self.service, year, tongue),
            topics_by_month(self.months, year, tongue),
        ]

    def every_table(self, tongue: Tongue) -> list[Table]:
        """The same, with the topics of each half-year."""
        return [*self.tables(tongue), *(by_topic(self.service, half, tongue) for half, _ in self.service.halves)]


def read_year(work: WebWork, agency: Agency, year: Period, today: date) -> Year:
    """The year's figures as they are now."""
    found = months.read(work, agency, year, today)
    ours = {point.code for point in work.points.all(agency)}
    posters = [_opened(work, agency, first, ours) for first in found.begun]
    return Year(service.read(work, agency, year, today), found, posters)


def _opened(work: WebWork, agency: Agency, first: date, ours: Collection[str]) -> int:
    """Scans of false and of old signs are nobody's service."""
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
    totals = work.visits.totals(agency, first, last)
    return sum(count for point, count in totals.items() if point in ours)
