"""`/a/<agency>/follow`: the answers to what was asked on the web, read with the code from the receipt."""

from flask import Blueprint, Response, request

from kernel.agency import Agency
from kernel.codes import read_code
from kernel.errors import Refused
from qa import inbox, passing, sealing, thread_texts, threads
from qa.ports import Via
from web import ask_texts as texts
from web import texts as page_texts
from web.ask import MAX_BODY, MAX_TEXT, fraud_way, not_too_long, sentence
from web.pages import agency_called, page, private
from web.parts import here

blueprint = Blueprint("follow", __name__)


@blueprint.get("/a/<code>/follow")
def ask_code(code: str) -> Response:
    """Where to type the code."""
    return _asked(agency_called(code))


@blueprint.post("/a/<code>/follow")
def follow(code: str) -> Response:
    """The own thread, after whatever `do` asks for. A wrong and an unknown code read exactly alike."""
    here().throttle.check("follow", here().rates.follow)
    request.max_content_length = request.max_form_memory_size = MAX_BODY
    agency, key = agency_called(code), read_code(request.form.get("code", "")[:60])
    found = sealing.thread_id(here().vault, agency, Via.WEB.value, key) if key else ""
    wanted = request.form.get("do", "")
    try:
        if wanted == "erase":
            return _erased(agency, found)
        _done(agency, found, wanted)
    except Refused as refused:
        if refused.reason == "question_unknown":
            return _asked(agency, texts.CODE_WRONG)
        return _thread(agency, found, key or "", refused)
    return _thread(agency, found, key or "", done=texts.DONE.get(wanted, ""))


def _done(agency: Agency, found: str, wanted: str) -> None:
    """What the visitor wants of their thread; then it is read, so nothing of it is on its way any more."""
    clock = here().clock
    with here().workplace.begin() as work:
        match wanted:
            case "write":
                text = request.form.get("text", "")
                not_too_long(text)
                threads.write_on(work, agency, found, text, None, _nonce(agency), clock)
            case "close":
                threads.finish(work, agency, found, clock)
            case "yes" | "no":
                threads.satisfied(work, agency, found, wanted == "yes", clock)
        passing.get(work, agency, found)
        work.questions.mark_delivered(agency, found)


def _nonce(agency: Agency) -> str:
    """One form is one message, however often it is sent."""
    return f"form-{here().forms.read(request.form.get('token', ''), 'follow', agency.code)}"


def _erased(agency: Agency, found: str) -> Response:
    if not request.form.get("sure"):
        raise Refused("sure_missing")
    with here().workplace.begin() as work:
        if not threads.erase(work, agency, [found]):
            raise Refused("question_unknown")
    links = [(f"/a/{agency.code}", page_texts.TO_AGENCY)]
    return private(page("message.html", agency=agency, heading=texts.ERASED, said=texts.ERASED_SAID, links=links))


def _thread(agency: Agency, found: str, key: str, refused: Refused | None = None, done: str = "") -> Response:
    try:
        with here().workplace.read() as work:
            thread = inbox.get(work, agency, found)
    except Refused:
        return _asked(agency, texts.CODE_WRONG)
    now = here().clock.now()
    can_write = thread.closed_at is None or now - thread.closed_at <= threads.REOPENS
    shown = page(
        "asked_thread.html",
        422 if refused else 200,
        agency=agency,
        thread=thread,
        title=texts.TITLES[thread.kind],
        state=texts.STATES[thread.progress.value],
        promise=thread_texts.when(agency, thread.kind, now) if thread.progress.value == "waiting" else "",
        code=key,
        can_write=can_write,
        token=here().forms.issue("follow", agency.code),
        typed=request.form.get("text", "") if refused else "",
        error=sentence(refused),
        fraud=fraud_way(agency, refused),
        done=done,
        limit=MAX_TEXT,
    )
    return private(shown)


def _asked(agency: Agency, error: str = "") -> Response:
    return private(page("follow.html", 422 if error else 200, agency=agency, error=error))
