"""The paper twin: a sheet to print, and keying filled sheets in, one after the other.

Rules: a sheet is counted once however often its form is sent; it belongs to the round that is open when it is keyed
in; an answer that cannot be read keeps nothing and shows everything typed again.
"""

from collections.abc import Mapping
from typing import Any

from flask import redirect, request, url_for

from console import collect_texts as words
from console.blueprint import desk, parts
from console.forms import one_line, typed
from console.guards import needs
from console.pages import render, sentence
from console.ports import Work
from console.sessions import Visitor
from kernel.agency import ServicePoint
from kernel.calendar import period
from kernel.clock import bangkok_day
from kernel.codes import new_id
from kernel.errors import Refused
from kernel.thai import thai_period
from surveys import Answers, replies, submit
from surveys.asides import AGES, EDUCATION, SEXES, Aside, Profile, check, tell
from surveys.instruments import Given, Instrument, Item
from surveys.library import find
from surveys.records import Round
from surveys.rounds import current_round

_WIDEST = 1_200
_TOLD = ("age", "sex", "education")


@desk.get("/paper")
@needs("clerk", "admin", "surveyor")
def paper(visitor: Visitor) -> str:
    """An empty sheet to key in; the point stays from sheet to sheet."""
    return _page(visitor, {}, one_line("point", 20) or request.args.get("point", "")[:20])


@desk.post("/paper")
@needs("clerk", "admin", "surveyor")
def paper_add(visitor: Visitor) -> Any:
    """Keep one sheet, and on to the next."""
    point, kept = one_line("point", 20), _count(request.form.get("kept", ""))
    try:
        with parts().workplace.begin() as work:
            _keep(work, visitor, point)
    except Refused as refused:
        if refused.reason != "already_answered":  # the same sheet sent twice is kept already
            return _page(visitor, _said(), point, sentence(refused)), 400
    return redirect(url_for("console.paper", point=point, kept=kept + 1, done="paper_kept"))


@desk.get("/paper/sheet")
@needs("clerk", "admin", "surveyor")
def paper_sheet(visitor: Visitor) -> str:
    """The questionnaire as a sheet to print; its numbers are those that are keyed in."""
    round_, instrument, points = _asked(visitor)
    point = next((one for one in points if one.code == request.args.get("point", "")), None)
    return render(
        "paper_sheet.html", instrument=instrument, point=point, named=thai_period(period(round_.period)), ages=AGES,
        sexes=SEXES, education=EDUCATION,
    )  # fmt: skip


def _keep(work: Work, visitor: Visitor, point: str) -> None:
    """Raises Refused: paper_point, paper_item, and what `submit` and `tell` raise."""
    agency, clock = visitor.agency, parts().clock
    if point and point not in {one.code for one in _points(work, visitor)}:
        raise Refused("paper_point")
    round_ = current_round(work, agency, clock)
    instrument = find(work, agency, round_.instrument)
    aside = Aside(Profile(*(one_line(name, 20) for name in _TOLD)), typed("comment"))
    check(aside)
    sheet = one_line("sheet", 40)
    answers = Answers(round_.id, instrument.id, point or None, "paper", _read(instrument))
    submit(work, agency, answers, person=f"paper:{sheet}", clock=clock)
    tell(work, agency, round_.id, aside, form=f"paper:{sheet}", clock=clock)


def _read(instrument: Instrument) -> dict[str, Given | None]:
    return {item.id: _given(place, item) for place, item in enumerate(instrument.items, 1)}


def _given(place: int, item: Item) -> Given | None:
    said = typed(item.id, _WIDEST)
    if not said:
        return None
    given = replies.read(item, said)
    if given is None and not replies.means_skip(said):
        raise Refused("paper_item", item=place)
    return given


def _said() -> dict[str, str]:
    return {name: one for name, one in request.form.items() if name != "csrf_token"}


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else 0


def _points(work: Work, visitor: Visitor) -> list[ServicePoint]:
    return [one for one in work.points.all(visitor.agency) if one.rated and not one.retired]


def _asked(visitor: Visitor) -> tuple[Round, Instrument, list[ServicePoint]]:
    with parts().workplace.begin() as work:
        round_ = current_round(work, visitor.agency, parts().clock)
        return round_, find(work, visitor.agency, round_.instrument), _points(work, visitor)


def _page(visitor: Visitor, said: Mapping[str, str], point: str, problem: str = "") -> str:
    round_, instrument, points = _asked(visitor)
    return render(
        "paper.html", problem=problem, said=said, instrument=instrument, points=points, point=point, words=words,
        named=thai_period(period(round_.period)), closes=round_.closes_on, sheet=said.get("sheet") or new_id(),
        kept=_count(said.get("kept", request.args.get("kept", ""))), today=bangkok_day(parts().clock.now()),
        choices=[("age", "อายุ", AGES), ("sex", "เพศ", SEXES), ("education", "ระดับการศึกษา", EDUCATION)],
    )  # fmt: skip
