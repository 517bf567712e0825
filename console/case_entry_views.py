"""A report brought by phone, on paper or to the counter: an officer writes it down and hands a first-use code over."""

from typing import Any

from flask import request

from complaints import evidence
from complaints.report import MAX_TEXT, TEXTS, Report
from complaints.topics import CATEGORIES
from console.blueprint import desk, parts
from console.case_views import own_reader
from console.forms import chosen, one_line
from console.guards import needs
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.codes import new_id
from kernel.errors import Refused
from qr import links

MAX_BODY = evidence.MAX_TOTAL + 2 * 1024 * 1024
_FORM = "form"


@desk.get("/cases/new")
@needs("officer")
def case_new(visitor: Visitor) -> Any:
    """The same questions as the informer's own form."""
    own_reader(visitor)
    return _page(visitor, {}, new_id())


@desk.post("/cases/new")
@needs("officer")
def case_enter(visitor: Visitor) -> Any:
    """Keep it, and show the code that the informer has to change at the first visit."""
    reader = own_reader(visitor)
    told = {name: request.form.get(name, "") for name in (*TEXTS, "category", "contact")}
    try:
        texts = {name: said for name, said in told.items() if name != "category"}
        report = Report(**texts, category=told["category"] or None, exclude=chosen("exclude"))
        code = reader.enter(report, one_line(_FORM, 64), _files())
    except Refused as refused:
        return _page(visitor, told, one_line(_FORM, 64) or new_id(), sentence(refused)), 400
    follow = links.fraud_door(parts().base_url, visitor.agency).split("//", 1)[1] + "/receipt"
    return render("case_entered.html", groups=code.groups, follow=follow)


def _files() -> list[evidence.CleanFile]:
    given = [one for one in request.files.getlist("files") if one.filename]
    if any(getattr(one.stream, "no_room", False) for one in given):
        raise Refused("file_busy")
    files = [evidence.clean(one.filename or "", one.read(), original=True) for one in given]
    evidence.check_all(files)
    return files


def _page(visitor: Visitor, told: dict[str, str], form: str, problem: str = "") -> str:
    officers = parts().officers
    assert officers is not None  # own_reader has seen one
    return render(
        "case_new.html",
        told={name: told.get(name, "") for name in (*TEXTS, "category", "contact")},
        excluded=chosen("exclude"),
        officers=officers.door(visitor.agency).officers,
        categories=CATEGORIES.items(),
        limit=MAX_TEXT,
        accept=evidence.ACCEPT,
        form=form,
        problem=problem,
    )
