"""The workbook and the spreadsheet: how they stand, download, now."""

from typing import Any

from flask import Response, redirect, request, send_file, url_for

from console.blueprint import desk, parts
from console.guards import needs
from console.noting import note
from console.pages import render
from console.sessions import Visitor
from kernel.clock import bangkok_day
from kernel.errors import Refused

FAQ_JOB = "faq_sheet"
"""Looks at the sheet's tab of answers."""
DECISIONS = ("sheet", "system")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@desk.get("/sync")
@needs("clerk", "admin")
def sync(visitor: Visitor) -> str:
    """Both targets, and whether a run is waiting."""
    with parts().workplace.read() as work:
        targets = {kind: work.targets.get(visitor.agency, kind) for kind in ("xlsx", "google")}
        waiting = [job for job in work.jobs.waiting(visitor.agency) if job.kind == "sync"]
        google = work.credentials.get(visitor.agency, "sheets")
    return render(
        "sync.html", targets=targets, waiting=waiting, file=_workbook(visitor) is not None,
        sheet=(google or {}).get("spreadsheet_id", ""), faq=_tab_held(targets["google"]),
    )  # fmt: skip


@desk.post("/sync")
@needs("clerk", "admin")
def sync_now(visitor: Visitor) -> Any:
    """Ask for a run now."""
    with parts().workplace.begin() as work:
        work.jobs.put(visitor.agency, "sync")
        if work.credentials.get(visitor.agency, "sheets"):
            work.jobs.put(visitor.agency, FAQ_JOB)
        note(work, visitor, "sync.asked")
    return redirect(url_for("console.sync", done="sync_asked"))


@desk.post("/sync/faq")
@needs("clerk")
def sync_faq(visitor: Visitor) -> Any:
    """What to do with the sheet's edits that wait: take them, or write the tab anew."""
    decision = request.form.get("decision", "")
    if decision not in DECISIONS:
        raise Refused("decision_unknown")
    with parts().workplace.begin() as work:
        work.jobs.put(visitor.agency, FAQ_JOB, key="decided", payload={"decision": decision})
        note(work, visitor, "faq.sheet_decided", decision)
    return redirect(url_for("console.sync", done="sheet_decided"))


@desk.get("/sync/workbook.xlsx")
@needs("clerk", "admin")
def sync_workbook(visitor: Visitor) -> Response:
    """The newest workbook."""
    path = _workbook(visitor)
    if path is None:
        raise Refused("workbook_unknown")
    with parts().workplace.begin() as work:
        note(work, visitor, "sync.downloaded")
    day = bangkok_day(parts().clock.now())
    return send_file(
        path.resolve(), mimetype=_XLSX, as_attachment=True, download_name=f"{visitor.agency.code}-{day}.xlsx"
    )


def _tab_held(target: dict[str, Any] | None) -> dict[str, Any]:
    """Why edits in the sheet's tab of answers wait: `held` and `said`, or {}."""
    memory: dict[str, Any] = (target or {}).get("state", {}).get("faq", {})
    return memory if memory.get("held") else {}


def _workbook(visitor: Visitor) -> Any:
    path = parts().workbook_path(visitor.agency)
    return path if path is not None and path.is_file() else None
