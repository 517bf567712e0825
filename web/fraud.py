"""`/f/<agency>`: the fraud form. The same for everybody; no sign-in, no cookie, no need of a script."""

from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Blueprint, Response, request
from werkzeug.exceptions import TooManyRequests

from complaints.crowding import Effort
from complaints.report import MAX_CONTACT, MAX_TEXT, TEXTS, Report
from complaints.topics import CATEGORIES
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable
from qr import links
from web import fraud_files
from web import fraud_texts as texts
from web.fraud_files import Files
from web.fraud_large import too_large
from web.pages import agency_called, later, page, private
from web.parts import here
from web.receipt import receipt_page

blueprint = Blueprint("fraud", __name__, static_folder="static", static_url_path="/f-static")
"""The script is not served from where the survey keeps its cookies."""
blueprint.register_error_handler(413, too_large)

_LINES = (*TEXTS, "category", "contact")

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
    try:
        if here().fraud.door(agency).open:
            return _form(agency, {}, (), {})
    except Unavailable:
        pass  # a closed door, and the other ways: more use than an error page
    return _closed(503, agency, texts.CLOSED, texts.CLOSED_SAID)


@blueprint.post("/f/<code>")
@blueprint.post("/F/<code>")
def send(code: str) -> Response:
    """Keep the report once and show its receipt; on any doubt show the form again with every word still in it."""
    wait = _too_often()
    fraud_files.prepare(keep_files=wait is None)
    agency = agency_called(code)
    if not safe_line(agency):
        return show(code)
    typed = {name: request.form.get(name, "") for name in _LINES}
    excluded = tuple(dict.fromkeys(request.form.getlist("exclude")))
    if wait is not None:
        shown = _form(agency, typed, excluded, {"": texts.refusal("too_often")}, request.form.get("token", ""))
        return later(shown, 429, wait)
    files = fraud_files.read()
    errors = _faults(typed) | ({"files": files.error} if files.error else {})
    if errors:
        return _form(agency, typed, excluded, errors, files=files)
    try:
        return _filed(agency, typed, excluded, files)
    except Refused as refused:
        return _refused(agency, typed, excluded, files, refused)
    except Unavailable:
        return _busy(agency, typed, excluded, files)


def _too_often() -> int | None:
    """Seconds to wait when this network has sent too much; None otherwise. Not a bare refusal: words are at stake."""
    try:
        here().throttle.check("fraud", here().rates.fraud)
    except TooManyRequests as refused:
        return int(refused.retry_after or 60)  # type: ignore[arg-type]
    return None


def _refused(agency: Agency, typed: Typed, excluded: Sequence[str], files: Files, refused: Refused) -> Response:
    reason = refused.reason
    if reason == "effort":  # the same token goes back: waiting counts from when the form was opened
        said, token = texts.CROWDED.format(seconds=refused.facts["wait_s"]), request.form.get("token", "")
        shown = _form(agency, typed, excluded, {"": said}, token, files)
        return later(shown, 429, int(str(refused.facts["wait_s"])))
    if reason == "intake_closed":
        return _closed(503, agency, texts.CLOSED, texts.CLOSED_SAID, typed)
    if reason == "no_officer_left":
        return _closed(422, agency, texts.NO_OFFICER, texts.NO_OFFICER_SAID, typed)
    return _form(agency, typed, excluded, {"": texts.refusal(reason)}, files=files)


def _busy(agency: Agency, typed: Typed, excluded: Sequence[str], files: Files) -> Response:
    """Too many at once, or the database is away: every word comes back, for another try or for copying."""
    # the same token goes back: should the first try have arrived after all, the second finds its receipt
    token = request.form.get("token", "")
    return later(_form(agency, typed, excluded, {"": texts.refusal("busy")}, token, files))


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


def _filed(agency: Agency, typed: Typed, excluded: Sequence[str], files: Files) -> Response:
    token = request.form.get("token", "")
    form = here().forms.read(token, "fraud", agency.code)
    effort = Effort(here().forms.opened(token), token, request.form.get("answer", "")[:100])
    told = {name: typed[name] for name in (*TEXTS, "contact")}
    report = Report(**told, category=typed["category"] or None, exclude=tuple(excluded))
    receipt = here().fraud.file(agency, report, form, files.clean, effort)
    return receipt_page(agency, receipt, thin=report.thin)


def _faults(typed: Typed) -> dict[str, str]:
    limits = {**dict.fromkeys(TEXTS, MAX_TEXT), "contact": MAX_CONTACT}
    long = {name: most for name, most in limits.items() if len(typed[name]) > most}
    faults = {name: texts.TOO_LONG.format(limit=f"{most:,}") for name, most in long.items()}
    if not typed["what"].strip():
        faults["what"] = texts.WHAT_MISSING
    if typed["category"] not in {"", *CATEGORIES}:
        faults["category"] = texts.CATEGORY_UNKNOWN
    return faults


def _form(
    agency: Agency,
    typed: Typed,
    excluded: Sequence[str],
    errors: Mapping[str, str],
    token: str = "",
    files: Files | None = None,
) -> Response:
    try:
        officers, price = here().fraud.door(agency).officers, here().fraud.crowd(agency)
    except Unavailable:  # a closed door, and the other ways: more use than an error page, and no word is lost
        return _closed(503, agency, texts.CLOSED, texts.CLOSED_SAID, typed)
    shown = page(
        "fraud_form.html",
        422 if errors else 200,
        agency=agency,
        typed={name: typed.get(name, "") for name in _LINES},
        excluded=excluded,
        errors=errors,
        officers=officers,
        categories=CATEGORIES.items(),
        limit=f"{MAX_TEXT:,}",
        files_limit=fraud_files.Limit(),
        had_files=files is not None and files.any,
        original=bool(errors) and bool(request.form.get("original")),
        domain=links.domain(here().base_url),
        token=token or here().forms.issue("fraud", agency.code),
        price=price,
    )
    return private(shown)


def _closed(status: int, agency: Agency, heading: str, said: str, typed: Typed | None = None) -> Response:
    """The other channels; what was typed is shown once more to be copied, and kept nowhere."""
    given = typed or {}
    told = [(texts.LABELS[name], given[name]) for name in (*TEXTS, "contact") if given.get(name, "").strip()]
    return private(page("fraud_closed.html", status, agency=agency, heading=heading, said=said, typed=told))
