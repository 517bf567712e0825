"""Questions as published tables and a picture, from the figures of `qa.service`."""

from collections.abc import Sequence
from datetime import date

from kernel.calendar import Period
from kernel.thai import thai_period
from qa.counting import Outcome
from qa.service import COUNTED, Line, Service, listed
from web import question_texts as texts
from web.count_chart import Bar, Chart
from web.figures import Cell, Table

_OUTCOMES = [texts.OUTCOMES[outcome] for outcome in COUNTED]


def by_month(service: Service) -> Table:
    """Months, half-years and the year."""
    rows = [_row(span, line) for span, topic, line in listed(service) if topic is None]
    columns = [texts.SPAN, *_OUTCOMES, texts.WAITING, texts.MEDIAN]
    return Table("service-months", texts.BY_MONTH, columns, rows, [*_empty(service), *_others(service)])


def by_topic(service: Service, span: Period) -> Table:
    """Topics of a half-year or the year, the most asked first; a sentence when there is none."""
    key = "service-topics" if span == service.year else f"service-topics-{span.code}"
    rows: list[Sequence[Cell]] = [
        [texts.topic(topic), *(line.outcomes[outcome] for outcome in COUNTED)]
        for topic, line in service.topics.get(span.code, ())
    ]
    said = () if rows else (texts.NOTHING_IN_YEAR.format(year=thai_period(span)),)
    return Table(key, texts.BY_TOPIC.format(span=thai_period(span)), [texts.TOPIC, *_OUTCOMES], rows, said)


def chart(service: Service) -> Chart:
    """What became of each month's questions."""
    bars = [
        Bar(texts.span(month), (line.outcomes[Outcome.ANSWERED], line.outcomes[Outcome.BY_STAFF], line.waiting or 0))
        for month, line in service.months
    ]
    return Chart("questions-months", texts.CHART, texts.PARTS, bars, texts.NOTHING)


def whole(service: Service) -> Table:
    """Everything of the year as one rectangular table, for a spreadsheet."""
    rows: list[Sequence[Cell]] = [
        [texts.span(span), texts.ALL_TOPICS if topic is None else texts.topic(topic),
         *(line.outcomes[outcome] for outcome in COUNTED), line.waiting, line.median_minutes]
        for span, topic, line in listed(service)
    ]  # fmt: skip
    columns = [texts.SPAN, texts.TOPIC, *_OUTCOMES, texts.WAITING, texts.MEDIAN_MINUTES]
    return Table("questions", texts.TITLE, columns, rows)


def _row(span: date | Period, line: Line) -> list[Cell]:
    named = texts.span(span)
    median = None if line.median_minutes is None else texts.minutes(line.median_minutes)
    return [named, *(line.outcomes[outcome] for outcome in COUNTED), line.waiting, median]


def _empty(service: Service) -> list[str]:
    quiet = [texts.span(month) for month, line in service.months if line.empty]
    if service.whole.empty:
        return [texts.NOTHING_IN_YEAR.format(year=thai_period(service.year))]
    return [texts.NOTHING_IN.format(months=", ".join(quiet))] if quiet else []


def _others(service: Service) -> list[str]:
    return [texts.OTHERS.format(**service.others)] if any(service.others.values()) else []
