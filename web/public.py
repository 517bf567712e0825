"""The agency's front door: its channels as clearly different doors, its notices, how to reach it."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect

from complaints.status import Outcome
from kernel.agency import Agency, ServicePoint
from kernel.calendar import year_of
from kernel.clock import bangkok_day
from qr import links
from web import texts, wall_codes
from web.pages import agency_called, find_agency, page
from web.parts import here
from web.tongues import THAI, Asked, Tongue, asked

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
    wanted = asked()
    return page(
        "agency.html",
        agency=found,
        w=wanted.tongue,
        printing=wanted.printing,
        chat=here().chat_link(found, ""),
        rate=f"/a/{found.code}/rate",
        fraud=f"/f/{found.code}",
        official=links.official(found.official_eit_url),
        code=wall_codes.official_link(found),
        contacts=_contacts(found, wanted.tongue.pages),
    )


@blueprint.get("/a/<code>/rate")
def rate(code: str) -> Response:
    """Which counter to rate, for people who come from the website."""
    with here().workplace.read() as work:
        found = find_agency(work, code)
        points = [point for point in work.points.all(found) if _rated(point)]
    return page("rate.html", agency=found, points=points, w=asked().tongue)


@blueprint.get("/a/<code>/privacy")
def privacy(code: str) -> Response:
    """The privacy notice of the current fiscal year."""
    wanted = asked()
    template = "privacy.html" if wanted.tongue is THAI else "privacy_en.html"
    return page(template, agency=agency_called(code), fiscal_year=_fiscal_year(wanted.tongue), **_how(wanted))


@blueprint.get("/a/<code>/guideline")
def guideline(code: str) -> Response:
    """How complaints of corruption are handled: how, steps, unit, days (ITA's required elements)."""
    found, wanted = agency_called(code), asked()
    address = links.fraud_door(here().base_url, found)
    outcomes = [one.label for one in Outcome]
    return page(
        "guideline.html" if wanted.tongue is THAI else "guideline_en.html",
        agency=found,
        fiscal_year=_fiscal_year(wanted.tongue),
        fraud=address,
        outcomes=outcomes,
        **_how(wanted),
    )


def _rated(point: ServicePoint) -> bool:
    return point.rated and not point.retired


def _how(wanted: Asked) -> dict[str, Any]:
    return {"w": wanted.tongue, "printing": wanted.printing}


def _fiscal_year(tongue: Tongue) -> str:
    return tongue.period(year_of(bangkok_day(here().clock.now())))


def _contacts(agency: Agency, names: Any) -> list[tuple[str, str, str]]:
    """(label, text, address of a link or "")."""
    website = agency.website if agency.website.startswith(("https://", "http://")) else ""
    rows = [
        (names.PHONE, agency.phone, f"tel:{agency.phone.replace(' ', '')}"),
        (names.EMAIL, agency.email, f"mailto:{agency.email}"),
        (names.HOURS, agency.hours, ""),
        (names.ADDRESS, agency.address, ""),
        (names.WEBSITE, agency.website, website),
    ]
    return [row for row in rows if row[1]]
