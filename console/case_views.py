"""Fraud cases, for their officers. The one page family that reads opened text: it is shown, and kept nowhere.

Every opening is noted in the sealed store's own audit log by the reader itself, not in the console's log.
"""

from typing import Any

from flask import abort, make_response

from complaints.opened import OpenedCase
from complaints.ports import CaseReader
from complaints.status import Outcome
from complaints.topics import category_label
from console import case_texts, officer_keys
from console.blueprint import desk, parts
from console.guards import needs
from console.officers import Officers
from console.pages import render
from console.sessions import Visitor
from kernel.clock import bangkok_day
from kernel.codes import read_code
from kernel.errors import Unreadable

_TYPED = ("text", "note", "reason", "spam_reason", "to", "told", "export")
_ENDINGS = {"jpeg": "jpg", "png": "png", "webp": "webp", "pdf": "pdf"}


@desk.get("/cases")
@needs("officer")
def cases(visitor: Visitor) -> Any:
    """Reference, month, status, due date. No text; and of cases that are not this officer's, nothing at all."""
    officers = officers_room()
    reader = officer_keys.reader(visitor)
    if reader and reader.needs_rekey():
        reader.rekey()  # somebody left: what comes from now on is under keys that nobody took along
    listed = reader.all() if reader else []
    waiting = officers.waiting_keys(visitor.agency)
    lacking = officers.door(visitor.agency).lacking
    return render(
        "cases.html", listed=listed, key=reader is not None, today=_today(),
        category=category_label, names=names(visitor), me=visitor.member.id,
        own_waits=any(one.officer == visitor.member.id for one in waiting),
        others_wait=any(one.officer != visitor.member.id for one in waiting),
        tampered=[case_texts.tampered(one) for one in officers.found(visitor.agency)],
        lacking=[case_texts.LACKING.get(one, one) for one in lacking],
        # only over cases that this officer sees: a banner over somebody else's would tell that there are some
        erasures=any(one.waits_to_go(_today()) for one in listed) and officers.erasures_waiting(visitor.agency) > 0,
    )  # fmt: skip


@desk.get("/cases/<reference>")
@needs("officer")
def case(visitor: Visitor, reference: str) -> Any:
    """One case, opened."""
    return case_page(visitor, own_reader(visitor), reference)


@desk.get("/cases/<reference>/files/<file_id>")
@needs("officer")
def case_file(visitor: Visitor, reference: str, file_id: str) -> Any:
    """An evidence file to be saved; no browser shows or runs it. Its name says nothing of the sender's device."""
    found = own_reader(visitor).file(reference, file_id)
    response = make_response(found.data)
    response.headers["Content-Type"] = "application/octet-stream"
    name = f"{read_code(reference) or reference}-{file_id[:6]}.{_ENDINGS.get(found.fact.kind, 'bin')}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def own_reader(visitor: Visitor) -> CaseReader:
    """The cases of an officer whose key is in hand; 404 for everybody else."""
    reader = officer_keys.reader(visitor)
    if reader is None:
        abort(404)
    return reader


def case_page(visitor: Visitor, reader: CaseReader, reference: str, **facts: Any) -> Any:
    """The case with what went wrong, or with what was asked for; or the page that says it is damaged."""
    try:
        opened: OpenedCase = reader.open(reference)
        colleagues, candidates = reader.colleagues(reference), reader.candidates(reference)
    except Unreadable:
        return render("case_damaged.html", reference=reference), 409
    typed = dict.fromkeys(_TYPED, "") | facts.pop("typed", {})
    return render(
        "case.html",
        **{"opened": opened, "typed": typed, "contact": None, "wanted": "", "problem": ""} | facts,
        category=category_label(opened.header.category),
        outcomes=[one for one in Outcome if one is not Outcome.FORWARDED],
        today=_today(),
        names=names(visitor),
        me=visitor.member.id,
        colleagues=colleagues,
        candidates=candidates,
    )


def names(visitor: Visitor) -> dict[str, str]:
    """Ids of this office's staff, also of those who left, to their names."""
    with parts().workplace.read() as work:
        return {member.id: member.name for member in work.staff.all(visitor.agency)}


def officers_room() -> Officers:
    """Keys and cases; 404 where no sealed store is served."""
    officers = parts().officers
    if officers is None:
        abort(404)
    return officers


def _today() -> Any:
    return bangkok_day(parts().clock.now())
