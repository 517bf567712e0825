"""QR codes that the agency's website shows: the official EIT survey, and the office's LINE account.

They hang on no wall of ours and open other people's pages, so they may be finer than a poster's.
"""

from flask import Blueprint, Response, abort, make_response

from kernel.agency import Agency
from kernel.errors import Refused
from qr import codes, links
from web.pages import agency_called
from web.parts import here

blueprint = Blueprint("wall_codes", __name__)

FINEST = 10
"""57 modules a side, 119 letters: on a screen and in a printed page still 0.7 mm each at 40 mm."""


@blueprint.get("/a/<code>/eit.svg")
def official(code: str) -> Response:
    """The official EIT survey of this agency; 404 while the office has not entered its address."""
    return _picture(official_link(agency_called(code)))


@blueprint.get("/a/<code>/line.svg")
def chat(code: str) -> Response:
    """The office's LINE account; 404 while it has none."""
    return _picture(chat_link(agency_called(code)))


def official_link(agency: Agency) -> str:
    """What the code says, "" when there is none to draw."""
    return _drawable(links.official(agency.official_eit_url) or "")


def chat_link(agency: Agency) -> str:
    """The same for LINE. A trial's chat has no https address, and no code."""
    return _drawable(here().chat_link(agency, "") or "")


def _drawable(link: str) -> str:
    if not link.startswith("https://"):
        return ""
    try:
        codes.modules(link, FINEST)
    except Refused:
        return ""
    return link


def _picture(link: str) -> Response:
    if not link:
        abort(404)
    response = make_response(codes.svg(link, finest=FINEST))
    response.headers["Content-Type"] = "image/svg+xml"
    return response
