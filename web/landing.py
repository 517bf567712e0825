"""`/q/<POINT>`: what a poster's QR opens, by the calendar. Counts the visit, never the visitor.

In the window of the official EIT the official link comes first and our survey second, or stands alone, or nothing is
asked. Nobody's way here, or from here, depends on what somebody answered.
"""

import logging

from flask import Blueprint, Response, abort, request

from kernel.agency import Agency, Purpose, ServicePoint
from kernel.clock import bangkok_day
from kernel.codes import read_code
from qr import links
from surveys.rounds import Door, door
from web import texts
from web.pages import page
from web.parts import here
from web.ports import WebWork

log = logging.getLogger(__name__)
blueprint = Blueprint("landing", __name__)

UNKNOWN = "unknown"
"""The visit counter of codes that name no point of ours; no real code is in small letters."""


@blueprint.get("/q/<code>")
@blueprint.get("/Q/<code>")
def landing(code: str) -> Response:
    """The two ways to answer, with what is printed on the poster repeated for comparison."""
    with here().workplace.begin() as work:
        found = find_point(work, code)
        if request.method == "GET":  # a HEAD is a link preview, not a person
            _count(work, found)
    if found is None:
        abort(404, description="unknown_point")
    agency, point = found
    if point.retired:
        return retired_page(agency)
    survey = point.purpose is Purpose.SURVEY
    typed = links.chat_text(point.code)
    official = links.official(agency.official_eit_url)
    opened = door(agency, bangkok_day(here().clock.now()), official)
    return page(
        "landing.html",
        agency=agency,
        point=point,
        survey=survey,
        typed=typed,
        chat=here().chat_link(agency, typed if survey else ""),
        door=opened,
        official=official if opened in (Door.FIRST, Door.EXCLUSIVE) else None,
    )


def door_page(agency: Agency, opened: Door) -> Response:
    """For whoever opens our form on a day on which it takes no answers: the official one, or a word of thanks."""
    exclusive = opened is Door.EXCLUSIVE
    return page(
        "door.html",
        agency=agency,
        heading=texts.OFFICIAL_NOW if exclusive else texts.THANKS,
        said=texts.OFFICIAL_FIRST if exclusive else texts.THANKS_SAID,
        official=links.official(agency.official_eit_url) if exclusive else None,
    )


def find_point(work: WebWork, code: str) -> tuple[Agency, ServicePoint] | None:
    """The agency and point that `code`, in any letter case, names; None for anything else."""
    known = read_code(code[:40])
    owner = None if known is None else work.points.owner(known)
    agency = None if owner is None else work.agencies.get(owner)
    point = None if agency is None or known is None else work.points.get(agency, known)
    return None if agency is None or point is None else (agency, point)


def retired_page(agency: Agency) -> Response:
    """A poster that should be gone: say so, and offer the way on."""
    return page(
        "message.html",
        410,
        agency=agency,
        heading=texts.RETIRED,
        said=texts.RETIRED_SAID,
        links=[(f"/a/{agency.code}", texts.TO_AGENCY)],
    )


def _count(work: WebWork, found: tuple[Agency, ServicePoint] | None) -> None:
    today = bangkok_day(here().clock.now())
    if found is not None:
        work.visits.count(found[0], found[1].code, today)
        return
    log.warning("point.unknown")
    agencies = work.agencies.all()
    if len(agencies) == 1:  # with several, nobody can say whose false sticker it was
        work.visits.count(agencies[0], UNKNOWN, today)
