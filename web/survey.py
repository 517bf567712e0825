"""`/s/<POINT>`: the questionnaire, one question a page, one tap an answer; no JavaScript, no account.

Rules for what goes wrong: an old or copied page goes on from what it holds, and one form is one submission however
often it arrives; a tampered page changes nothing; a round that closed meanwhile moves the answers to the new one and
asks for ส่ง again; a questionnaire withdrawn meanwhile starts the new one; a device that answered is thanked and never
locked out. Each has its sentence in `texts.survey_error`.
"""

from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, Response, make_response, redirect, request

from kernel.clock import bangkok_midnight
from kernel.errors import Refused
from kernel.thai import thai_date
from surveys import sitting as sittings
from surveys import submit
from surveys.records import Round
from web import survey_draft, survey_reading, texts
from web.landing import door_page, retired_page
from web.pages import page
from web.parts import here
from web.survey_draft import Draft
from web.survey_pages import question_page
from web.survey_place import KIOSK, Asked, Place, asked_today, at_agency, at_point, door_today

blueprint = Blueprint("survey", __name__, static_folder="static", static_url_path="/s/static")

MAX_BODY = 256 * 1024
_DEVICES = "<any(kiosk, assisted):channel>"


@blueprint.get("/s/<code>")
@blueprint.get("/S/<code>")
@blueprint.get(f"/s/{_DEVICES}/<code>")
def show(code: str, channel: str = "web") -> Response:
    """The form of a poster's point; `?kiosk` leads to the kiosk's own address."""
    place = at_point(code, channel)
    if place.own_device and KIOSK in request.args:
        return make_response(redirect(replace(place, channel=KIOSK).path))
    return _shown(place)


@blueprint.get("/s/agency/<code>")
@blueprint.get(f"/s/{_DEVICES}/agency/<code>")
def show_agency(code: str, channel: str = "web") -> Response:
    """The same form without a point, for people who come from the website."""
    return _shown(at_agency(code, channel))


@blueprint.post("/s/<code>")
@blueprint.post("/S/<code>")
@blueprint.post(f"/s/{_DEVICES}/<code>")
def send(code: str, channel: str = "web") -> Response:
    """Take one answer and show the next question; at the end keep all of them once, and say thank you."""
    _bound()
    return _taken(at_point(code, channel))


@blueprint.post("/s/agency/<code>")
@blueprint.post(f"/s/{_DEVICES}/agency/<code>")
def send_agency(code: str, channel: str = "web") -> Response:
    """The same without a point."""
    _bound()
    return _taken(at_agency(code, channel))


def _bound() -> None:
    here().throttle.check("survey", here().rates.survey)
    request.max_content_length = request.max_form_memory_size = MAX_BODY
    request.max_form_parts = 100


def _closed(place: Place) -> Response | None:
    """The page to show instead of the form: a poster that should be gone, or a door that is not ours today."""
    if place.gone:
        return retired_page(place.agency)
    door = door_today(place.agency)
    return None if door.asks else door_page(place.agency, door)


def _shown(place: Place) -> Response:
    """The form; or, on a device that answered this round, a word of thanks with a way for the next person."""
    instead = _closed(place)
    if instead is not None:
        return instead
    on = asked_today(place.agency)
    if place.own_device and request.cookies.get(place.marker) == on.round.id and "again" not in request.args:
        until = thai_date(on.round.closes_on)
        return page("answered.html", agency=place.agency, until=until, again=f"{place.path}?again=1")
    found = survey_draft.resumed(place, on)
    return question_page(place, on, found or survey_draft.fresh(place, on), resumed=found is not None)


def _taken(place: Place) -> Response:
    instead = _closed(place)
    if instead is not None:
        return instead
    on = asked_today(place.agency)
    try:
        draft = survey_draft.merged(place, survey_draft.unseal(place, request.form.get("draft", "")))
        old_round = draft.sitting.round != on.round.id
        draft = survey_draft.moved(place, on, draft)
    except Refused as refused:
        return question_page(place, on, survey_draft.fresh(place, on), error=texts.survey_error(refused))
    if old_round:
        return _next_round(place, on, draft)
    return _stepped(place, on, draft)


def _next_round(place: Place, on: Asked, draft: Draft) -> Response:
    """Midnight of a round's last day has passed: keep the page's answer too, but send nothing unasked."""
    moment = here().clock.now()
    try:
        draft = replace(draft, sitting=survey_reading.step(draft.sitting, on.instrument, request.form, moment))
    except Refused as refused:
        return question_page(place, on, draft, error=texts.survey_error(refused))
    return question_page(place, on, draft, error=texts.survey_error(Refused("round_closed")))


def _stepped(place: Place, on: Asked, draft: Draft) -> Response:
    if request.form.get("do") == survey_reading.RESTART:
        return question_page(place, on, survey_draft.fresh(place, on))
    now = here().clock.now()
    try:
        stepped = replace(draft, sitting=survey_reading.step(draft.sitting, on.instrument, request.form, now))
        if request.form.get("do") == survey_reading.SEND:
            _keep(place, on, stepped)
            return _thanked(place, on.round)
    except Refused as refused:
        if refused.reason == "already_answered":  # the same form again: its answers are kept already
            return _thanked(place, on.round)
        return question_page(place, on, draft, error=texts.survey_error(refused), typed=request.form.getlist("a"))
    return question_page(place, on, stepped)


def _keep(place: Place, on: Asked, draft: Draft) -> None:
    """Hand the answers in. Raises Refused with a reason of `texts.survey_error`, or "already_answered"."""
    given = sittings.finished(draft.sitting, place.channel, here().clock.now())
    with here().workplace.begin() as work:
        submit(work, place.agency, given, person=f"form:{draft.form}", clock=here().clock)


def _thanked(place: Place, round_: Round) -> Response:
    """On to a page that may be reloaded; the same address whatever was answered."""
    response = make_response(redirect(f"{place.path}/thanks", 303))
    survey_draft.forget(place, response)
    if place.own_device:
        response.set_cookie(  # the same value for everybody: it says "answered", never who or what
            place.marker,
            round_.id,
            expires=bangkok_midnight(round_.closes_on + timedelta(days=1)),
            path="/s/",  # never sent to the fraud door
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    return response
