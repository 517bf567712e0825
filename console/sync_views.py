"""The workbook and the spreadsheet: how they stand, download, now."""

from typing import Any

from flask import Response, redirect, send_file, url_for

from console.blueprint import desk, parts
from console.guards import needs
from console.noting import note
from console.pages import render
from console.sessions import Visitor
from kernel.clock import bangkok_day
from kernel.errors import Refused

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
        sheet=(google or {}).get("spreadsheet_id", ""),
    )  # fmt: skip


@desk.post("/sync")
@needs("clerk", "admin")
def sync_now(visitor: Visitor) -> Any:
    """Ask for a run now."""
    with parts().workplace.begin() as work:
        work.jobs.put(visitor.agency, "sync")
        note(work, visitor, "sync.asked")
    return redirect(url_for("console.sync", done="sync_asked"))


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


def _workbook(visitor: Visitor) -> Any:
    path = parts().workbook_path(visitor.agency)
    return path if path is not None and path.is_file() else None
