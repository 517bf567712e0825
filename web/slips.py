"""`/i/<agency>/<token>`: the staff questionnaire behind a one-time slip, a question a page; no JavaScript, no account.

The token is in the slip's address alone: the form's pages carry it sealed, and post to an address without it. Nothing
rests on the device, which may be an office's shared computer; who is interrupted scans the slip again. Opening a link
uses nothing up: only sending does. Each thing that may go wrong has its page in `texts.SLIPS`.
"""

from dataclasses import replace
from datetime import date

from flask import Blueprint, Response, make_response, redirect, request

from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Refused
from surveys import sitting as sittings
from surveys import slips
from web import survey_draft, survey_reading, texts
from web.pages import agency_called, page, private
from web.parts import here
from web.ports import WebWork
from web.survey_draft import Draft
from web.survey_pages import question_page
from web.survey_place import SLIP, WEB, Asked, Place

blueprint = Blueprint("slips", __name__)

MAX_BODY = 256 * 1024
_STATUS = {"used": 410, "unknown": 404, "mistyped": 404, "closed": 410, "sent": 200}
"""The others are faults of the posted page: 422."""


@blueprint.get("/i/<code>/<token>")
@blueprint.get("/I/<code>/<token>")
def show(code: str, token: str) -> Response:
    """The first question, or a kind word about the link."""
    here().throttle.check("survey", here().rates.survey)
    agency = agency_called(code)
    with here().workplace.read() as work:
        worth, known = slips.standing(work, agency, token, _today())
        on = _asked(work, agency)
    if worth is not slips.Standing.GOOD or on is None:
        return _said(agency, worth)
    place = Place(agency, None, SLIP)
    return private(question_page(place, on, replace(survey_draft.fresh(place, on), form=known)))


@blueprint.post("/i/<code>")
def send(code: str) -> Response:
    """Take one answer and show the next question; at the end keep all of them, and say thank you."""
    here().throttle.check("survey", here().rates.survey)
    request.max_content_length = request.max_form_memory_size = MAX_BODY
    request.max_form_parts = 100
    place = Place(agency_called(code), None, SLIP)
    with here().workplace.read() as work:
        on = _asked(work, place.agency)
    if on is None:
        return _said(place.agency, "closed")
    try:
        draft = survey_draft.unseal(place, request.form.get("draft", ""))
    except Refused as refused:
        return _said(place.agency, refused.reason)
    if draft.sitting.round != on.round.id:
        return _said(place.agency, "closed")
    return _stepped(place, on, draft)


@blueprint.get("/i/<code>/thanks")
def thanks(code: str) -> Response:
    """A page that may be reloaded without sending anything; the same whatever was answered."""
    return _said(agency_called(code), "sent")


def _stepped(place: Place, on: Asked, draft: Draft) -> Response:
    now = here().clock.now()
    try:
        stepped = replace(draft, sitting=survey_reading.step(draft.sitting, on.instrument, request.form, now))
        if request.form.get("do") == survey_reading.SEND:
            _keep(place, stepped)
            return private(make_response(redirect(f"{place.path}/thanks", 303)))
    except Refused as refused:
        if refused.reason.startswith("slip_"):
            return _said(place.agency, refused.reason.removeprefix("slip_"))
        error = texts.survey_error(refused)
        return private(question_page(place, on, draft, error=error, typed=request.form.getlist("a")))
    return private(question_page(place, on, stepped))


def _keep(place: Place, draft: Draft) -> None:
    """Raises Refused: slip_..., or a reason of `texts.survey_error`."""
    given = sittings.finished(draft.sitting, WEB, here().clock.now())
    with here().workplace.begin() as work:
        slips.answer(work, place.agency, given, draft.form, here().clock)


def _asked(work: WebWork, agency: Agency) -> Asked | None:
    round_ = slips.running(work, agency, _today())
    return None if round_ is None else Asked(round_, slips.asked(work, agency, round_))


def _said(agency: Agency, why: str) -> Response:
    heading, said = texts.SLIPS[why]
    shown = page("message.html", _STATUS.get(why, 422), agency=agency, heading=heading, said=said, links=[])
    return private(shown)


def _today() -> date:
    return bangkok_day(here().clock.now())
