"""The staff survey (IIT): opening its round, and printing one-time slips to be drawn from a bag.

The tokens leave in the PDF of this answer and are never shown again. The page tells how many slips were printed, and
how many were used as far as batches of five are published: a live count would tell who has just answered.
"""

from datetime import date
from typing import Any

from flask import Response, make_response, redirect, url_for

from console import slip_texts as words
from console.blueprint import desk, parts
from console.collect_views import typed_day
from console.forms import one_line
from console.guards import needs
from console.noting import note
from console.pages import may, render, sentence
from console.ports import Work
from console.sessions import Visitor
from kernel.agency import Agency
from kernel.calendar import period
from kernel.clock import bangkok_day
from kernel.errors import Refused
from kernel.thai import arabic_digits, thai_date, thai_period
from qr import codes, links
from surveys import slips
from surveys.records import Round
from surveys.results import summary


@desk.get("/collect/staff")
@needs("admin", "surveyor")
def collect_staff(visitor: Visitor) -> str:
    """The running round with its numbers, or a form to open one; and those before it."""
    return _page(visitor)


@desk.post("/collect/staff")
@needs("admin", "surveyor")
def collect_staff_open(visitor: Visitor) -> Any:
    """Open a round. It ends on the day that is set now; nobody can end it sooner."""
    try:
        with parts().workplace.begin() as work:
            made = slips.open_round(work, visitor.agency, _span(), _closes(), parts().clock)
            work.revisions.bump(visitor.agency, "rounds")
            note(work, visitor, "survey.staff_opened", f"{made.id} {made.closes_on}")
    except Refused as refused:
        return _page(visitor, _sentence(refused)), 400
    return redirect(url_for("console.collect_staff", done="staff_round_opened"))


@desk.post("/collect/staff/slips")
@needs("admin", "surveyor")
def collect_staff_slips(visitor: Visitor) -> Any:
    """Fresh slips as a PDF. What is printed twice is good twice: nothing of it is kept to be printed again."""
    many = arabic_digits(one_line("many", 10))
    try:
        _slip(visitor.agency, "2" * slips.TOKEN_LENGTH)  # an address that fits no code is found before any is given out
        with parts().workplace.begin() as work:
            round_ = slips.running(work, visitor.agency, _today())
            if round_ is None:
                raise Refused("round_closed")
            tokens = slips.draw(work, visitor.agency, round_, int(many) if many.isascii() and many.isdigit() else 0)
            note(work, visitor, "survey.slips_printed", f"{round_.id} {len(tokens)}")
    except Refused as refused:
        return _page(visitor, _sentence(refused)), 400
    # drawn after the transaction: hundreds of codes take seconds, and others wait to write
    paper = parts().paper("slips.typ", _sheet(visitor.agency, round_, tokens))
    return _document(paper, f"{visitor.agency.code}-slips.pdf")


def _document(paper: bytes, name: str) -> Response:
    response = make_response(paper)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sheet(agency: Agency, round_: Round, tokens: list[str]) -> dict[str, Any]:
    """What slips.typ prints."""
    return {
        "title": words.HEADING,
        "agency": agency.name,
        "notice": list(words.NOTICE),
        "how": words.HOW,
        "once": words.ONCE.format(day=thai_date(round_.closes_on)),
        "picture": words.PICTURE,
        "slips": [_slip(agency, token) for token in tokens],
    }


def _slip(agency: Agency, token: str) -> dict[str, str]:
    """Raises Refused: link_too_long."""
    address = links.slip(parts().base_url, agency, token)
    drawn = codes.svg(links.printed(address, parts().press.capitals), finest=codes.IN_HAND).decode()
    return {"address": address.split("//", 1)[1], "code": drawn}


def _span() -> Any:
    """The chosen period; one that is not offered is refused by `open_round`."""
    try:
        return period(one_line("period", 10))
    except ValueError:
        raise Refused("staff_round_span") from None


def _closes() -> date:
    found = typed_day(one_line("closes_on", 20))
    if found is None:
        raise Refused("window_day")
    return found


def _sentence(refused: Refused) -> str:
    if refused.reason == "staff_round_days":
        days = {key: thai_date(date.fromisoformat(str(one))) for key, one in refused.facts.items()}
        return sentence(Refused(refused.reason, **days))
    return sentence(refused)


def _page(visitor: Visitor, problem: str = "") -> str:
    today = _today()
    with parts().workplace.read() as work:
        running = slips.running(work, visitor.agency, today)
        rounds = [one for one in work.rounds.all(visitor.agency) if one.instrument == slips.INSTRUMENT]
        lines = [_line(work, visitor.agency, one) for one in rounds]
    return render(
        "slips.html", problem=problem, words=words, running=running, lines=lines, most=slips.MOST_AT_ONCE,
        spans=[(one.code, thai_period(one), one.last) for one in slips.spans(today)], today=today,
        reader=may(visitor, ("clerk", "admin")), title=slips.asked_title(),
    )  # fmt: skip


def _line(work: Work, agency: Agency, one: Round) -> dict[str, Any]:
    found = summary(work, agency, one.id)
    return {
        "round": one,
        "named": thai_period(period(one.period)),
        "printed": work.slips.printed(agency, one.id),
        "used": found.n if found is not None else 0,
    }


def _today() -> date:
    return bangkok_day(parts().clock.now())
