"""Service points: from a name to a poster in a minute."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Response, make_response, redirect, request, url_for

from console.blueprint import desk, parts
from console.forms import one_line, typed
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.ports import Work
from console.sessions import Visitor
from kernel.agency import Purpose, ServicePoint
from kernel.clock import bangkok_day
from kernel.codes import new_code, read_code
from kernel.errors import Refused
from qr import codes, links, poster

_TRIES = 50
_COUNTED_DAYS = 30


@desk.get("/points")
@needs("clerk", "admin")
def points(visitor: Visitor) -> str:
    """The register, with how often each poster was opened lately."""
    return _list(visitor, {}, "")


@desk.post("/points")
@needs("clerk", "admin")
def point_add(visitor: Visitor) -> Any:
    """Add a point under a fresh code."""
    try:
        name, services, purpose = _typed()
    except Refused as refused:
        said = {"name": one_line("name"), "services": typed("services"), "purpose": one_line("purpose")}
        return _list(visitor, said, sentence(refused)), 400
    with parts().workplace.begin() as work:
        added = _add(work, visitor, name, services, purpose)
        _changed(work, visitor, "point.added", added.code)
    return redirect(url_for("console.point", code=added.code, done="point_added"))


@desk.get("/points/<code>")
@needs("clerk", "admin")
def point(visitor: Visitor, code: str) -> str:
    """Link, QR, poster, and the form to change it."""
    return _page(_known(visitor, code), "")


@desk.post("/points/<code>")
@needs("clerk", "admin")
def point_change(visitor: Visitor, code: str) -> Any:
    """Change name, services or purpose. The code on the wall stays."""
    found = _known(visitor, code)
    try:
        name, services, purpose = _typed()
    except Refused as refused:
        return _page(replace(found, name=one_line("name"), services=typed("services")), sentence(refused)), 400
    with parts().workplace.begin() as work:
        work.points.change(visitor.agency, replace(found, name=name, services=services, purpose=purpose))
        _changed(work, visitor, "point.changed", found.code)
    return redirect(url_for("console.point", code=found.code, done="saved"))


@desk.post("/points/<code>/retire")
@needs("clerk", "admin")
def point_retire(visitor: Visitor, code: str) -> Any:
    """Stop using a point; whoever still scans its poster gets a friendly page."""
    found = _known(visitor, code)
    with parts().workplace.begin() as work:
        work.points.change(visitor.agency, replace(found, retired_on=bangkok_day(work.clock.now())))
        _changed(work, visitor, "point.retired", found.code)
    return redirect(url_for("console.points", done="retired"))


@desk.get("/points/<code>/qr.<kind>")
@needs("clerk", "admin")
def point_qr(visitor: Visitor, code: str, kind: str) -> Any:
    """The QR code to download; `?show=1` shows it in the page."""
    found = _known(visitor, code)
    link = links.landing(parts().base_url, found.code)
    if kind == "svg":
        return _file(codes.svg(link), "image/svg+xml", f"qr-{found.code}.svg")
    if kind == "png":
        return _file(codes.png(link, 20), "image/png", f"qr-{found.code}.png")
    raise Refused("point_unknown")


@desk.get("/points/<code>/poster")
@needs("clerk", "admin")
def point_poster(visitor: Visitor, code: str) -> Any:
    """The poster as a page to print on A4, or on A5 with `?paper=a5`."""
    found = _known(visitor, code)
    today = bangkok_day(parts().clock.now())
    try:
        sheet = poster.point_poster(visitor.agency, found, parts().base_url, today)
        return poster.render_html(sheet.on(_paper()))
    except Refused as refused:
        return _page(found, sentence(refused)), 409


@desk.get("/points/fraud/poster")
@needs("clerk", "admin")
def point_fraud_poster(visitor: Visitor) -> Any:
    """The fraud door's own poster: no point, the same wherever it hangs."""
    today = bangkok_day(parts().clock.now())
    try:
        return poster.render_html(poster.fraud_poster(visitor.agency, parts().base_url, today).on(_paper()))
    except Refused as refused:
        return _list(visitor, {}, sentence(refused)), 409


def _list(visitor: Visitor, said: dict[str, str], problem: str) -> str:
    today = bangkok_day(parts().clock.now())
    with parts().workplace.read() as work:
        every = work.points.all(visitor.agency)
        visits = work.visits.totals(visitor.agency, today - timedelta(days=_COUNTED_DAYS), today)
    return render("points.html", points=every, visits=visits, typed=said, days=_COUNTED_DAYS, problem=problem)


def _paper() -> poster.Paper:
    return "a5" if request.args.get("paper") == "a5" else "a4"


def _page(found: ServicePoint, problem: str) -> str:
    picture, trouble = "", ""
    try:
        picture = codes.svg(links.landing(parts().base_url, found.code), found.name).decode()
    except Refused as refused:
        trouble = sentence(refused)
    shown = links.landing_page(parts().base_url, found.code)
    return render("point.html", point=found, link=shown, chat=links.chat_text(found.code), picture=picture,
                  problem=problem or trouble)  # fmt: skip


def _typed() -> tuple[str, str, Purpose]:
    name, services, purpose = one_line("name", 200), one_line("services", 1000), one_line("purpose", 20)
    if not name or len(name) > 80:
        raise Refused("point_name")
    if len(services) > 300:
        raise Refused("point_services")
    return name, services, Purpose(purpose) if purpose in set(Purpose) else Purpose.SURVEY


def _add(work: Work, visitor: Visitor, name: str, services: str, purpose: Purpose) -> ServicePoint:
    today = bangkok_day(work.clock.now())
    for attempt in range(_TRIES):
        # Codes are unique in the whole installation; a crowded register gets longer ones.
        made = ServicePoint(new_code(4 if attempt < _TRIES // 2 else 6), name, services, purpose, today)
        try:
            work.points.add(visitor.agency, made)
        except Refused:
            continue
        return made
    raise Refused("code_taken")


def _known(visitor: Visitor, code: str) -> ServicePoint:
    with parts().workplace.read() as work:
        found = work.points.get(visitor.agency, read_code(code) or "")
    if found is None:
        raise Refused("point_unknown")
    return found


def _changed(work: Work, visitor: Visitor, action: str, code: str) -> None:
    work.revisions.bump(visitor.agency, "points")
    work.jobs.put(visitor.agency, "sync")
    note(work, visitor, action, code)


def _file(body: bytes, kind: str, name: str) -> Response:
    response = make_response(body)
    response.content_type = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
