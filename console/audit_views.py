"""For the auditor: what was done in the fraud room, whether the record is whole, the figures. No case's text."""

from typing import Any

from flask import request

from console import case_texts
from console.blueprint import desk, parts
from console.case_views import names, officers_room
from console.forms import one_line
from console.guards import needs
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.clock import bangkok_day
from kernel.errors import Refused

PAGE = 100
_LONGEST_NUMBER = 9


@desk.get("/audit")
@needs("auditor")
def audit(visitor: Visitor) -> Any:
    """The newest entries first; ?before=N for older ones, ?who= and ?did= for fewer."""
    room = officers_room()
    entries, verdict = room.audit_entries(visitor.agency), room.check_audit(visitor.agency)
    who, did = request.args.get("who", "")[:64], request.args.get("did", "")[:64]
    below = _number(request.args.get("before", "")) or verdict.count + 1
    fitting = [one for one in entries if one.n < below and who in {"", one.actor} and did in {"", one.action}][::-1]
    return render(
        "audit.html", entries=fitting[:PAGE], older=fitting[PAGE - 1].n if len(fitting) > PAGE else 0, who=who, did=did,
        verdict=verdict, tampered=[case_texts.tampered(one) for one in room.examine(visitor.agency)],
        actors=sorted({one.actor for one in entries}), actions=sorted({one.action for one in entries}),
        names=names(visitor), said=case_texts.audit_action, actor=case_texts.audit_actor, today=_today(),
        problem="", anchored="", typed="",
    )  # fmt: skip


@desk.post("/audit/anchor")
@needs("auditor")
def audit_anchor(visitor: Visitor) -> Any:
    """Compare the record with a line that was noted down elsewhere: a tail that was cut off shows in no other way."""
    typed = one_line("anchor", 60)
    try:
        verdict = officers_room().check_audit(visitor.agency, anchor=typed)
    except Refused as refused:
        return render("audit_anchor.html", said=sentence(refused), holds=False, typed=typed), 400
    said = case_texts.ANCHOR_HOLDS if verdict.holds else case_texts.ANCHOR_BROKEN.format(n=verdict.first_bad)
    return render("audit_anchor.html", said=said, holds=verdict.holds, typed=typed)


@desk.get("/audit/figures")
@needs("auditor")
def audit_figures(visitor: Visitor) -> Any:
    """The counters as they stand now, and what was published on the fixed days."""
    room = officers_room()
    return render(
        "audit_figures.html", now=room.statistics(visitor.agency, _today()), published=room.published(visitor.agency),
        grain=visitor.agency.complaint_grain,
    )  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else 0


def _today() -> Any:
    return bangkok_day(parts().clock.now())
