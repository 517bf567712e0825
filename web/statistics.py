"""`/a/<agency>/statistics`: the three kinds of published figures, with the same tables as CSV and JSON."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, jsonify, make_response

from kernel.agency import Agency
from kernel.calendar import year_of
from kernel.clock import bangkok_day
from web.complaint_figures import complaints
from web.figures import Table, as_csv, as_json
from web.pages import agency_called, page
from web.parts import here
from web.service_tables import Year, read_year
from web.survey_figures import results
from web.table_files import Files
from web.tongues import Tongue, asked

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
    agency, wanted = agency_called(code), asked()
    figures, year = published(agency, wanted.tongue)
    return page(
        "statistics.html",
        agency=agency,
        w=wanted.tongue,
        printing=wanted.printing,
        fiscal_year=wanted.tongue.period(year.service.year),
        produced=wanted.tongue.date(figures.today),
        complaints=figures.complaints,
        service=figures.service,
        results=figures.results,
        files=Files(agency, wanted.tongue),
    )


@blueprint.get("/a/<code>/statistics.csv")
def download_csv(code: str) -> Response:
    """The same tables for a spreadsheet."""
    response = make_response(as_csv(published(agency_called(code), asked().tongue)[0].tables))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    return response


@blueprint.get("/a/<code>/statistics.json")
def download_json(code: str) -> Response:
    """The same tables for a program."""
    agency = agency_called(code)
    figures, _ = published(agency, asked().tongue)
    return jsonify(as_json(agency.code, figures.today, figures.tables))


def published(agency: Agency, tongue: Tongue) -> tuple[Figures, Year]:
    """What the agency publishes now; the service figures of the running fiscal year."""
    today = bangkok_day(here().clock.now())
    with here().workplace.read() as work:
        year = read_year(work, agency, year_of(today), today)
        rounds = results(work, agency, today, tongue)
    snapshot = next(iter(here().fraud.published(agency)), None)
    return Figures(today, complaints(snapshot, tongue), year.tables(tongue), rounds), year
