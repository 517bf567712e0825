"""`/a/<agency>/questions`: what was asked and how it was answered, by fiscal year; the same tables as files."""

from flask import Blueprint, Response

from kernel.agency import Agency
from kernel.calendar import Period, fiscal_year
from kernel.clock import bangkok_day
from web.count_chart import svg
from web.pages import find_agency, page
from web.parts import here
from web.question_figures import by_month, by_topic, chart, whole
from web.service_tables import Year, read_year
from web.table_files import Files, as_file, asked_year
from web.tongues import asked

blueprint = Blueprint("questions", __name__)

YEARS = 3
"""Fiscal years that the page leads to; older ones have their address too."""


@blueprint.get("/a/<code>/questions")
def show(code: str) -> Response:
    """The figures for people. `?year=2570`."""
    agency, found = _read(code)
    wanted, service = asked(), found.service
    today, tongue = bangkok_day(here().clock.now()), wanted.tongue
    running = fiscal_year(today)
    online, _, _, topics_by_month = found.tables(tongue)
    return page(
        "questions.html",
        agency=agency,
        w=tongue,
        printing=wanted.printing,
        words=tongue.questions,
        named=tongue.period(service.year),
        year=service.year.fiscal_year,
        years=[(year, tongue.period(Period(year, "Y"))) for year in range(running, running - YEARS, -1)],
        produced=tongue.date(today),
        picture=svg(chart(service, tongue)),
        months=by_month(service, tongue),
        topics=[
            *(by_topic(service, span, tongue) for span in (*(half for half, _ in service.halves), service.year)),
            topics_by_month,
        ],
        online=online,
        files=Files(agency, tongue, service.year.fiscal_year),
    )


@blueprint.get("/a/<code>/questions.csv")
def download(code: str) -> Response:
    """The year as one table, with a BOM, so that Excel reads Thai."""
    agency, found = _read(code)
    name = f"{agency.code}-questions-{found.service.year.code}"
    return as_file(whole(found.service, asked().tongue), "csv", name, agency)


def _read(code: str) -> tuple[Agency, Year]:
    """404 for a year that has not begun, and for what is no year."""
    today, year = bangkok_day(here().clock.now()), asked_year()
    with here().workplace.read() as work:
        agency = find_agency(work, code)
        return agency, read_year(work, agency, year, today)
