"""`/s/tablet/...`: a surveyor's tablet. The link is opened once; afterwards no address carries its token."""

from flask import Blueprint, Response, abort, make_response, redirect, request

from kernel.agency import Purpose
from web.pages import agency_called, page, private
from web.parts import here
from web.survey_place import is_tablet, tablet_cookie

blueprint = Blueprint("survey_tablet", __name__)

KEPT_S = 200 * 24 * 60 * 60
"""A season of surveying; a link that is revoked in the console ends at once."""


@blueprint.get("/s/tablet/<code>/<token>")
def enter(code: str, token: str) -> Response:
    """Make this device a tablet, and go on to an address that says nothing."""
    here().throttle.check("survey", here().rates.survey)
    agency = agency_called(code)
    with here().workplace.read() as work:
        if not 20 <= len(token) <= 100 or work.tablets.find(agency, token) is None:
            abort(403, description="not_a_tablet")
    response = private(make_response(redirect(f"/s/tablet/{agency.code}", 303)))
    response.set_cookie(
        tablet_cookie(agency),
        token,
        max_age=KEPT_S,
        path="/s/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


@blueprint.get("/s/tablet/<code>")
def choose(code: str) -> Response:
    """Which counter the surveyor stands at."""
    agency = agency_called(code)
    if not is_tablet(agency):
        abort(403, description="not_a_tablet")
    with here().workplace.read() as work:
        points = [one for one in work.points.all(agency) if one.purpose is Purpose.SURVEY and not one.retired]
    return private(page("tablet.html", agency=agency, points=points))
