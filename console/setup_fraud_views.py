"""The fraud door's settings: days, published periods, how long cases are kept, and whether the chat takes reports."""

from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for

from complaints.statistics import GRAINS
from console import case_texts, setup_line_views, setup_texts
from console.blueprint import desk, parts
from console.forms import one_line
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.sessions import Visitor
from console.setup_views import whole_number
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable

CHAT = "line-chat"
"""What LINE said about who can read the chat: {"mode", "at"}; the bot asks again every day."""
_NUMBERS = ("complaint_days", "complaint_keep_days")


@desk.route("/setup/fraud", methods=["GET", "POST"])
@needs("admin")
def setup_fraud(visitor: Visitor) -> Any:
    """What the law and the office decide about fraud reports. Nothing here opens a case."""
    if request.method == "GET":
        return _page(visitor, _shown(visitor.agency))
    said = {name: one_line(name, 20) for name in (*_NUMBERS, "complaint_grain", "complaint_office_days", "fraud_chat")}
    try:
        changed = _changed(visitor.agency, said)
    except Refused as refused:
        return _page(visitor, said, sentence(refused)), 400
    begun = changed.fraud_chat and not visitor.agency.fraud_chat
    mode = _ask_line(visitor.agency) if begun else None
    with parts().workplace.begin() as work:
        work.agencies.change(changed, visitor.agency)
        if mode is not None:
            work.credentials.put(changed, CHAT, {"mode": mode, "at": parts().clock.now().isoformat()})
            work.revisions.bump(changed, "credentials")
        work.revisions.bump(changed, "agency")
        note(work, visitor, "setup.fraud")
    return redirect(url_for("console.setup_fraud", done="saved"))


def _ask_line(agency: Agency) -> str:
    """Who can read the chat, as LINE says now; "" when it cannot be asked."""
    with parts().workplace.read() as work:
        saved = work.credentials.get(agency, setup_line_views.KIND)
    if not saved:
        return ""
    try:
        return parts().line_probe.test(agency, saved, setup_line_views.webhook_url(agency)).chat_mode
    except Unavailable:
        return ""


def _page(visitor: Visitor, office: dict[str, str], problem: str = "") -> str:
    with parts().workplace.read() as work:
        chat = work.credentials.get(visitor.agency, CHAT) or {}
    officers = parts().officers
    lacking = officers.door(visitor.agency).lacking if officers is not None else ()
    return render(
        "setup_fraud.html", office=office, problem=problem, grains=case_texts.GRAINS,
        chat=setup_texts.CHAT_MODES.get(str(chat.get("mode", "")), case_texts.CHAT_UNKNOWN),
        lacking=[case_texts.LACKING.get(one, one) for one in lacking],
    )  # fmt: skip


def _shown(agency: Agency) -> dict[str, str]:
    return {
        "complaint_days": str(agency.complaint_days),
        "complaint_keep_days": str(agency.complaint_keep_days),
        "complaint_grain": agency.complaint_grain,
        "complaint_office_days": "yes" if agency.complaint_office_days else "",
        "fraud_chat": "yes" if agency.fraud_chat else "",
    }


def _changed(agency: Agency, said: dict[str, str]) -> Agency:
    """The agency with what was typed. Raises Refused: agency_days, case_keep_days, case_grain."""
    if said["complaint_grain"] not in GRAINS:
        raise Refused("case_grain")
    return replace(
        agency,
        complaint_days=whole_number(said["complaint_days"], 1, 60, "agency_days"),
        complaint_keep_days=_keep_days(said["complaint_keep_days"]),
        complaint_grain=said["complaint_grain"],
        complaint_office_days=said["complaint_office_days"] == "yes",
        fraud_chat=said["fraud_chat"] == "yes",
    )


def _keep_days(said: str) -> int:
    days = whole_number(said, 0, 3650, "case_keep_days")
    if 0 < days < 90:
        raise Refused("case_keep_days")
    return days
