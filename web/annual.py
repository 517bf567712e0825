"""`/a/<agency>/annual/<year>`: the satisfaction report of a closed fiscal year, as a page and as a PDF.

Nothing of a running year is here: what stands in an evidence file must not change after it was printed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from flask import Blueprint, Response, abort, make_response

from kernel.agency import Agency
from kernel.calendar import Period, fiscal_year, period
from kernel.clock import bangkok_day
from kernel.thai import thai_date, thai_period
from surveys import report_texts
from surveys.charts import svg
from surveys.instruments import STAFF_KINDS
from surveys.library import find
from surveys.report_model import Report
from surveys.report_sources import of_year
from web import annual_paper, paper
from web.figures import Table
from web.pages import find_agency, page
from web.parts import here
from web.ports import WebWork
from web.table_files import as_file
from web.tongues import asked

blueprint = Blueprint("annual", __name__)

_FIRST_YEAR = 2500
"""No round is older; also keeps a typed year inside what a date can be."""


@blueprint.get("/a/<code>/annual")
def years(code: str) -> Response:
    """The closed fiscal years that have a report, newest first; says so when there is none yet."""
    with here().workplace.read() as work:
        agency = find_agency(work, code)
        found = closed_years(work, agency, _today())
    return page("annual_years.html", agency=agency, years=[(one.code, thai_period(one)) for one in found])


@blueprint.get("/a/<code>/annual/<int:year>")
def show(code: str, year: int) -> Response:
    """The report as a page, charts beside their tables."""
    agency, span, reports = _reports(code, year)
    return page(
        "annual.html",
        agency=agency,
        printing=asked().printing,
        year=span.code,
        named=thai_period(span),
        produced=thai_date(_today()),
        words=report_texts,
        parts=[(one, _drawings(one, place)) for place, one in enumerate(reports, start=1)],
    )


@blueprint.get("/a/<code>/annual/<int:year>.pdf")
def download(code: str, year: int) -> Response:
    """The same on A4."""
    agency, span, reports = _reports(code, year)
    words = annual_paper.words(agency, span, reports, _today())
    response = make_response(_drawn(annual_paper.frozen(words)))
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{agency.code}-annual-{span.code}.pdf"'
    return response


@blueprint.get("/a/<code>/annual/<int:year>/<key>.<any(csv, json):kind>")
def download_table(code: str, year: int, key: str, kind: str) -> Response:
    """One table of the report, as it stands on the page. The key ends in the place of its questionnaire."""
    agency, span, reports = _reports(code, year)
    found = [
        Table(f"{table.key}-{place}", table.title, table.columns, table.rows, table.said)
        for place, one in enumerate(reports, start=1)
        for table in one.tables
    ]
    named = next((one for one in found if one.key == key), None) or abort(404)
    return as_file(named, kind, f"{agency.code}-annual-{span.code}-{key}", agency)


def _drawings(one: Report, place: int) -> dict[str, str]:
    """Table key -> picture; `place` keeps the names of two questionnaires' pictures apart."""
    return {key: svg(replace(chart, key=f"{chart.key}-{place}")) for key, chart in one.charts.items()}


def closed_years(work: WebWork, agency: Agency, today: date) -> list[Period]:
    """Fiscal years over by `today` in which citizens were asked, newest first."""
    begun = {
        period(one.period).fiscal_year
        for one in work.rounds.all(agency)
        if find(work, agency, one.instrument).kind not in STAFF_KINDS
    }
    return [Period(year, "Y") for year in sorted(begun, reverse=True) if year < fiscal_year(today)]


def _reports(code: str, year: int) -> tuple[Agency, Period, Sequence[Report]]:
    """404 for a year that is not over, or in which nobody was asked."""
    today = _today()
    if not _FIRST_YEAR <= year < fiscal_year(today):
        abort(404)
    span = Period(year, "Y")
    with here().workplace.read() as work:
        agency = find_agency(work, code)
        reports = of_year(work, agency, span, work.points.all(agency), today)
    return (agency, span, reports) if reports else abort(404)


@lru_cache(maxsize=16)
def _drawn(words: str) -> bytes:
    """A closed year hardly ever changes: each text is set once, however often it is fetched."""
    return paper.pdf("annual.typ", annual_paper.thawed(words))


def _today() -> date:
    return bangkok_day(here().clock.now())
