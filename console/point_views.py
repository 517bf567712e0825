"""Service points: from a name to a poster in a minute. The posters themselves are made in `poster_views`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import redirect, url_for

from console import point_texts as words
from console.blueprint import desk, parts
from console.collect_views import typed_day
from console.forms import as_opened, merged, one_line
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.paging import paged
from console.ports import Work
from console.sessions import Visitor
from kernel.agency import Agency, Purpose, ServicePoint
from kernel.clock import bangkok_day
from kernel.codes import read_code
from kernel.errors import Refused
from qa import hours
from qr import codes, links, register, watching

_COUNTED_DAYS = 30
_OPEN_DAYS_SEEN = 60
_FIELDS = ("name", "unit", "services", "purpose", "opened_on", "closes_on")
_OLD_SIGN = "old:"
"""How `web.landing` counts scans of a retired sign."""


@dataclass(frozen=True)
class Watched:
    """What the counts of the last weeks say."""

    visits: Mapping[str, int]
    """By point, in the last 30 days."""
    alerts: list[tuple[ServicePoint, str]]
    notes: list[str]


@desk.get("/points")
@needs("clerk", "admin")
def points(visitor: Visitor) -> str:
    """The register, with how often each poster was opened lately, and what somebody should go and look at."""
    return _list(visitor, {}, "")


@desk.post("/points")
@needs("clerk", "admin")
def point_add(visitor: Visitor) -> Any:
    """Add a point under a fresh code."""
    try:
        draft = _typed(ServicePoint("", "", opened_on=_today()), _said())
        with parts().workplace.begin() as work:
            added = register.add(work, visitor.agency, draft)
            _changed(work, visitor, "point.added", added.code)
    except Refused as refused:
        return _list(visitor, _said(), sentence(refused)), 400
    return redirect(url_for("console.point", code=added.code, done="point_added"))


@desk.get("/points/<code>")
@needs("clerk", "admin")
def point(visitor: Visitor, code: str) -> str:
    """Link, QR, the way to the poster studio, the signs printed so far, and the form to change it."""
    return _page(visitor, known(visitor, code), {}, "")


@desk.post("/points/<code>")
@needs("clerk", "admin")
def point_change(visitor: Visitor, code: str) -> Any:
    """Change what is known of the point. The code on the wall stays."""
    found = known(visitor, code)
    try:
        changed = register.checked(_typed(found, merged(_shown(found), _said())))
    except Refused as refused:
        return _page(visitor, found, _said(), sentence(refused)), 400
    with parts().workplace.begin() as work:
        work.points.change(visitor.agency, changed, found)
        _changed(work, visitor, "point.changed", found.code)
    return redirect(url_for("console.point", code=found.code, done="saved"))


@desk.post("/points/<code>/reprint")
@needs("clerk", "admin")
def point_reprint(visitor: Visitor, code: str) -> Any:
    """A new id for its poster: the old one leads to a friendly page from now on."""
    found = known(visitor, code)
    try:
        with parts().workplace.begin() as work:
            renewed = register.reprint(work, visitor.agency, found, _today())
            _changed(work, visitor, "point.reprinted", f"{found.code} {renewed.posted}")
    except Refused as refused:
        return _page(visitor, found, {}, sentence(refused)), 409
    return redirect(url_for("console.point", code=found.code, done="reprinted"))


@desk.post("/points/<code>/retire")
@needs("clerk", "admin")
def point_retire(visitor: Visitor, code: str) -> Any:
    """Stop using a point; whoever still scans its poster gets a friendly page."""
    found = known(visitor, code)
    with parts().workplace.begin() as work:
        register.retire(work, visitor.agency, found, _today())
        _changed(work, visitor, "point.retired", found.code)
    return redirect(url_for("console.points", done="retired"))


def known(visitor: Visitor, code: str) -> ServicePoint:
    """The agency's point. Raises Refused("point_unknown")."""
    with parts().workplace.read() as work:
        found = work.points.get(visitor.agency, read_code(code) or "")
    if found is None:
        raise Refused("point_unknown")
    return found


