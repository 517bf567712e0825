"""`/a/<agency>/questions`: what was asked and how it was answered, by fiscal year; the same table as CSV."""

import csv
import io

from flask import Blueprint, Response, abort, make_response, request

from kernel.agency import Agency
from kernel.calendar import Period, fiscal_year
from kernel.clock import bangkok_day
from kernel.thai import thai_date, thai_period
from qa import service
from qa.service import Service
from web import question_texts as texts
from web.count_chart import svg
from web.figures import Table, inert
from web.pages import find_agency, page
from web.parts import here
from web.question_figures import by_month, by_topic, chart, whole

blueprint = Blueprint("questions", __name__)

YEARS = 3
"""Fiscal years that the page leads to; older ones have their address too."""
_FIRST_YEAR = 2560


@blueprint.get("/a/<code>/questions")
def show(code: str) -> Response:
    """The figures for people. `?year=2570`."""
    agency, found = _read(code)
    running = fiscal_year(bangkok_day(here().clock.now()))
    return page(
        "questions.html",
        agency=agency,
        words=texts,
        named=thai_period(found.year),
        year=found.year.fiscal_year,
        years=[(year, thai_period(Period(year, "Y"))) for year in range(running, running - YEARS, -1)],
        produced=thai_date(bangkok_day(here().clock.now())),
        picture=svg(chart(found)),
        months=by_month(found),
        topics=[by_topic(found, span) for span in (*(half for half, _ in found.halves), found.year)],
    )


@blueprint.get("/a/<code>/questions.csv")
def download(code: str) -> Response:
    """The year as one table, with a BOM, so that Excel reads Thai."""
    agency, found = _read(code)
    response = make_response(_csv(whole(found)))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    name = f"{agency.code}-questions-{found.year.code}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _read(code: str) -> tuple[Agency, Service]:
    """404 for a year that has not begun, and for what is no year."""
    today = bangkok_day(here().clock.now())
    asked = request.args.get("year", str(fiscal_year(today)))
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    if not _FIRST_YEAR <= year <= fiscal_year(today):
        abort(404)
    with here().workplace.read() as work:
        agency = find_agency(work, code)
        return agency, service.read(work, agency, Period(year, "Y"), today)


def _csv(table: Table) -> str:
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([inert(cell) for cell in row] for row in table.rows)
    return out.getvalue()
