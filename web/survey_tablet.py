"""`/s/tablet/...`, `/s/device/...`: a surveyor's tablet, and a kiosk at a counter.

A link is opened once on its device; afterwards no address carries its token.
"""

from flask import Blueprint, Response, abort, make_response, redirect, request

from kernel.agency import Agency
from surveys.records import DEVICE_LIFE, Tablet
from web.pages import agency_called, page, private
from web.parts import here
from web.survey_place import device, device_cookie

blueprint = Blueprint("survey_tablet", __name__)


@blueprint.get("/s/tablet/<code>/<token>")
def enter(code: str, token: str) -> Response:
    """Make this device a tablet, and go on to an address that says nothing."""
    agency = agency_called(code)
    _opened(agency, "tablet", token)
    return _remembered(agency, "tablet", token, f"/s/tablet/{agency.code}")


@blueprint.get("/s/device/<code>/<token>")
def enter_kiosk(code: str, token: str) -> Response:
    """Make this device the kiosk of its counter, and go on to the form."""
    agency = agency_called(code)
    kiosk = _opened(agency, "kiosk", token)
    at = kiosk.point if kiosk.point is not None else f"agency/{agency.code}"
    return _remembered(agency, "kiosk", token, f"/s/kiosk/{at}")


@blueprint.get("/s/tablet/<code>")
def choose(code: str) -> Response:
    """Which counter the surveyor stands at."""
    agency = agency_called(code)
    if device(agency, "tablet") is None:
        abort(403, description="not_a_tablet")
    with here().workplace.read() as work:
        points = [one for one in work.points.all(agency) if one.rated and not one.retired]
    return private(page("tablet.html", agency=agency, points=points))


def _opened(agency: Agency, kind: str, token: str) -> Tablet:
    here().throttle.check("survey", here().rates.survey)
    return device(agency, kind, token) or abort(403, description=f"not_a_{kind}")


def _remembered(agency: Agency, kind: str, token: str, onward: str) -> Response:
    response = private(make_response(redirect(onward, 303)))
    response.set_cookie(
        device_cookie(agency, kind),
        token,
        max_age=int(DEVICE_LIFE.total_seconds()),  # a link that ends, or is revoked in the console, ends at once
        path="/s/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response
