"""Going live with LINE: the channel's credentials, the webhook address, the test."""

from datetime import datetime, timedelta
from typing import Any

from flask import redirect, request, url_for

from console import credential_shapes, setup_texts
from console.blueprint import desk, parts
from console.forms import one_line, typed
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable

KIND, CHECK = "line", "line-check"
"""Rows of the sealed credentials: {"secret", "token", "basic_id"} (and, for a while after a change, "previous_secret"
with "previous_until"), and what the last test found."""
OLD_SECRET_LIVES = timedelta(hours=1)
"""LINE stops using an old secret at once; events already on their way still carry its signature."""


@desk.route("/setup/line", methods=["GET", "POST"])
@needs("admin")
def setup_line(visitor: Visitor) -> Any:
    """Paste the channel's secret, token and basic id. What is saved is never shown again."""
    if request.method == "GET":
        return _page(visitor, "")
    saved = _saved(visitor.agency) or {}
    try:
        values = {
            "secret": _given("secret", saved, credential_shapes.line_secret),
            "token": _given("token", saved, credential_shapes.line_token),
            "basic_id": _given("basic_id", saved, credential_shapes.line_basic_id),
        }
    except Refused as refused:
        return _page(visitor, sentence(refused), one_line("basic_id", 60)), 400
    with parts().workplace.begin() as work:
        work.credentials.put(visitor.agency, KIND, values | _previous(saved, values["secret"], parts().clock.now()))
        work.credentials.put(visitor.agency, CHECK, {})
        work.revisions.bump(visitor.agency, "credentials")
        note(work, visitor, "setup.line")
    return redirect(url_for("console.setup_line", done="saved"))


@desk.post("/setup/line/test")
@needs("admin")
def setup_line_test(visitor: Visitor) -> Any:
    """Ask LINE, and keep what it said."""
    saved = _saved(visitor.agency)
    if saved is None:
        return _page(visitor, setup_texts.LINE_MISSING), 409
    try:
        report = parts().line_probe.test(visitor.agency, saved, webhook_url(visitor.agency))
    except Unavailable:
        return _page(visitor, setup_texts.LINE_AWAY), 503
    found = vars(report) | {"at": parts().clock.now().isoformat()}
    with parts().workplace.begin() as work:
        work.credentials.put(visitor.agency, CHECK, found)
        note(work, visitor, "setup.line_tested", report.problem or "ok")
    return redirect(url_for("console.setup_line"))


def webhook_url(agency: Agency) -> str:
    """The address that LINE has to call for this agency."""
    return f"{parts().base_url}/line/{agency.code}/webhook"


def _page(visitor: Visitor, problem: str, basic_id: str = "") -> str:
    saved = _saved(visitor.agency)
    with parts().workplace.read() as work:
        check = work.credentials.get(visitor.agency, CHECK) or {}
    return render(
        "setup_line.html", problem=problem, saved=saved is not None, check=check,
        basic_id=basic_id or (saved or {}).get("basic_id", ""), webhook=webhook_url(visitor.agency),
        plain_http=not parts().base_url.startswith("https://"),
    )  # fmt: skip


def _saved(agency: Agency) -> dict[str, Any] | None:
    with parts().workplace.read() as work:
        return work.credentials.get(agency, KIND)


def _previous(saved: dict[str, Any], secret: str, now: datetime) -> dict[str, str]:
    if not saved:
        return {}
    if saved["secret"] != secret:
        return {"previous_secret": saved["secret"], "previous_until": (now + OLD_SECRET_LIVES).isoformat()}
    return {name: saved[name] for name in ("previous_secret", "previous_until") if name in saved}


def _given(name: str, saved: dict[str, Any], read: Any) -> str:
    """What was pasted, or what is saved already when the box was left empty."""
    pasted = typed(name, 2000)
    value: str = saved[name] if not pasted and saved.get(name) else read(pasted)
    return value
