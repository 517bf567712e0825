"""What the entered scores would come to: a calculation for staff, never a forecast."""

import re
from fractions import Fraction

from flask import request

from console import texts
from console.blueprint import desk, parts
from console.guards import needs
from console.pages import render
from console.result_views import running_round
from console.sessions import Visitor
from kernel.calendar import fiscal_year
from kernel.clock import bangkok_day
from kernel.errors import Refused
from kernel.thai import arabic_digits
from surveys import results as survey_results
from surveys.assessment import Entered, WhatIf, rounded, what_if
from surveys.scoring import half_up

FIELDS = tuple(texts.WHAT_IF_FIELDS)
_NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?", re.ASCII)
_YEAR = re.compile(r"25[6-9][0-9]", re.ASCII)


@desk.get("/what-if")
@needs("clerk", "admin")
def what_if_page(visitor: Visitor) -> tuple[str, int] | str:
    """A form, and below it what was entered comes to. Nothing is stored."""
    this_year = fiscal_year(bangkok_day(parts().clock.now()))
    said = {name: request.args.get(name, "")[:20].strip() for name in (*FIELDS, "year")}
    facts = {"said": said, "year": said["year"] or str(this_year), "fields": texts.WHAT_IF_FIELDS, "shown": half_up}
    own = _own_score(visitor)
    if not any(said[name] for name in FIELDS):
        return render("what_if.html", **facts, own=own, found=None)
    try:
        found = what_if(_year(said["year"] or str(this_year)), Entered(**{name: _score(said, name) for name in FIELDS}))
    except Refused as refused:
        problem = texts.refusal(refused.reason, refused.facts)
        return render("what_if.html", **facts, own=own, found=None, problem=problem), 400
    return render("what_if.html", **facts, own=own, found=found, spread=_spread(found))


def _year(text: str) -> int:
    digits = arabic_digits(text)
    if not _YEAR.fullmatch(digits):
        raise Refused("what_if_year")
    return int(digits)


def _score(said: dict[str, str], name: str) -> Fraction | None:
    """A score from 0 to 100; None for an empty field. Raises Refused("what_if_score")."""
    text = arabic_digits(said[name])
    if not text:
        return None
    if not _NUMBER.fullmatch(text) or Fraction(text) > 100:
        raise Refused("what_if_score", field=texts.WHAT_IF_FIELDS[name])
    return Fraction(text)


def _spread(found: WhatIf) -> str:
    """How far the total still moves with what is unknown; "" when all is known."""
    return "" if found.total is not None else half_up(rounded(found.most) - rounded(found.least))


def _own_score(visitor: Visitor) -> str | None:
    """Our own survey's total of the running round, once it may be shown."""
    with parts().workplace.read() as work:
        found = survey_results.summary(work, visitor.agency, running_round(work, visitor.agency).id)
    return found.total.shown if found is not None and found.decided else None
