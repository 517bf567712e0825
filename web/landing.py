"""`/q/<ID>`: what a poster's QR opens, by the calendar. Counts the visit, never the visitor.

In the window of the official EIT the official link comes first and our survey second, or stands alone, or nothing is
asked. Nobody's way here, or from here, depends on what somebody answered.
`/e/<agency>` is what the official form's own poster says.
"""

import logging

from flask import Blueprint, Response, abort, redirect, request

from kernel.agency import Agency, Purpose, ServicePoint
from kernel.clock import bangkok_day
from kernel.codes import read_code
from kernel.thai import thai_date
from qr import links, watching
from surveys.rounds import Door, door
from web import texts
from web.pages import agency_called, page
from web.parts import here
from web.ports import WebWork

log = logging.getLogger(__name__)
blueprint = Blueprint("landing", __name__)

OLD_SIGN = "old:"
"""Scans of a retired sign whose point lives on are counted under this and its id: it should be taken down."""


@blueprint.get("/q/<code>")
@blueprint.get("/Q/<code>")
def landing(code: str) -> Response:
    """The ways to go on, with what is printed on the poster repeated for comparison."""
    with here().workplace.begin() as work:
        found = _scanned(work, code)
        if request.method == "GET":  # a HEAD is a link preview, not a person
            _count(work, found)
    if found is None:
        abort(404, description="unknown_point")
    agency, point = found
    if point.retired:
        return retired_page(agency)
    if point.purpose is Purpose.FRAUD:  # one door for everybody: from here on nothing tells which poster it was
        return _to(f"/f/{agency.code}")
    today = bangkok_day(here().clock.now())
    if not point.open_on(today):
        return _closed_page(agency, point)
    typed = links.chat_text(point.posted)
    official = links.official(agency.official_eit_url)
    opened = door(agency, today, official)
    return page(
        "landing.html",
        agency=agency,
        point=point,
        survey=point.rated,
        both=point.purpose is Purpose.ALL,
        typed=typed,
        chat=here().chat_link(agency, typed if point.rated else ""),
        ask=here().chat_link(agency, ""),
        door=opened,
        official=official if opened in (Door.FIRST, Door.EXCLUSIVE) else None,
    )


@blueprint.get("/e/<code>")
@blueprint.get("/E/<code>")
def official_form(code: str) -> Response:
    """On to the official EIT form as it is set today, so that its poster outlives the year; nothing is counted."""
    agency = agency_called(code)
    official = links.official(agency.official_eit_url)
    return _to(official) if official else door_page(agency, Door.THANKS)


def _to(address: str) -> Response:
    answer = redirect(address, 302)
    assert isinstance(answer, Response)
    return answer


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
    """The agency and point that `code`, in any letter case, names: the point's own code, or a sign's."""
    found = _scanned(work, code)
    own = None if found is None else work.points.get(found[0], read_code(code[:40]) or "")
    return found if found is None or own is None else (found[0], own)


def _scanned(work: WebWork, code: str) -> tuple[Agency, ServicePoint] | None:
    """The agency and point whose sign says `code`, in any letter case; None for anything else."""
    known = read_code(code[:40])
    owner = None if known is None else work.points.owner(known)
    agency = None if owner is None else work.agencies.get(owner)
    point = None if agency is None or known is None else work.points.posted(agency, known)
    return None if agency is None or point is None else (agency, point)


def retired_page(agency: Agency) -> Response:
    """A poster that should be gone: say so, and offer the way on."""
    return _message(agency, 410, texts.RETIRED, texts.RETIRED_SAID)


def _closed_page(agency: Agency, point: ServicePoint) -> Response:
    today = bangkok_day(here().clock.now())
    if point.opened_on > today:
        return _message(agency, 200, texts.NOT_YET, texts.NOT_YET_SAID.format(day=thai_date(point.opened_on)))
    return retired_page(agency)


def _message(agency: Agency, status: int, heading: str, said: str) -> Response:
    way_on = [(f"/a/{agency.code}", texts.TO_AGENCY)]
    return page("message.html", status, agency=agency, heading=heading, said=said, links=way_on)


def _count(work: WebWork, found: tuple[Agency, ServicePoint] | None) -> None:
    now = here().clock.now()
    today = bangkok_day(now)
    if found is None:
        log.warning("point.unknown")
        agencies = work.agencies.all()
        # with several, nobody can say whose false sticker it was
        work.visits.count_stray(agencies[0] if len(agencies) == 1 else None, today)
        return
    agency, point = found
    if point.purpose is Purpose.FRAUD:  # a count at one place and hour could point at one person
        return
    alive = work.points.get(agency, point.code)
    old = point.retired and alive is not None and not alive.retired
    counted = f"{OLD_SIGN}{point.posted}" if old else point.code
    work.visits.count(agency, counted, today, night=watching.is_night(now))