def _list(visitor: Visitor, said: dict[str, str], problem: str) -> str:
    with parts().workplace.read() as work:
        every = work.points.all(visitor.agency)
        watched = _watched(work, visitor.agency, every)
    official = links.official(visitor.agency.official_eit_url) is not None
    return render("points.html", shown=paged(every), watched=watched, typed=said, days=_COUNTED_DAYS, words=words,
                  official=official, problem=problem)  # fmt: skip


def _watched(work: Work, agency: Agency, every: list[ServicePoint]) -> Watched:
    today = _today()
    since = today - timedelta(days=_COUNTED_DAYS)
    visits = work.visits.totals(agency, since, today)
    counts = work.visits.by_day(agency, watching.watched_from(today), today)
    found = watching.alerts(every, counts, _open_days(agency, today), today)
    ours, shared = work.visits.strays(agency, since, today)
    old = {key.removeprefix(_OLD_SIGN): count for key, count in visits.items() if key.startswith(_OLD_SIGN)}
    notes = [words.OLD_SIGNS.format(sign=sign, count=count, days=_COUNTED_DAYS) for sign, count in sorted(old.items())]
    for count, text in ((ours, words.STRAYS), (shared, words.STRAYS_SHARED)):
        notes += [text.format(count=count, days=_COUNTED_DAYS)] if count else []
    return Watched(visits, [(one.point, words.alert(one)) for one in found], notes)


def _open_days(agency: Agency, today: date) -> list[date]:
    """The office's days of work before today, newest first."""
    week = hours.of(agency)
    days = (today - timedelta(days=back) for back in range(1, _OPEN_DAYS_SEEN))
    return [day for day in days if week.spans(day)]


def _page(visitor: Visitor, found: ServicePoint, said: dict[str, str], problem: str) -> str:
    picture, trouble = "", ""
    try:
        link = links.landing(parts().base_url, found.posted, parts().press.capitals)
        picture = codes.svg(link, found.name).decode()
    except Refused as refused:
        trouble = sentence(refused)
    with parts().workplace.read() as work:
        signs = [one for one in work.points.signs(visitor.agency) if one.point == found.code]
    shown = links.landing_page(parts().base_url, found.posted)
    return render("point.html", point=found, link=shown, chat=links.chat_text(found.posted), picture=picture,
                  signs=signs, typed=said or _shown(found), words=words, fraud=found.purpose is Purpose.FRAUD,
                  near_only=words.near_only(parts().base_url), problem=problem or trouble,
                  was=as_opened(_shown(found)))  # fmt: skip


def _said() -> dict[str, str]:
    return {name: one_line(name, 1000) for name in _FIELDS}


def _shown(point: ServicePoint) -> dict[str, str]:
    closes = point.closes_on.isoformat() if point.closes_on else ""
    return {"name": point.name, "unit": point.unit, "services": point.services, "purpose": point.purpose.value,
            "opened_on": point.opened_on.isoformat(), "closes_on": closes}  # fmt: skip


def _typed(before: ServicePoint, said: Mapping[str, str]) -> ServicePoint:
    """The point with what was typed. Raises Refused: window_day."""
    return replace(
        before,
        name=said["name"],
        unit=said["unit"],
        services=said["services"],
        purpose=Purpose(said["purpose"]) if said["purpose"] in set(Purpose) else before.purpose,
        opened_on=typed_day(said["opened_on"]) or before.opened_on,
        closes_on=typed_day(said["closes_on"]),
    )


def _today() -> date:
    return bangkok_day(parts().clock.now())


def _changed(work: Work, visitor: Visitor, action: str, code: str) -> None:
    work.revisions.bump(visitor.agency, "points")
    work.jobs.put(visitor.agency, "sync")
    note(work, visitor, action, code)
