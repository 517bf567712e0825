"""The knowledge base as a file: take it away, bring one, look at what it would change, publish it."""

from contextlib import closing
from typing import Any

from flask import make_response, redirect, request, url_for

from console import faq_files
from console.blueprint import desk, parts
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.ports import Work
from console.sessions import Visitor
from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Refused
from qa import faq_checking, importing
from qa.faq_ports import Upload
from qa.faq_texts import WHOLE
from qa.importing import Plan
from qa.knowledge import CHANGED

SHOWN = 50
"""Entries of each kind that the preview names."""


@desk.get("/faq/files")
@needs("clerk")
def faq_files_page(visitor: Visitor) -> str:
    """Download, upload, and the preview of a file that waits."""
    return _page(visitor)


@desk.get("/faq/files/knowledge.<kind>")
@needs("clerk")
def faq_export(visitor: Visitor, kind: str) -> Any:
    """Every entry, hidden ones too, as xlsx or csv."""
    if kind not in faq_files.MIME:
        raise Refused("file_unknown")
    with parts().workplace.begin() as work:
        entries = work.faq.all(visitor.agency)
        note(work, visitor, "faq.exported", kind)
    now = parts().clock.now()
    response = make_response(faq_files.write(entries, kind, now))
    response.headers["Content-Type"] = faq_files.MIME[kind]
    name = f"{visitor.agency.code}-faq-{bangkok_day(now)}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@desk.post("/faq/files")
@needs("clerk")
def faq_upload(visitor: Visitor) -> Any:
    """Read a file. A sound one waits to be published; of another, every fault is told. Changes no entry."""
    sent = request.files.get("file")
    content = b""
    if sent is not None:
        with closing(sent):  # a large one lies in a file of its own
            content = sent.read()
    if not content:
        return _page(visitor, faults=[WHOLE["file_none"]]), 400
    table, whole = faq_files.read(content), bool(request.form.get("whole"))
    with parts().workplace.begin() as work:
        examined = faq_checking.examine(table, work.faq.all(visitor.agency), whole=whole)
        if not examined.flaws:
            revision, now = _revision(work, visitor.agency), work.clock.now()
            work.faq.keep_upload(
                visitor.agency, Upload(visitor.member.id, examined.entries, revision, now, whole=whole)
            )
    faults, notes = faq_checking.sentences(examined.flaws), faq_checking.sentences(examined.notes)
    return (_page(visitor, faults=faults), 400) if faults else _page(visitor, notes=notes)


@desk.post("/faq/files/publish")
@needs("clerk")
def faq_publish(visitor: Visitor) -> Any:
    """The file that waits becomes the knowledge base."""
    try:
        with parts().workplace.begin() as work:
            publish(work, visitor.agency, visitor.member.id, drastic=bool(request.form.get("drastic")))
            note(work, visitor, "faq.imported")
    except Refused as refused:
        return _page(visitor, problem=sentence(refused)), 400
    return redirect(url_for("console.faq", done="imported"))


def publish(work: Work, agency: Agency, staff_id: str, *, drastic: bool) -> None:
    """The person's file goes live. A colleague who publishes at the same moment waits, and is then refused as late."""
    work.revisions.bump(agency, CHANGED)
    importing.publish_upload(work, agency, staff_id, _revision(work, agency) - 1, drastic=drastic)


@desk.post("/faq/files/drop")
@needs("clerk")
def faq_drop(visitor: Visitor) -> Any:
    """Forget the file that waits."""
    with parts().workplace.begin() as work:
        work.faq.drop_upload(visitor.agency, visitor.member.id)
    return redirect(url_for("console.faq_files_page"))


def _page(visitor: Visitor, problem: str = "", faults: list[str] | None = None, notes: list[str] | None = None) -> str:
    with parts().workplace.read() as work:
        every = work.faq.all(visitor.agency)
        waiting = work.faq.upload(visitor.agency, visitor.member.id)
        stale = waiting is not None and waiting.revision != _revision(work, visitor.agency)
    plan: Plan | None = None
    if waiting is not None and not stale and not faults:
        plan = importing.compare(every, waiting.entries, whole=waiting.whole)
    return render(
        "faq_files.html", plan=plan, waiting=waiting, stale=stale, problem=problem, faults=faults or [],
        notes=notes or [], count=len(every), most=SHOWN,
    )  # fmt: skip


def _revision(work: Work, agency: Agency) -> int:
    return work.revisions.all().get((agency.code, CHANGED), 0)
