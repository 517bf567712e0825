"""Going live: the list of steps, and the office's own details."""

from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for

from console import setup_texts, steps
from console.blueprint import desk, parts
from console.forms import as_opened, merged, one_line, typed
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.agency import Agency
from kernel.errors import Refused
from kernel.thai import arabic_digits
from qr import links

_LINES = ("name", "short_name", "phone", "email", "hours", "website", "unit", "official_eit_url")
_NUMBERS = ("size", "complaint_days", "push_limit", "survey_target", "false_answers")
_AREAS = ("address", "complaint_ways")
_LONGEST = 300


@desk.get("/setup")
@needs("admin")
def setup(visitor: Visitor) -> str:
    """What is done and what is missing."""
    with parts().workplace.read() as work:
        return render(
            "setup.html", steps=steps.all_steps(work, visitor.agency, parts().officers),
            unfilled=len(steps.unfilled_entries(work, visitor.agency)),
        )  # fmt: skip


@desk.route("/setup/agency", methods=["GET", "POST"])
@needs("admin")
def setup_agency(visitor: Visitor) -> Any:
    """The office as citizens see it."""
    if request.method == "GET":
        return _office_page(visitor.agency, _shown(visitor.agency))
    said = {name: one_line(name, 1000) for name in (*_LINES, *_NUMBERS)}
    said |= {name: typed(name, 1000) for name in _AREAS}
    said = merged(_shown(visitor.agency), said)
    try:
        changed = _changed(visitor.agency, said)
    except Refused as refused:
        return _office_page(visitor.agency, said, sentence(refused)), 400
    with parts().workplace.begin() as work:
        work.agencies.change(changed, visitor.agency)
        work.revisions.bump(changed, "agency")
        work.jobs.put(changed, "sync")
        note(work, visitor, "setup.agency")
    return redirect(url_for("console.setup", done="saved"))


def _office_page(agency: Agency, office: dict[str, str], problem: str = "") -> str:
    return render("setup_agency.html", office=office, was=as_opened(_shown(agency)), problem=problem)


def _shown(agency: Agency) -> dict[str, str]:
    names = (*_LINES, *_NUMBERS, *_AREAS)
    return {name: str(getattr(agency, name)) for name in names}


def _changed(agency: Agency, said: dict[str, str]) -> Agency:
    """The agency with what was typed. Raises Refused: agency_name, agency_long, agency_email, agency_website, ..."""
    if not said["name"]:
        raise Refused("agency_name")
    if any(len(text) > _LONGEST for text in said.values()):
        raise Refused("agency_long")
    if said["email"] and ("@" not in said["email"].strip("@") or " " in said["email"]):
        raise Refused("agency_email")
    if said["website"] and not said["website"].startswith(("https://", "http://")):
        raise Refused("agency_website")
    if said["official_eit_url"] and links.official(said["official_eit_url"]) is None:
        raise Refused("agency_official")
    if f"/f/{agency.code}" in said["complaint_ways"].lower() or "/console/" in said["complaint_ways"]:
        raise Refused("agency_ways")
    days = whole_number(said["complaint_days"], 1, 60, "agency_days")
    limit = whole_number(said["push_limit"], 0, 100_000, "agency_push")
    target = whole_number(said["survey_target"] or "0", 0, 10_000, "agency_target")
    false_answers = whole_number(said["false_answers"] or str(agency.false_answers), 1, 20, "agency_false_answers")
    size = said["size"] if said["size"] in setup_texts.SIZES else agency.size
    kept = {name: said[name] for name in (*_LINES, *_AREAS)}
    numbers = {"complaint_days": days, "push_limit": limit, "survey_target": target, "false_answers": false_answers}
    return replace(agency, **kept, size=size, **numbers)  # type: ignore[arg-type]


def whole_number(text: str, low: int, high: int, reason: str) -> int:
    """The number somebody typed, Thai digits too. Raises Refused(reason) outside of `low` to `high`."""
    digits = arabic_digits(text).replace(",", "").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 8 and low <= int(digits) <= high):
        raise Refused(reason)
    return int(digits)
