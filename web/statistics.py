"""`/a/<agency>/statistics`: the three kinds of published figures, with the same tables as CSV and JSON."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, jsonify, make_response

from kernel.agency import Agency
from kernel.calendar import year_of
from kernel.clock import bangkok_day
from kernel.thai import thai_date, thai_period
from qa import service
from web.complaint_figures import complaints
from web.figures import Table, as_csv, as_json
from web.pages import agency_called, page
from web.parts import here
from web.question_figures import by_month, by_topic
from web.survey_figures import results

blueprint = Blueprint("statistics", __name__)


@dataclass(frozen=True)
class Figures:
    """Everything the page shows."""

    today: date
    complaints: list[Table]
    service: list[Table]
    results: list[Table]

    @property
    def tables(self) -> list[Table]:
        """All of them, in reading order."""
        return [*self.complaints, *self.service, *self.results]


@blueprint.get("/a/<code>/statistics")
def show(code: str) -> Response:
    """The figures for people."""
    agency = agency_called(code)
    figures = _figures(agency)
    return page(
        "statistics.html",
        agency=agency,
        fiscal_year=thai_period(year_of(figures.today)),
        produced=thai_date(figures.today),
        complaints=figures.complaints,
        service=figures.service,
        results=figures.results,
    )


@blueprint.get("/a/<code>/statistics.csv")
def download_csv(code: str) -> Response:
    """The same tables for a spreadsheet."""
    response = make_response(as_csv(_figures(agency_called(code)).tables))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    return response


@blueprint.get("/a/<code>/statistics.json")
def download_json(code: str) -> Response:
    """The same tables for a program."""
    agency = agency_called(code)
    figures = _figures(agency)
    return jsonify(as_json(agency.code, figures.today, figures.tables))


def _figures(agency: Agency) -> Figures:
    today = bangkok_day(here().clock.now())
    year = year_of(today)
    with here().workplace.read() as work:
        asked = service.read(work, agency, year, today)
        rounds = results(work, agency, today)
    return Figures(
        today=today,
        complaints=complaints(next(iter(here().fraud.published(agency)), None)),
        service=[by_month(asked), by_topic(asked, year)],
        results=rounds,
    )
