"""QR patrol: a photograph of a sign comes in, a verdict goes out; and the book of what was looked at."""

from typing import Any

from flask import request

from console import patrol_texts as texts
from console.blueprint import desk, parts
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.clock import bangkok_day
from kernel.errors import Refused
from qr import inspections, patrol, photographs
from qr import patrol_texts as words
from qr.inspections import Inspection
from qr.patrol import Finding, Verdict

MAX_BODY = photographs.MAX_BYTES + 300_000
SHOWN = 100
"""Lines of the book on the page."""


@desk.get("/patrol")
@needs("clerk", "admin")
def patrol_book(visitor: Visitor) -> str:
    """Send a photograph, see what is due, read the book."""
    return _page(visitor)


@desk.post("/patrol")
@needs("clerk", "admin")
def patrol_look(visitor: Visitor) -> Any:
    """Look at a photograph in memory, note the verdict down, and say it. The photograph is not kept."""
    picture = _given()
    try:
        if not picture:
            raise Refused("picture_missing")
        codes = photographs.texts_in(picture)
    except Refused as refused:
        return _page(visitor, problem=sentence(refused)), 400
    with parts().workplace.begin() as work:
        account = str((work.credentials.get(visitor.agency, "line") or {}).get("basic_id", ""))
        signs = inspections.signs_of(work, visitor.agency, parts().base_url, account)
        found = patrol.judge_all(codes, signs)
        inspections.note(work, visitor.agency, visitor.member.id, found, parts().clock.now(), "console")
        note(work, visitor, "patrol.looked", " ".join(one.verdict.value for one in found))
    return _page(visitor, found)


def _given() -> bytes:
    photo = request.files.get("photo")
    if photo is None:
        return b""
    try:
        taken: bytes = photo.read()
        return taken
    finally:
        photo.close()  # its memory is free for the next one at once


def _page(visitor: Visitor, found: tuple[Finding, ...] = (), problem: str = "") -> str:
    agency, now = visitor.agency, parts().clock.now()
    with parts().workplace.read() as work:
        points = work.points.all(agency)
        names = {point.code: point.name for point in points}
        seen = work.inspections.seen(agency)
        late = inspections.overdue(points, seen, bangkok_day(now))
        staff = {member.id: member.name for member in work.staff.all(agency)}
        book = [_line(one, names, staff) for one in work.inspections.latest(agency, SHOWN)]
    verdicts = [(_tone(one), words.verdict(one, lambda code: names.get(code, code))) for one in found]
    return render(
        "patrol.html", verdicts=verdicts, late=[(point, seen.get(point.code)) for point in late], book=book,
        shown=SHOWN, any_points=any(not point.retired for point in points), problem=problem,
    )  # fmt: skip


def _line(one: Inspection, names: dict[str, str], staff: dict[str, str]) -> dict[str, Any]:
    found = one.finding
    what = names.get(found.point, found.point) or texts.SHEETS.get(found.sheet, "")
    return {
        "at": one.at,
        "who": staff.get(one.staff, texts.GONE),
        "how": texts.HOW.get(one.how, one.how),
        "what": what or found.owner or words.unlinked(found.host),
        "verdict": words.SHORT[found.verdict],
        "tone": _tone(found),
    }


def _tone(found: Finding) -> str:
    if found.verdict is Verdict.GENUINE:
        return "good"
    return "warn" if found.verdict in (Verdict.RETIRED, Verdict.UNREADABLE) else "bad"
