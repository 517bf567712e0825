"""The whole play: day by day through a fiscal year, many people at once, and at the end what is on file."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from app.settings import Settings
from app.shifted_clock import ShiftedClock
from app.simulate import line_visit, web_visit
from app.simulate.browser import Browser
from app.simulate.diary import Visit
from app.simulate.line import FakeLine
from app.simulate.people import Plan, Wanted, morning, plan_people
from app.simulate.product import Product, prepare
from app.simulate.summary import Summary, compare, sum_up
from kernel.calendar import Period
from surveys.instruments import load
from surveys.rounds import running_round

_PUBLISHED_S = 120


@dataclass
class Stage:
    """A running product, the LINE beside it, and the people who will come."""

    product: Product
    line: FakeLine
    wanted: Wanted
    plans: list[Plan]

    def day_begins(self, day: date) -> None:
        """Set everybody's clock."""
        self.product.clock.set(morning(day))

    def visit(self, plan: Plan) -> Visit:
        """One person comes, answers and goes; the record of it."""
        self.product.check()
        round_ = running_round(plan.day)
        visit = Visit(plan, round_.id, self.wanted.pace)
        items = load(round_.instrument).items
        browser = Browser(self.product.host, _network(plan.number))
        if plan.kind.channel == "web":
            web_visit.play(visit, browser, tuple(item.id for item in items))
        else:
            phone = self.line.phone(plan.user_id, pc=plan.kind.name == "pc")
            line_visit.play(visit, phone, browser, items)
            phone.forget()
        return visit

    def rest(self) -> None:
        """Wait until nothing is on the road, and everything is handled and sent."""
        self.line.rest()
        self.product.quiet()


@contextmanager
def stage(
    settings: Settings, folder: Path, wanted: Wanted, *, copies: Callable[[], int] = lambda: 0, database: str = ""
) -> Iterator[Stage]:
    """Everything set up and running, on the first morning; ended at the block's end."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = ShiftedClock(folder / "clock")
    product = prepare(settings, folder, wanted, clock, database)
    line = FakeLine(product.agency.code, product.credentials, clock, copies)
    try:
        line.deliver_to(product.webhook)
        product.start(line.url)
        yield Stage(product, line, wanted, plan_people(wanted, product.points))
    finally:
        line.close()
        product.close()


def play(on: Stage, told: Callable[[Visit], None] = lambda _: None) -> Summary:
    """All visits, in the order of their days; `told` hears of each as it ends."""
    begun = time.monotonic()
    before = on.product.published()
    visits: list[Visit] = []
    for day, plans in groupby(on.plans, key=lambda plan: plan.day):
        on.day_begins(day)
        with _crowd(on.wanted.at_once) as people:
            for visit in people.map(on.visit, plans):
                visits.append(visit)
                told(visit)
        on.rest()
    _year_ends(on)
    compared = compare(visits, on.product.published() - before)
    facts = {name: getattr(on.wanted, name) for name in ("agency", "fiscal_year", "seed", "respondents")}
    took = time.monotonic() - begun
    return sum_up(facts, visits, compared, on.line.requests, on.line.broken_rules, took)


@contextmanager
def _crowd(at_once: int) -> Iterator[ThreadPoolExecutor]:
    """People who come at the same time; when something goes wrong, those who have not come yet stay at home."""
    people = ThreadPoolExecutor(at_once, thread_name_prefix="citizen")
    try:
        yield people
    finally:
        people.shutdown(wait=True, cancel_futures=True)


def _year_ends(on: Stage) -> None:
    """The morning after the last day: what still waited is published, and the last round closes."""
    on.day_begins(Period(on.wanted.fiscal_year, "Y").last + timedelta(days=1))
    deadline = time.monotonic() + _PUBLISHED_S
    while on.product.unpublished() and time.monotonic() < deadline:
        on.product.check()
        time.sleep(0.2)


def _network(number: int) -> str:
    """An address for each, as the proxy in front would tell it. The product looks at its first three numbers."""
    return f"10.{number // 256 % 256}.{number % 256}.1"
