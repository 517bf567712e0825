"""Earlier versions of an entry: look at one, bring it back."""

from typing import Any

from flask import redirect, url_for

from console.blueprint import desk, parts
from console.faq_views import names
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.errors import Refused
from qa import knowledge
from qa.faq_table import written
from qa.faq_texts import COLUMNS
from qa.versions import Version


@desk.get("/faq/<entry_id>/versions/<int:number>")
@needs("clerk")
def faq_version(visitor: Visitor, entry_id: str, number: int) -> str:
    """One version beside the present one."""
    return _page(visitor, entry_id, number)


@desk.post("/faq/<entry_id>/versions/<int:number>")
@needs("clerk")
def faq_bring_back(visitor: Visitor, entry_id: str, number: int) -> Any:
    """Make it the present one; what stands now becomes an earlier version."""
    try:
        with parts().workplace.begin() as work:
            knowledge.bring_back(work, visitor.agency, entry_id, number, visitor.member.id)
            note(work, visitor, "faq.restored", f"{entry_id} {number}")
    except Refused as refused:
        if refused.reason == "entry_unknown":
            raise
        return _page(visitor, entry_id, number, sentence(refused)), 400
    return redirect(url_for("console.faq_entry", entry_id=entry_id, done="restored"))


def _page(visitor: Visitor, entry_id: str, number: int, problem: str = "") -> str:
    with parts().workplace.read() as work:
        present = work.faq.get(visitor.agency, entry_id)
        versions = work.faq.versions(visitor.agency, entry_id)
        people = names(work, visitor)
    shown = next((one for one in versions if one.entry.version == number), None)
    if present is None or shown is None:
        raise Refused("entry_unknown")
    return render(
        "faq_version.html", shown=shown, present=present, people=people, problem=problem,
        rows=_rows(shown, written(present)),
    )  # fmt: skip


def _rows(shown: Version, now: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(heading, then, now) of every field that says something in either; `now` is "" where nothing changed."""
    then = written(shown.entry)
    told = [(COLUMNS[key], str(then[key] or ""), str(now[key] or "")) for key in COLUMNS if then[key] or now[key]]
    return [(head, was, "" if was == is_now else is_now or "–") for head, was, is_now in told]
