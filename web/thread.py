"""`/f/<agency>/thread`: the own report, for the quarter of an hour that a visit lasts."""

import hashlib

from flask import Blueprint, Response, make_response, redirect, request

from complaints.report import MAX_TEXT
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable, Unreadable
from kernel.thai import thai_date_short
from web import fraud_files, visit_cookie
from web import fraud_texts as texts
from web.fraud_files import Files
from web.fraud_large import too_large
from web.fraud_port import Followed
from web.pages import agency_called, later, page, private
from web.parts import here
from web.receipt import asked, receipt_page

blueprint = Blueprint("thread", __name__)
blueprint.register_error_handler(413, too_large)

_VISIT_OVER = "visit_over"


@blueprint.get("/f/<code>/thread")
def again(code: str) -> Response:
    """The thread, while the visit lasts."""
    agency, cookie = agency_called(code), visit_cookie.given()
    try:
        return shown(agency, cookie, here().fraud.look(agency, cookie))
    except Refused:
        return _over(agency)
    except Unavailable:
        return later(asked(agency, texts.receipt_refusal("busy")))
    except Unreadable:
        return damaged(agency)


@blueprint.post("/f/<code>/thread")
def act(code: str) -> Response:
    """One thing the informer wants of the own case."""
    here().throttle.check("receipt", here().rates.receipt)
    fraud_files.prepare()
    agency, cookie, files = agency_called(code), visit_cookie.given(), Files()
    try:
        form = here().forms.read(request.form.get("token", ""), "thread", agency.code, _bound(cookie))
        files = fraud_files.read()
        if files.error:
            return _again(agency, cookie, files.error, had_files=True)
        return _done(agency, cookie, form, files)
    except Refused as refused:
        if refused.reason == _VISIT_OVER:
            return _over(agency)
        return _again(agency, cookie, texts.thread_refusal(refused), had_files=files.any)
    except Unavailable:
        return later(_again(agency, cookie, texts.thread_refusal(Refused("busy")), had_files=files.any))
    except Unreadable:
        return damaged(agency)


@blueprint.get("/f/<code>/leave")
@blueprint.get("/F/<code>/leave")
def leave(code: str) -> Response:
    """Away from here at once: the visit ends, and the next page is an ordinary one."""
    agency = agency_called(code)
    here().fraud.sign_out(visit_cookie.given())
    return visit_cookie.drop(private(make_response(redirect(f"/a/{agency.code}"))))


def _done(agency: Agency, cookie: str, form: str, files: Files) -> Response:
    door, wanted = here().fraud, request.form.get("do", "")
    done = ""
    match wanted:
        case "say":
            door.say(agency, cookie, request.form.get("text", ""), form, files.clean)
            done = "said"
        case "withdraw":
            if not request.form.get("sure"):
                raise Refused("sure_missing")
            door.withdraw(agency, cookie)
            done = "withdrawn"
        case "exchange":
            return receipt_page(agency, door.exchange(agency, cookie, form))
        case "notice":
            return shown(agency, cookie, door.look(agency, cookie), code=door.notice_code(agency, cookie))
        case "stop":
            door.stop_notice(agency, cookie)
            done = "stopped"
        case "out":
            door.sign_out(cookie)
            return visit_cookie.drop(asked(agency, done=texts.SIGNED_OUT))
    return private(make_response(redirect(f"/f/{agency.code}/thread?done={done}", 303)))


def shown(
    agency: Agency, cookie: str, followed: Followed, *, error: str = "", code: str = "", had_files: bool = False
) -> Response:
    """The thread, or the page on which an officer's code is exchanged first."""
    if followed.first_use:
        return private(page("thread_first.html", agency=agency, token=_token(agency, cookie), error=error))
    made = page(
        "thread.html",
        422 if error else 200,
        agency=agency,
        followed=followed,
        token=_token(agency, cookie),
        error=error,
        errors={},
        had_files=had_files,
        typed=request.form.get("text", "") if error else "",
        original=bool(error) and bool(request.form.get("original")),
        done=texts.DONE.get(request.args.get("done", ""), ""),
        day=thai_date_short,
        notice_code=f"{code[:3]} {code[3:]}" if code else "",
        chat=here().chat_link(agency, "") is not None,
        limit=f"{MAX_TEXT:,}",
        files_limit=fraud_files.Limit(),
    )
    return private(made)


def _again(agency: Agency, cookie: str, error: str, *, had_files: bool) -> Response:
    """The thread with what went wrong, and what was typed."""
    try:
        return shown(agency, cookie, here().fraud.look(agency, cookie), error=error, had_files=had_files)
    except Refused:
        return _over(agency)
    except Unavailable:
        return later(asked(agency, texts.receipt_refusal("busy"), kept=request.form.get("text", "")))


def _over(agency: Agency) -> Response:
    """The receipt is asked for again; what was typed is shown to be copied."""
    return visit_cookie.drop(asked(agency, texts.receipt_refusal(_VISIT_OVER), kept=request.form.get("text", "")))


def damaged(agency: Agency) -> Response:
    """The case does not open as it should: said to the informer, and to officers on their list."""
    said = texts.receipt_refusal("damaged")
    return visit_cookie.drop(asked(agency, said, status=409, kept=request.form.get("text", "")))


def _token(agency: Agency, cookie: str) -> str:
    return here().forms.issue("thread", agency.code, _bound(cookie))


def _bound(cookie: str) -> str:
    return hashlib.sha256(cookie.encode(errors="replace")).hexdigest()
