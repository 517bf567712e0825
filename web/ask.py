"""`/a/<agency>/ask`, `/suggest`, `/complain`: three kinds of message to staff.

No sign-in, no cookie, no script. A code written on the page is the only key to a thread: it is shown once, stands in
no address and in no row.
"""

from flask import Blueprint, Response, request

from kernel.agency import Agency
from kernel.codes import ALPHABET, check_symbol
from kernel.errors import Refused
from qa import passing, thread_texts
from qa.counting import Outcome, count, topic_of
from qa.ports import Kind, Via
from qa.roads import is_road_matter
from qa.routing import Route, classify
from qr import links
from web import ask_texts as texts
from web.pages import agency_called, page, private
from web.parts import here
from web.transparency import ways

blueprint = Blueprint("ask", __name__)

MAX_BODY = 128 * 1024
MAX_TEXT = 3000
_PATHS = "any(ask, suggest, complain)"
_CODE = 12
_GROUP = 4


@blueprint.get(f"/a/<code>/<{_PATHS}:path>")
def show(code: str, path: str) -> Response:
    """The form of one kind."""
    return _form(agency_called(code), path)


@blueprint.post(f"/a/<code>/<{_PATHS}:path>")
def send(code: str, path: str) -> Response:
    """Begin a thread once and show its code; on any doubt the form again with every word still in it."""
    here().throttle.check("ask", here().rates.ask)
    request.max_content_length = request.max_form_memory_size = MAX_BODY
    agency, text = agency_called(code), request.form.get("text", "")
    if path == "complain" and is_road_matter(text) and not request.form.get("anyway"):
        return _roads(agency, text)
    try:
        nonce = here().forms.read(request.form.get("token", ""), "ask", agency.code, path)
        not_too_long(text)
        return _begun(agency, path, text, _code_of(nonce))
    except Refused as refused:
        return _form(agency, path, text, refused)


def _begun(agency: Agency, path: str, text: str, key: str) -> Response:
    kind, clock = texts.KINDS[path], here().clock
    with here().workplace.begin() as work:
        passing.pass_on(work, agency, text, None, None, clock, kind, key=key, via=Via.WEB)
    shown = page(
        "asked.html",
        agency=agency,
        door=texts.DOORS[path],
        groups=_groups(key),
        promise=thread_texts.when(agency, kind, clock.now()),
        emergency=texts.EMERGENCY if classify(text) is Route.EMERGENCY else "",
        kept_days=agency.question_days,
        follow=f"{links.domain(here().base_url)}/a/{agency.code}/follow",
    )
    return private(shown)


def _form(agency: Agency, path: str, text: str = "", refused: Refused | None = None) -> Response:
    shown = page(
        "ask.html",
        422 if refused else 200,
        agency=agency,
        door=texts.DOORS[path],
        typed=text,
        error=sentence(refused),
        fraud=fraud_way(agency, refused),
        token=here().forms.issue("ask", agency.code, path),
        promise=thread_texts.when(agency, texts.KINDS[path], here().clock.now()),
        anyway=bool(request.form.get("anyway")),
        limit=MAX_TEXT,
        chat=here().chat_link(agency, ""),
        ways=ways(agency) if path == "complain" else [],
    )
    return private(shown) if text else shown


def _roads(agency: Agency, text: str) -> Response:
    """Roads and lamps: the way to Traffy Fondue and 1567; counted, and kept only if the visitor insists."""
    with here().workplace.begin() as work:
        count(work, agency, Outcome.HANDED_OFF, topic_of(Kind.COMPLAINT), here().clock)
    token = here().forms.issue("ask", agency.code, "complain")
    return private(page("ask_roads.html", agency=agency, typed=text, token=token, words=thread_texts))


def not_too_long(text: str) -> None:
    """Raises Refused("text_long")."""
    if len(text) > MAX_TEXT:
        raise Refused("text_long", limit=MAX_TEXT, got=len(text))


def sentence(refused: Refused | None) -> str:
    """What to tell the visitor; "" when nothing is wrong."""
    return texts.refusal(refused.reason, **refused.facts) if refused else ""


def fraud_way(agency: Agency, refused: Refused | None) -> str:
    """The address of the fraud form, when that is where the words belong."""
    return f"/f/{agency.code}" if refused is not None and refused.reason == "fraud_door" else ""


def _code_of(nonce: str) -> str:
    """The code of a form's thread: the same however often the form is sent, and nobody's guess."""
    number = int(here().vault.mark("ask-code", nonce)[:30], 16)
    body = ""
    for _ in range(_CODE - 1):
        number, place = divmod(number, len(ALPHABET))
        body += ALPHABET[place]
    return body + check_symbol(body)


def _groups(key: str) -> list[str]:
    return [key[start : start + _GROUP] for start in range(0, len(key), _GROUP)]
