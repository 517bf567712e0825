"""`/a/<agency>/tables/<key>.csv` and `.json`: every published table under its own permanent address."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, jsonify, make_response, request

from kernel.agency import Agency
from kernel.calendar import Period, fiscal_year
from kernel.clock import bangkok_day
from web.complaint_figures import complaints
from web.figures import Table, as_json, sheet
from web.pages import find_agency
from web.parts import here
from web.service_tables import read_year
from web.survey_figures import results
from web.tongues import Tongue, asked

blueprint = Blueprint("table_files", __name__)

FIRST_YEAR = 2560
"""Older than any installation; keeps a typed year inside what a date can be."""
KINDS = ("csv", "json")


@dataclass(frozen=True)
class Files:
    """The addresses of a page's tables."""

    agency: Agency
    tongue: Tongue
    year: int = 0
    """The fiscal year the page shows; 0 for the running one."""

    def of(self, table: Table) -> list[tuple[str, str]]:
        """(what it is called, address) of each file; none for a table that has nothing yet but a sentence."""
        if not table.columns:
            return []
        end = f"?year={self.year}" if self.year else ""
        place = f"/a/{self.agency.code}/tables/{table.key}"
        return [(kind.upper(), self.tongue.link(f"{place}.{kind}{end}")) for kind in KINDS]


@blueprint.get("/a/<code>/tables/<key>.<any(csv, json):kind>")
def download(code: str, key: str, kind: str) -> Response:
    """One table. `?year=2569` for the service figures of another fiscal year; `?lang=en` for English headings."""
    tongue, today = asked().tongue, bangkok_day(here().clock.now())
    year = asked_year()
    with here().workplace.read() as work:
        agency = find_agency(work, code)
        tables = read_year(work, agency, year, today).every_table(tongue) + results(work, agency, today, tongue)
    tables += complaints(next(iter(here().fraud.published(agency)), None), tongue)
    found = next((one for one in tables if one.key == key), None) or abort(404)
    name = f"{agency.code}-{key}-{year.code}" if key.startswith("service") else f"{agency.code}-{key}"
    return as_file(found, kind, name, agency)


def as_file(table: Table, kind: str, name: str, agency: Agency) -> Response:
    """One table as a download. kind -- "csv" or "json" """
    if kind == "json":
        return jsonify(as_json(agency.code, bangkok_day(here().clock.now()), [table]))
    response = make_response(sheet(table))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def asked_year() -> Period:
    """`?year=2570`, or the running fiscal year; 404 for one that has not begun, and for what is no year."""
    running = fiscal_year(bangkok_day(here().clock.now()))
    typed = request.args.get("year", str(running))
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else 0
    return Period(year, "Y") if FIRST_YEAR <= year <= running else abort(404)
