"""A flood of reports that are none: marked together, with one reason. Colleagues have a month to object."""

from typing import Any

from flask import redirect, request, url_for

from complaints.status import Status
from complaints.topics import category_label
from console.blueprint import desk
from console.case_views import own_reader
from console.forms import typed
from console.guards import needs
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.errors import Refused

AT_ONCE = 500


@desk.get("/cases/flood")
@needs("officer")
def case_flood(visitor: Visitor) -> Any:
    """New cases that nobody has taken up, to be ticked."""
    return _page(visitor)


@desk.post("/cases/flood")
@needs("officer")
def case_flood_mark(visitor: Visitor) -> Any:
    """Mark what was ticked."""
    reader, chosen = own_reader(visitor), request.form.getlist("case")[:AT_ONCE]
    try:
        if not chosen:
            raise Refused("none_chosen")
        reader.mark_all_spam(chosen, typed("reason", 1000))
    except Refused as refused:
        if refused.reason == "no_such_case":
            raise
        return _page(visitor, sentence(refused), chosen), 400
    return redirect(url_for("console.cases", done="case_flood"))


def _page(visitor: Visitor, problem: str = "", chosen: list[str] | None = None) -> Any:
    listed = [one for one in own_reader(visitor).all() if one.status is Status.RECEIVED and one.header is not None]
    return render(
        "case_flood.html", listed=listed[:AT_ONCE], chosen=chosen or [], category=category_label, problem=problem,
        reason=typed("reason", 1000),
    )  # fmt: skip
