"""`/f/<agency>`: the fraud form. The same for everybody; no sign-in, no cookie, no script."""

from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Blueprint, Response, request

from complaints.report import MAX_TEXT, TEXTS, Report
from complaints.topics import CATEGORIES
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable
from qr import links
from web import fraud_texts as texts
from web.pages import agency_called, later, page, private
from web.parts import here
from web.receipt import receipt_page

blueprint = Blueprint("fraud", __name__)

MAX_BODY = 2 * 1024 * 1024
"""Six fields of 20,000 Thai characters are 1.1 MB as a browser sends them."""
MAX_FIELDS = 200

Typed = Mapping[str, str]


@blueprint.get("/f")
@blueprint.get("/F")
def show_only() -> Response:
    """The form of the one agency; with several, the list to choose from."""
    with here().workplace.read() as work:
        agencies = work.agencies.all()
    if len(agencies) == 1:
        return show(agencies[0].code)
    return private(page("agencies.html", agencies=agencies, door="/f/"))


@blueprint.get("/f/<code>")
@blueprint.get("/F/<code>")
def show(code: str) -> Response:
    """The form, or the other channels while it is closed."""
    agency = agency_called(code)
    if not safe_line(agency):
        address = links.fraud_door(here().base_url, agency)
        return _closed(403, agency, texts.UNSAFE, texts.UNSAFE_SAID.format(address=address))
    if not here().fraud.door(agency).open:
        return _closed(503, agency, texts.CLOSED, texts.CLOSED_SAID)
    return _form(agency, {}, (), {})


@blueprint.post("/f/<code>")
@blueprint.post("/F/<code>")
def send(code: str) -> Response:
    """Keep the report once and show its receipt; on any doubt show the form again with every word still in it."""
    here().throttle.check("fraud", here().rates.fraud)
    request.max_content_length = request.max_form_memory_size = MAX_BODY
    request.max_form_parts = MAX_FIELDS
    agency = agency_called(code)
    if not safe_line(agency):
        return show(code)
    typed = {name: request.form.get(name, "") for name in (*TEXTS, "category")}
    excluded = tuple(dict.fromkeys(request.form.getlist("exclude")))
    errors = _faults(typed)
    if errors:
        return _form(agency, typed, excluded, errors)
    try:
        return _filed(agency, typed, excluded)
    except Refused as refused:
        if refused.reason == "intake_closed":
            return _closed(503, agency, texts.CLOSED, texts.CLOSED_SAID, typed)
        if refused.reason == "no_officer_left":
            return _closed(422, agency, texts.NO_OFFICER, texts.NO_OFFICER_SAID, typed)
        return _form(agency, typed, excluded, {"": texts.refusal(refused.reason)})
    except Unavailable:
        return _busy(agency, typed, excluded)


def _busy(agency: Agency, typed: Typed, excluded: Sequence[str]) -> Response:
    """Too many at once, or the database is away: every word comes back, for another try or for copying."""
    try:
        # the same token goes back: should the first try have arrived after all, the second finds its receipt
        return later(_form(agency, typed, excluded, {"": texts.refusal("busy")}, request.form.get("token", "")))
    except Unavailable:
        return _closed(503, agency, texts.CLOSED, texts.CLOSED_SAID, typed)


def safe_line(agency: Agency) -> bool:
    """Whether what is typed travels encrypted: https, or this very machine, or a demo that says it is one."""
    # our own address, not the request's Host: a proxy in front may say 127.0.0.1 for the whole world
    return request.is_secure or agency.demo or _is_loopback(urlsplit(here().base_url).hostname or "")


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _filed(agency: Agency, typed: Typed, excluded: Sequence[str]) -> Response:
    form = here().forms.read(request.form.get("token", ""), "fraud", agency.code)
    told = {name: typed[name] for name in TEXTS}
    report = Report(**told, category=typed["category"] or None, exclude=tuple(excluded))
    return receipt_page(agency, here().fraud.file(agency, report, form))


def _faults(typed: Typed) -> dict[str, str]:
    faults = {name: texts.TOO_LONG.format(limit=f"{MAX_TEXT:,}") for name in TEXTS if len(typed[name]) > MAX_TEXT}
    if not typed["what"].strip():
        faults["what"] = texts.WHAT_MISSING
    if typed["category"] not in {"", *CATEGORIES}:
        faults["category"] = texts.CATEGORY_UNKNOWN
    return faults


def _form(
    agency: Agency, typed: Typed, excluded: Sequence[str], errors: Mapping[str, str], token: str = ""
) -> Response:
    shown = page(
        "fraud_form.html",
        422 if errors else 200,
        agency=agency,
        typed={name: typed.get(name, "") for name in (*TEXTS, "category")},
        excluded=excluded,
        errors=errors,
        officers=here().fraud.door(agency).officers,
        categories=CATEGORIES.items(),
        limit=f"{MAX_TEXT:,}",
        domain=links.domain(here().base_url),
        token=token or here().forms.issue("fraud", agency.code),
    )
    return private(shown)


def _closed(status: int, agency: Agency, heading: str, said: str, typed: Typed | None = None) -> Response:
    """The other channels; what was typed is shown once more to be copied, and kept nowhere."""
    told = [(texts.LABELS[name], typed[name]) for name in TEXTS if typed[name].strip()] if typed else []
    return private(page("fraud_closed.html", status, agency=agency, heading=heading, said=said, typed=told))
