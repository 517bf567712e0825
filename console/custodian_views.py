"""Custodians: for whom volunteered contacts are sealed, and who looked at one. For officers, about their own cases."""

from typing import Any

from flask import redirect, url_for

from console.blueprint import desk, parts
from console.case_views import names, officers_room, own_reader
from console.forms import one_line
from console.guards import needs
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.errors import Refused


@desk.get("/cases/custodians")
@needs("officer")
def case_custodians(visitor: Visitor) -> Any:
    """Who is one, and the openings in the cases that this officer reads."""
    return _page(visitor)


@desk.post("/cases/custodians")
@needs("officer")
def case_custodian(visitor: Visitor) -> Any:
    """Make a colleague one, or no longer. Never oneself: looking at contacts takes a second person's leave."""
    own_reader(visitor)
    officer, on = one_line("officer", 64), one_line("on", 5) == "yes"
    try:
        if on and officer == visitor.member.id:
            raise Refused("custodian_self")
        officers_room().set_custodian(visitor.agency, officer, on, visitor.member.id)
    except Refused as refused:
        if refused.reason == "officer_unknown":
            raise
        return _page(visitor, sentence(refused)), 409
    with parts().workplace.begin() as work:
        action = "officer.custodian_on" if on else "officer.custodian_off"
        work.staff_log.add(visitor.agency, visitor.member.login, action, "", parts().clock.now())
    return redirect(url_for("console.case_custodians", done="custodian_changed"))


def _page(visitor: Visitor, problem: str = "") -> Any:
    reader = own_reader(visitor)
    return render(
        "custodians.html", holders=officers_room().key_holders(visitor.agency), openings=reader.contact_openings(),
        names=names(visitor), me=visitor.member.id, problem=problem,
    )  # fmt: skip
