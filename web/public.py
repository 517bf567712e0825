"""The agency's front door: its channels as clearly different doors, its notices, how to reach it."""

from flask import Blueprint, Response, make_response, redirect

from complaints.status import Outcome
from kernel.agency import Agency, Purpose, ServicePoint
from kernel.calendar import year_of
from kernel.clock import bangkok_day
from kernel.thai import thai_period
from qr import links
from web import texts
from web.pages import agency_called, find_agency, page
from web.parts import here

blueprint = Blueprint("public", __name__, template_folder="templates")


@blueprint.get("/")
def start() -> Response:
    """The one agency's page, or a list to choose from."""
    with here().workplace.read() as work:
        agencies = work.agencies.all()
    if not agencies:
        return page("message.html", heading=texts.NOT_SET_UP, said=texts.NOT_SET_UP_SAID, links=[])
    if len(agencies) == 1:
        return make_response(redirect(f"/a/{agencies[0].code}"))
    return page("agencies.html", agencies=agencies, door="/a/")


@blueprint.get("/a/<code>")
def agency(code: str) -> Response:
    """The public page, linkable per section."""
    with here().workplace.read() as work:
        found = find_agency(work, code)
    return page(
        "agency.html",
        agency=found,
        chat=here().chat_link(found, ""),
        rate=f"/a/{found.code}/rate",
        fraud=f"/f/{found.code}",
        official=links.official(found.official_eit_url),
        contacts=_contacts(found),
    )


@blueprint.get("/a/<code>/rate")
def rate(code: str) -> Response:
    """Which counter to rate, for people who come from the website."""
    with here().workplace.read() as work:
        found = find_agency(work, code)
        points = [point for point in work.points.all(found) if _rated(point)]
    return page("rate.html", agency=found, points=points)


@blueprint.get("/a/<code>/privacy")
def privacy(code: str) -> Response:
    """The privacy notice of the current fiscal year."""
    return page("privacy.html", agency=agency_called(code), fiscal_year=_fiscal_year())


@blueprint.get("/a/<code>/guideline")
def guideline(code: str) -> Response:
    """How complaints of corruption are handled: how, steps, unit, days (ITA's required elements)."""
    found = agency_called(code)
    address = links.fraud_door(here().base_url, found)
    outcomes = [one.label for one in Outcome]
    return page("guideline.html", agency=found, fiscal_year=_fiscal_year(), fraud=address, outcomes=outcomes)


def _rated(point: ServicePoint) -> bool:
    return point.purpose is Purpose.SURVEY and not point.retired


def _fiscal_year() -> str:
    return thai_period(year_of(bangkok_day(here().clock.now())))


def _contacts(agency: Agency) -> list[tuple[str, str, str]]:
    """(label, text, address of a link or "")."""
    website = agency.website if agency.website.startswith(("https://", "http://")) else ""
    rows = [
        (texts.PHONE, agency.phone, f"tel:{agency.phone.replace(' ', '')}"),
        (texts.EMAIL, agency.email, f"mailto:{agency.email}"),
        (texts.HOURS, agency.hours, ""),
        (texts.ADDRESS, agency.address, ""),
        (texts.WEBSITE, agency.website, website),
    ]
    return [row for row in rows if row[1]]
