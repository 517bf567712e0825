"""How answers are collected: what posters lead to by the calendar, the official EIT link, tablets, kiosks, paper."""

import secrets
from dataclasses import replace
from datetime import date
from typing import Any

from flask import redirect, request, url_for

from console import collect_texts as words
from console.blueprint import desk, parts
from console.forms import as_opened, merged, one_line
from console.guards import needs
from console.noting import note
from console.pages import may, render, sentence
from console.ports import Work
from console.sessions import Visitor
from kernel.agency import Agency, ServicePoint
from kernel.calendar import period
from kernel.clock import bangkok_day
from kernel.codes import new_id
from kernel.errors import Refused
from kernel.thai import thai_period
from qa.faq_cells import day_from
from qr import links
from surveys.records import DEVICE_LIFE, Round, Tablet
from surveys.rounds import LENGTHS, coming_round, door, empty_rounds, shortened_rounds, standing_round

_NAME = 60
_FIELDS = ("official_eit_url", "official_eit_opens", "official_eit_closes", "official_eit_mode", "survey_rounds")


@desk.get("/collect")
@needs("clerk", "admin", "surveyor")
def collect(visitor: Visitor) -> str:
    """What posters do today, and every way to collect besides."""
    return _page(visitor, _shown(visitor.agency))


@desk.post("/collect/calendar")
@needs("admin")
def collect_calendar(visitor: Visitor) -> Any:
    """The official link, its window, what posters do in it, and how long our rounds last."""
    said = merged(_shown(visitor.agency), {name: one_line(name, 400) for name in _FIELDS})
    try:
        changed = _changed(visitor.agency, said)
    except Refused as refused:
        return _page(visitor, said, sentence(refused)), 400
    with parts().workplace.begin() as work:
        work.agencies.change(changed, visitor.agency)
        work.revisions.bump(changed, "agency")
        note(work, visitor, "survey.calendar")
    return redirect(url_for("console.collect", done="calendar_saved"))


@desk.post("/collect/tablets")
@needs("admin", "surveyor")
def collect_tablet(visitor: Visitor) -> Any:
    """Make a link for one tablet. It is shown in this answer and never again."""
    name = one_line("name", _NAME + 1)
    if not 1 <= len(name) <= _NAME:
        return _page(visitor, _shown(visitor.agency), sentence(Refused("tablet_name"))), 400
    return _linked(visitor, "tablet", name, None)


@desk.post("/collect/kiosks")
@needs("admin", "surveyor")
def collect_kiosk(visitor: Visitor) -> Any:
    """Make the link that turns a device into the kiosk of one counter; shown once as well."""
    wanted = one_line("point", 20)
    with parts().workplace.read() as work:
        point = next((one for one in _points(work, visitor.agency) if one.code == wanted), None)
    if point is None:
        return _page(visitor, _shown(visitor.agency), sentence(Refused("kiosk_point"))), 400
    return _linked(visitor, "kiosk", point.name, point.code)


@desk.post("/collect/tablets/<tablet_id>/revoke")
@needs("admin", "surveyor")
def collect_tablet_revoke(visitor: Visitor, tablet_id: str) -> Any:
    """End a tablet's or a kiosk's link at once. A surveyor ends their own; an admin ends any."""
    with parts().workplace.begin() as work:
        found = next((one for one in work.tablets.all(visitor.agency) if one.id == tablet_id), None)
        if found is None or not _mine(visitor, found):
            raise Refused("tablet_unknown")
        if work.tablets.revoke(visitor.agency, tablet_id, bangkok_day(parts().clock.now())):
            note(work, visitor, f"survey.{found.kind}_revoked", found.name)
    return redirect(url_for("console.collect", done=f"{found.kind}_revoked"))


