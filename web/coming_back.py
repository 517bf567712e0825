"""`/f/<agency>/receipt`: typing the receipt. Trying one is slow on purpose, so those who try stand in a line."""

from collections.abc import Callable

from flask import Blueprint, Response, request

from kernel.agency import Agency
from kernel.errors import Refused, Unavailable, Unreadable
from web import fraud_texts as texts
from web import visit_cookie
from web.fair_line import Full
from web.fraud_large import too_large
from web.fraud_port import Followed
from web.pages import agency_called, later, page, private
from web.parts import here
from web.receipt import MAX_BODY, asked
from web.thread import damaged, shown

blueprint = Blueprint("coming_back", __name__)
blueprint.register_error_handler(413, too_large)

_A_SECOND, _LONGEST_PAUSE_S = 8, 15
"""Receipts that a small machine tries in a second; the longest pause between two questions about one's place."""


@blueprint.get("/f/<code>/receipt")
@blueprint.get("/F/<code>/receipt")
def ask(code: str) -> Response:
    """Where to type the receipt."""
    return asked(agency_called(code))


@blueprint.post("/f/<code>/receipt")
@blueprint.post("/F/<code>/receipt")
def look(code: str) -> Response:
    """The own thread. A wrong and an unknown receipt read exactly alike; whoever comes while many do gets a place."""
    request.max_content_length = MAX_BODY
    agency, typed, line = agency_called(code), request.form.get("receipt", ""), here().receipts
    if request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        return asked(agency)  # another site would show its visitor a case of its own, to be written into
    token, answer, number = (request.form.get(name, "")[:300] for name in ("ticket", "answer", "place"))
    place = line.find(f"{agency.code} {number}")
    if place is None:
        here().throttle.check("receipt", here().rates.receipt)
        door, network = here().fraud, here().throttle.network()
        try:
            place = line.stand(agency.code, network, lambda: door.sign_in(agency, typed, token, answer))
        except Full:
            return later(asked(agency, texts.receipt_refusal("busy")))
    if not line.wait(place):
        return _in_line(agency, typed, token, answer, place.number.removeprefix(f"{agency.code} "))
    return _signed_in(agency, typed, place.take, early=bool(token))


def _signed_in(agency: Agency, typed: str, opened: Callable[[], tuple[str, Followed]], *, early: bool) -> Response:
    try:
        cookie, followed = opened()
    except Refused as refused:
        if refused.reason == "effort":
            return _effort(agency, typed, refused, early=early)
        return asked(agency, texts.receipt_refusal(refused.reason))
    except Unavailable:
        return later(asked(agency, texts.receipt_refusal("busy")))
    except Unreadable:
        return damaged(agency)
    return visit_cookie.put(shown(agency, cookie, followed), cookie)


def _in_line(agency: Agency, typed: str, token: str, answer: str, number: str) -> Response:
    """A place in the line: the page asks again by itself, or on a tap, and the receipt need not be typed anew."""
    seconds = min(2 + here().receipts.ahead() // _A_SECOND, _LONGEST_PAUSE_S)
    made = page(
        "receipt_line.html", agency=agency, typed=typed[:200], ticket=token, answer=answer, place=number,
        seconds=seconds,
    )  # fmt: skip
    return later(private(made), 202, seconds)


def _effort(agency: Agency, typed: str, refused: Refused, *, early: bool) -> Response:
    facts = refused.facts
    made = page(
        "receipt_effort.html",
        422,
        agency=agency,
        typed=typed[:200],
        ticket=facts["token"],
        bits=facts["bits"],
        seconds=facts["wait_s"],
        early=early,
    )
    return private(made)
