"""`/f/<agency>/receipt` and `/f/<agency>/thread`: coming back with the receipt.

The cookie of a visit is the only one these pages ever set: after the receipt, for 15 minutes, gone with the browser.
"""

import hashlib

from flask import Blueprint, Response, make_response, redirect, request

from complaints.report import MAX_TEXT
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable, Unreadable
from kernel.thai import thai_date_short
from web import fraud_files
from web import fraud_texts as texts
from web.fraud_files import Files
from web.fraud_port import Followed
from web.pages import agency_called, later, page, private
from web.parts import here
from web.receipt import MAX_BODY, asked, receipt_page

blueprint = Blueprint("thread", __name__)

_VISIT_OVER = "visit_over"


@blueprint.get("/f/<code>/receipt")
@blueprint.get("/F/<code>/receipt")
def ask(code: str) -> Response:
    """Where to type the receipt."""
    return asked(agency_called(code))


@blueprint.post("/f/<code>/receipt")
@blueprint.post("/F/<code>/receipt")
def look(code: str) -> Response:
    """The own thread. A wrong and an unknown receipt read exactly alike."""
    here().throttle.check("receipt", here().rates.receipt)
    request.max_content_length = MAX_BODY
    agency, typed = agency_called(code), request.form.get("receipt", "")
    token, answer = (request.form.get(name, "")[:300] for name in ("ticket", "answer"))
    try:
        cookie, followed = here().fraud.sign_in(agency, typed, token, answer)
    except Refused as refused:
        if refused.reason == "effort":
            return _effort(agency, typed, refused, early=bool(token))
        return asked(agency, texts.receipt_refusal(refused.reason))
    except Unavailable:
        return later(asked(agency, texts.receipt_refusal("busy")))
    except Unreadable:
        return _damaged(agency)
    response = _shown(agency, cookie, followed)
    response.set_cookie(
        _cookie_name(), cookie, httponly=True, secure=request.is_secure, samesite="Strict", path=_cookie_path()
    )
    return response


@blueprint.get("/f/<code>/thread")
def again(code: str) -> Response:
    """The thread, while the visit lasts."""
    agency, cookie = agency_called(code), _cookie()
    try:
        return _shown(agency, cookie, here().fraud.look(agency, cookie))
    except Refused:
        return _over(agency)
    except Unavailable:
        return later(asked(agency, texts.receipt_refusal("busy")))
    except Unreadable:
        return _damaged(agency)


@blueprint.post("/f/<code>/thread")
def act(code: str) -> Response:
    """One thing the informer wants of the own case."""
    here().throttle.check("receipt", here().rates.receipt)
    fraud_files.prepare()
    agency, cookie, files = agency_called(code), _cookie(), Files()
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
        return _damaged(agency)


@blueprint.get("/f/<code>/leave")
@blueprint.get("/F/<code>/leave")
def leave(code: str) -> Response:
    """Away from here at once: the visit ends, and the next page is an ordinary one."""
    agency = agency_called(code)
    here().fraud.sign_out(_cookie())
    return _without_cookie(private(make_response(redirect(f"/a/{agency.code}"))))


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
            return receipt_page(agency, door.exchange(agency, cookie))
        case "notice":
            return _shown(agency, cookie, door.look(agency, cookie), code=door.notice_code(agency, cookie))
        case "stop":
            door.stop_notice(agency, cookie)
            done = "stopped"
        case "out":
            door.sign_out(cookie)
            return _without_cookie(asked(agency, texts.receipt_refusal("signed_out"), status=200))
    return private(make_response(redirect(f"/f/{agency.code}/thread?done={done}", 303)))


def _shown(
    agency: Agency, cookie: str, followed: Followed, *, error: str = "", code: str = "", had_files: bool = False
) -> Response:
    if followed.first_use:
        shown = page("thread_first.html", agency=agency, token=_token(agency, cookie), error=error)
        return private(shown)
    shown = page(
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
    return private(shown)


def _again(agency: Agency, cookie: str, error: str, *, had_files: bool) -> Response:
    """The thread with what went wrong, and what was typed."""
    try:
        return _shown(agency, cookie, here().fraud.look(agency, cookie), error=error, had_files=had_files)
    except Refused:
        return _over(agency)
    except Unavailable:
        return later(asked(agency, texts.receipt_refusal("busy"), kept=request.form.get("text", "")))


def _over(agency: Agency) -> Response:
    """The receipt is asked for again; what was typed is shown to be copied."""
    return _without_cookie(asked(agency, texts.receipt_refusal(_VISIT_OVER), kept=request.form.get("text", "")))


def _damaged(agency: Agency) -> Response:
    """The case does not open as it should: said to the informer, and to officers on their list."""
    said = texts.receipt_refusal("damaged")
    return _without_cookie(asked(agency, said, status=409, kept=request.form.get("text", "")))


def _effort(agency: Agency, typed: str, refused: Refused, *, early: bool) -> Response:
    facts = refused.facts
    shown = page(
        "receipt_effort.html",
        422,
        agency=agency,
        typed=typed[:200],
        ticket=facts["token"],
        bits=facts["bits"],
        seconds=facts["wait_s"],
        early=early,
    )
    return private(shown)


def _token(agency: Agency, cookie: str) -> str:
    return here().forms.issue("thread", agency.code, _bound(cookie))


def _bound(cookie: str) -> str:
    return hashlib.sha256(cookie.encode(errors="replace")).hexdigest()


def _cookie() -> str:
    return request.cookies.get(_cookie_name(), "")[:100]


def _cookie_name() -> str:
    # a name that says nothing; `__Host-` where it can be had: no other host and no plain-http page can then plant it
    return "__Host-visit" if request.is_secure else "visit"


def _cookie_path() -> str:
    return "/" if request.is_secure else "/f"  # __Host- demands the root


def _without_cookie(response: Response) -> Response:
    if _cookie():
        response.delete_cookie(
            _cookie_name(), httponly=True, secure=request.is_secure, samesite="Strict", path=_cookie_path()
        )
    return response
