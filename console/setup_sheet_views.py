"""Going live with Google Sheets: the service account's key, the spreadsheet, the test."""

from typing import Any

from flask import redirect, request, url_for

from console import credential_shapes, setup_texts
from console.blueprint import desk, parts
from console.forms import typed
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable

KEY, KIND, CHECK = "google-key", "sheets", "sheets-check"
"""Sealed rows: the key alone; key and spreadsheet together {"service_account", "spreadsheet_id"}, only when both are
known, so that the sync never meets half of it; and what the last test found."""


@desk.route("/setup/sheets", methods=["GET", "POST"])
@needs("admin")
def setup_sheets(visitor: Visitor) -> Any:
    """Paste the key first; then share the sheet with the address shown, and paste its link."""
    if request.method == "GET":
        return _page(visitor, "")
    account = _saved(visitor.agency, KEY)
    pasted, link = typed("key", 20_000), typed("sheet", 500)
    try:
        if pasted or account is None:
            account = dict(credential_shapes.service_account(pasted, parts().token_hosts))
        sheet = credential_shapes.sheet_id(link) if link else ""
    except Refused as refused:
        return _page(visitor, sentence(refused), link), 400
    _keep(visitor, account, sheet or (_saved(visitor.agency, KIND) or {}).get("spreadsheet_id", ""))
    return redirect(url_for("console.setup_sheets", done="saved"))


@desk.post("/setup/sheets/test")
@needs("admin")
def setup_sheets_test(visitor: Visitor) -> Any:
    """Ask Google, and keep what it said."""
    saved = _saved(visitor.agency, KIND)
    if saved is None:
        return _page(visitor, setup_texts.SHEET_MISSING), 409
    try:
        report = parts().sheet_probe.test(visitor.agency, saved)
    except Unavailable:
        return _page(visitor, setup_texts.SHEET_AWAY), 503
    with parts().workplace.begin() as work:
        work.credentials.put(visitor.agency, CHECK, vars(report) | {"at": parts().clock.now().isoformat()})
        note(work, visitor, "setup.sheets_tested", report.problem or "ok")
    return redirect(url_for("console.setup_sheets"))


def _keep(visitor: Visitor, account: dict[str, Any], sheet: str) -> None:
    with parts().workplace.begin() as work:
        work.credentials.put(visitor.agency, KEY, account)
        work.credentials.put(visitor.agency, CHECK, {})
        if sheet:
            work.credentials.put(visitor.agency, KIND, {"service_account": account, "spreadsheet_id": sheet})
            work.jobs.put(visitor.agency, "sync")
        work.revisions.bump(visitor.agency, "credentials")
        note(work, visitor, "setup.sheets")


def _page(visitor: Visitor, problem: str, link: str = "") -> str:
    account, saved = _saved(visitor.agency, KEY), _saved(visitor.agency, KIND)
    sheet = (saved or {}).get("spreadsheet_id", "")
    return render(
        "setup_sheets.html", problem=problem, address=(account or {}).get("client_email", ""), saved=saved is not None,
        link=link or (f"https://docs.google.com/spreadsheets/d/{sheet}/edit" if sheet else ""),
        check=_saved(visitor.agency, CHECK) or {},
    )  # fmt: skip


def _saved(agency: Agency, kind: str) -> dict[str, Any] | None:
    with parts().workplace.read() as work:
        return work.credentials.get(agency, kind)