def _linked(visitor: Visitor, kind: str, name: str, point: str | None) -> str:
    token, today = secrets.token_urlsafe(24), bangkok_day(parts().clock.now())
    made = Tablet(new_id(), name, visitor.member.login, today, kind=kind, point=point, expires_on=today + DEVICE_LIFE)
    with parts().workplace.begin() as work:
        work.tablets.add(visitor.agency, made, token)
        note(work, visitor, f"survey.{kind}_made", name)
    link = f"{parts().base_url.rstrip('/')}/s/{words.DEVICE_DOORS[kind]}/{visitor.agency.code}/{token}"
    said = words.DEVICE_LINKS[kind]
    return render("tablet_link.html", name=name, link=link, until=made.expires_on, said=said)


def _points(work: Work, agency: Agency) -> list[ServicePoint]:
    return [one for one in work.points.all(agency) if one.rated and not one.retired]


def _mine(visitor: Visitor, tablet: Tablet) -> bool:
    return may(visitor, ("admin",)) or tablet.made_by == visitor.member.login


def _shown(agency: Agency) -> dict[str, str]:
    return {name: str(getattr(agency, name)) for name in _FIELDS}


def _changed(agency: Agency, said: dict[str, str]) -> Agency:
    """The agency with what was typed. Raises Refused: agency_official, window_day, window_half, window_order, ..."""
    url = said["official_eit_url"]
    if url and links.official(url) is None:
        raise Refused("agency_official")
    opens, closes = typed_day(said["official_eit_opens"]), typed_day(said["official_eit_closes"])
    if (opens is None) != (closes is None):
        raise Refused("window_half")
    if opens and closes and closes < opens:
        raise Refused("window_order")
    if opens and not url:
        raise Refused("window_link")
    return replace(
        agency,
        official_eit_url=url,
        official_eit_opens=opens.isoformat() if opens else "",
        official_eit_closes=closes.isoformat() if closes else "",
        official_eit_mode=said["official_eit_mode"] if said["official_eit_mode"] in words.MODES else "first",
        survey_rounds=said["survey_rounds"] if said["survey_rounds"] in LENGTHS else "quarter",
    )


def typed_day(text: str) -> date | None:
    """A day as a browser's calendar sends it, or as people write it ("1/1/2570"). Raises Refused("window_day")."""
    if not text:
        return None
    found = day_from(text) if "/" in text or "-" in text else None  # no spreadsheet's number of days
    if found is None:
        raise Refused("window_day")
    return found


def _page(visitor: Visitor, said: dict[str, str], problem: str = "") -> str:
    agency, today = visitor.agency, bangkok_day(parts().clock.now())
    official = links.official(agency.official_eit_url)
    with parts().workplace.read() as work:
        devices = [(one, _mine(visitor, one)) for one in work.tablets.all(agency) if one.works_on(today)]
        points = _points(work, agency)
        running = standing_round(work, agency, today) or coming_round(work, agency, today)
    return render(
        "collect.html", problem=problem, said=said, words=words, door=door(agency, today, official), running=running,
        named=_named(running), lost=_lost(agency, today, official), admin=may(visitor, ("admin",)),
        surveyor=may(visitor, ("admin", "surveyor")), lengths=list(LENGTHS), points=points,
        tablets=[one for one in devices if one[0].kind == "tablet"],
        kiosks=[one for one in devices if one[0].kind == "kiosk"],
        was=as_opened(_shown(agency)), tried=one_line("name", _NAME + 1) if request.method == "POST" else "",
    )  # fmt: skip


def _lost(agency: Agency, today: date, official: str | None) -> list[str]:
    """Sentences about the rounds that lose answers to the official window."""
    empty = [words.EMPTY_ROUND.format(name=_named(one)) for one in empty_rounds(agency, today, official)]
    shorter = shortened_rounds(agency, today, official)
    return [*empty, *(words.SHORT_ROUND.format(name=_named(one), days=days) for one, days in shorter)]


def _named(one: Round) -> str:
    return thai_period(period(one.period))
