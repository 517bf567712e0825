"""The workbook and the spreadsheet: how they stand, download, now."""

from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Response, redirect, request, send_file, url_for

from console.blueprint import desk, parts
from console.guards import needs
from console.noting import note
from console.pages import render
from console.sessions import Visitor
from kernel.clock import bangkok_day
from kernel.errors import Refused

SYNC_JOB, FAQ_JOB = "sync", "faq_sheet"
"""The second looks at the sheet's tab of answers."""
WAYS = ("verify", "rebuild")
"""Besides bringing up to date: read back and put right, and write everything anew."""
DECISIONS = ("sheet", "system")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@desk.get("/sync")
@needs("clerk", "admin")
def sync(visitor: Visitor) -> str:
    """Both targets: when they were last good, how many rows wait, what is wrong, when the next try is."""
    with parts().workplace.read() as work:
        targets = {kind: work.targets.get(visitor.agency, kind) for kind in ("xlsx", "google")}
        waiting = [job for job in work.jobs.waiting(visitor.agency) if job.kind == SYNC_JOB]
        google = work.credentials.get(visitor.agency, "sheets")
    return render(
        "sync.html",
        targets=targets,
        rows=parts().rows_waiting(visitor.agency),
        verified=_verified(targets["google"]),
        next_try=min((job.run_at for job in waiting), default=None),
        file=_workbook(visitor) is not None,
        earlier=parts().earlier_workbooks(visitor.agency)[1:],
        sheet=(google or {}).get("spreadsheet_id", ""),
        faq=_tab_held(targets["google"]),
    )


@desk.post("/sync")
@needs("clerk", "admin")
def sync_now(visitor: Visitor) -> Any:
    """Ask for a run now: up to date, verified, or everything anew."""
    how = request.form.get("how", "")
    if how and how not in WAYS:
        raise Refused("decision_unknown")
    with parts().workplace.begin() as work:
        work.jobs.put(visitor.agency, SYNC_JOB, key=how, payload={"how": how} if how else None)
        if work.credentials.get(visitor.agency, "sheets"):
            work.jobs.put(visitor.agency, FAQ_JOB)
        note(work, visitor, "sync.asked", how)
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
    """The workbook with the figures of this moment."""
    parts().freshen_workbook(visitor.agency)
    path = _workbook(visitor)
    if path is None:
        raise Refused("workbook_unknown")
    return _sent(visitor, path, f"{visitor.agency.code}-{bangkok_day(parts().clock.now())}.xlsx")


@desk.get("/sync/workbooks/<name>")
@needs("clerk", "admin")
def sync_earlier(visitor: Visitor, name: str) -> Response:
    """One of the agency's earlier workbooks, by its file's name."""
    kept = {path.name: path for path in parts().earlier_workbooks(visitor.agency)}
    if name not in kept:
        raise Refused("workbook_unknown")
    return _sent(visitor, kept[name], name)


def _sent(visitor: Visitor, path: Path, name: str) -> Response:
    with parts().workplace.begin() as work:
        note(work, visitor, "sync.downloaded")
    return send_file(path.resolve(), mimetype=_XLSX, as_attachment=True, download_name=name)


def _tab_held(target: dict[str, Any] | None) -> dict[str, Any]:
    """Why edits in the sheet's tab of answers wait: `held` and `said`, or {}."""
    memory: dict[str, Any] = (target or {}).get("state", {}).get("faq", {})
    return memory if memory.get("held") else {}


def _verified(target: dict[str, Any] | None) -> datetime | None:
    """When the spreadsheet was last read back and found equal."""
    at = (target or {}).get("state", {}).get("verified_at")
    return datetime.fromisoformat(at) if at else None


def _workbook(visitor: Visitor) -> Any:
    path = parts().workbook_path(visitor.agency)
    return path if path is not None and path.is_file() else None
