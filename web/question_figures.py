"""Questions as published tables and a picture, from the figures of `qa.service` and `qa.months`."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kernel.calendar import Period
from qa.counting import Outcome
from qa.months import QUESTION, Months
from qa.ports import Kind
from qa.service import COUNTED, Line, Service, listed
from web.count_chart import Bar, Chart
from web.figures import Cell, Table
from web.tongues import THAI, Tongue


def by_month(service: Service, tongue: Tongue = THAI) -> Table:
    """Months, half-years and the year."""
    texts = tongue.questions
    rows = [_row(span, line, tongue) for span, topic, line in listed(service) if topic is None]
    columns = [texts.SPAN, *_outcomes(texts), texts.WAITING, texts.MEDIAN]
    said = [*_empty(service, tongue), *_others(service, tongue)]
    return Table("service-months", texts.BY_MONTH, columns, rows, said)


def by_topic(service: Service, span: Period, tongue: Tongue = THAI) -> Table:
    """Topics of a half-year or the year, the most asked first; a sentence when there is none."""
    texts, named = tongue.questions, tongue.period(span)
    key = "service-topics" if span == service.year else f"service-topics-{span.code}"
    rows: list[Sequence[Cell]] = [
        [texts.topic(topic), *(line.outcomes[outcome] for outcome in COUNTED)]
        for topic, line in service.topics.get(span.code, ())
    ]
    said = () if rows else (texts.NOTHING_IN_YEAR.format(year=named),)
    return Table(key, texts.BY_TOPIC.format(span=named), [texts.TOPIC, *_outcomes(texts)], rows, said)


def topics_by_month(months: Months, year: Period, tongue: Tongue = THAI) -> Table:
    """How often each topic was asked about in each month that has begun."""
    texts = tongue.questions
    rows: list[Sequence[Cell]] = [[texts.topic(topic), *counts, sum(counts)] for topic, counts in months.topics]
    said = () if rows else (texts.NOTHING_IN_YEAR.format(year=tongue.period(year)),)
    columns = [texts.TOPIC, *(tongue.month(first) for first in months.begun), tongue.period(year)]
    return Table("service-topics-months", texts.TOPIC_MONTHS, columns, rows, said)


def online(months: Months, posters: Sequence[int], year: Period, tongue: Tongue = THAI) -> Table:
    """What was sent and opened in each month, and in the year. posters -- openings, in the order of the months"""
    texts = tongue.questions
    used = [months.kinds[QUESTION], months.kinds[Kind.SUGGESTION], months.kinds[Kind.COMPLAINT], posters]
    rows: list[Sequence[Cell]] = [
        [tongue.month(first), *(counts[place] for counts in used)] for place, first in enumerate(months.begun)
    ]
    whole = [sum(counts) for counts in used]
    empty = () if any(whole) else (texts.NOTHING_ONLINE.format(year=tongue.period(year)),)
    columns = [texts.MONTH, *texts.ONLINE_COLUMNS]
    return Table(
        "service-online", texts.ONLINE, columns, [*rows, [tongue.period(year), *whole]], [*empty, texts.ONLINE_SAID]
    )


def chart(service: Service, tongue: Tongue = THAI) -> Chart:
    """What became of each month's questions."""
    texts = tongue.questions
    bars = [
        Bar(tongue.span(month), (line.outcomes[Outcome.ANSWERED], line.outcomes[Outcome.BY_STAFF], line.waiting or 0))
        for month, line in service.months
    ]
    return Chart("questions-months", texts.CHART, texts.PARTS, bars, texts.NOTHING)


def whole(service: Service, tongue: Tongue = THAI) -> Table:
    """Everything of the year as one rectangular table, for a spreadsheet."""
    texts = tongue.questions
    rows: list[Sequence[Cell]] = [
        [tongue.span(span), texts.ALL_TOPICS if topic is None else texts.topic(topic),
         *(line.outcomes[outcome] for outcome in COUNTED), line.waiting, line.median_minutes]
        for span, topic, line in listed(service)
    ]  # fmt: skip
    columns = [texts.SPAN, texts.TOPIC, *_outcomes(texts), texts.WAITING, texts.MEDIAN_MINUTES]
    return Table("questions", texts.TITLE, columns, rows)


def _outcomes(texts: Any) -> list[str]:
    return [texts.OUTCOMES[outcome] for outcome in COUNTED]


def _row(span: date | Period, line: Line, tongue: Tongue) -> list[Cell]:
    median = None if line.median_minutes is None else tongue.questions.minutes(line.median_minutes)
    return [tongue.span(span), *(line.outcomes[outcome] for outcome in COUNTED), line.waiting, median]


def _empty(service: Service, tongue: Tongue) -> list[str]:
    texts = tongue.questions
    quiet = [tongue.span(month) for month, line in service.months if line.empty]
    if service.whole.empty:
        return [texts.NOTHING_IN_YEAR.format(year=tongue.period(service.year))]
    return [texts.NOTHING_IN.format(months=", ".join(quiet))] if quiet else []


def _others(service: Service, tongue: Tongue) -> list[str]:
    return [tongue.questions.OTHERS.format(**service.others)] if any(service.others.values()) else []
