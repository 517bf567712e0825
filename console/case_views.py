"""Fraud cases, for their officers. The one page family that reads opened text: it is shown, and kept nowhere.

Every opening is noted in the sealed store's own audit log by the reader itself, not in the console's log.
"""

from typing import Any

from flask import abort, redirect, url_for

from complaints.opened import OpenedCase
from complaints.ports import CaseReader
from complaints.status import Outcome, Status
from complaints.topics import category_label
from console import officer_keys
from console.blueprint import desk, parts
from console.forms import one_line, typed
from console.guards import needs
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.clock import bangkok_day
from kernel.errors import Refused, Unreadable


@desk.get("/cases")
@needs("officer")
def cases(visitor: Visitor) -> Any:
    """Reference, month, status, due date. No text."""
    officers = parts().officers
    if officers is None:
        abort(404)
    reader = officer_keys.reader(visitor)
    listed = reader.all() if reader else []
    waiting = officers.waiting_keys(visitor.agency)
    return render(
        "cases.html", listed=listed, key=reader is not None, today=_today(), category=category_label,
        own_waits=any(one.officer == visitor.member.id for one in waiting),
        others_wait=any(one.officer != visitor.member.id for one in waiting),
    )  # fmt: skip


@desk.get("/cases/<reference>")
@needs("officer")
def case(visitor: Visitor, reference: str) -> Any:
    """One case, opened."""
    return _page(_reader(visitor), reference)


@desk.post("/cases/<reference>/status")
@needs("officer")
def case_status(visitor: Visitor, reference: str) -> Any:
    """Take it up, or take a closed one up again."""
    _reader(visitor).set_status(reference, Status.WORKING)
    return redirect(url_for("console.case", reference=reference, done="case_changed"))


@desk.post("/cases/<reference>/close")
@needs("officer")
def case_close(visitor: Visitor, reference: str) -> Any:
    """Finish it with an outcome."""
    reader, chosen = _reader(visitor), one_line("outcome", 20)
    if chosen not in set(Outcome):
        return _page(reader, reference, problem=sentence(Refused("case_outcome"))), 400
    try:
        reader.close(reference, Outcome(chosen))
    except Refused as refused:
        if refused.reason == "no_such_case":
            raise
        return _page(reader, reference, problem=sentence(refused)), 409
    return redirect(url_for("console.case", reference=reference, done="case_changed"))


@desk.post("/cases/<reference>/contact")
@needs("officer")
def case_contact(visitor: Visitor, reference: str) -> Any:
    """Show the volunteered contact in this answer only; the typed reason goes into the audit log."""
    reader, reason = _reader(visitor), typed("reason", 1000)
    try:
        contact = reader.contact(reference, reason)
    except Refused as refused:
        if refused.reason == "no_such_case":
            raise
        return _page(reader, reference, problem=sentence(refused), reason=reason), 400
    return _page(reader, reference, contact=contact)


def _reader(visitor: Visitor) -> CaseReader:
    reader = officer_keys.reader(visitor)
    if reader is None:
        abort(404)
    return reader


def _page(
    reader: CaseReader, reference: str, *, problem: str = "", contact: str | None = None, reason: str = ""
) -> Any:
    try:
        opened: OpenedCase = reader.open(reference)
    except Unreadable:
        return render("case_damaged.html", reference=reference), 409
    return render(
        "case.html",
        opened=opened,
        category=category_label(opened.header.category),
        outcomes=list(Outcome),
        today=_today(),
        problem=problem,
        contact=contact,
        reason=reason,
    )


def _today() -> Any:
    return bangkok_day(parts().clock.now())
