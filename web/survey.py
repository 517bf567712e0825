"""`/s/<POINT>`: the questionnaire on one page, without JavaScript and without a cookie before sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, Response, abort, make_response, redirect, request

from kernel.agency import Agency, ServicePoint
from kernel.clock import bangkok_midnight
from kernel.errors import Refused
from kernel.thai import thai_date
from surveys import Answers, submit
from surveys.instruments import load
from surveys.records import Round
from surveys.rounds import current_round
from web import texts
from web.landing import find_point, retired_page
from web.pages import agency_called, page
from web.parts import here

blueprint = Blueprint("survey", __name__)

MAX_BODY = 256 * 1024
Chosen = Mapping[str, int | None]


@dataclass(frozen=True)
class Place:
    """What is being rated: a service point of an agency, or the agency as a whole."""

    agency: Agency
    point: ServicePoint | None

    @property
    def path(self) -> str:
        """The form's address."""
        return f"/s/{self.point.code}" if self.point else f"/s/agency/{self.agency.code}"

    @property
    def point_code(self) -> str | None:
        """The code kept with the answers; None for the agency as a whole."""
        return self.point.code if self.point else None

    @property
    def marker(self) -> str:
        """The name of the first-party cookie that remembers "this device answered"."""
        return f"answered-{self.agency.code}"

    def purpose(self, round_id: str) -> tuple[str, ...]:
        """What a form token of this place and round is good for."""
        return ("survey", self.agency.code, self.point_code or "", round_id)


@blueprint.get("/s/<code>")
@blueprint.get("/S/<code>")
def show(code: str) -> Response:
    """The form of a poster's point."""
    place = _at(code)
    return retired_page(place.agency) if _gone(place) else _shown(place)


@blueprint.get("/s/agency/<code>")
def show_agency(code: str) -> Response:
    """The same form without a point, for people who come from the website."""
    return _shown(Place(agency_called(code), None))


@blueprint.post("/s/<code>")
@blueprint.post("/S/<code>")
def send(code: str) -> Response:
    """Keep the answers once, however often the form arrives, and say thank you."""
    _bound()
    place = _at(code)
    return retired_page(place.agency) if _gone(place) else _sent(place)


@blueprint.post("/s/agency/<code>")
def send_agency(code: str) -> Response:
    """The same without a point."""
    _bound()
    return _sent(Place(agency_called(code), None))


@blueprint.get("/s/<code>/thanks")
def thanks(code: str) -> Response:
    """A page that may be reloaded without sending anything."""
    return page("thanks.html", agency=_at(code).agency)


@blueprint.get("/s/agency/<code>/thanks")
def thanks_agency(code: str) -> Response:
    """The same without a point."""
    return page("thanks.html", agency=agency_called(code))


def _at(code: str) -> Place:
    with here().workplace.read() as work:
        return Place(*(find_point(work, code) or abort(404, description="unknown_point")))


def _gone(place: Place) -> bool:
    return place.point is not None and place.point.retired


def _bound() -> None:
    here().throttle.check("survey", here().rates.survey)
    request.max_content_length = MAX_BODY


def _shown(place: Place) -> Response:
    """The form; or, on a device that answered this round, a word of thanks with a way for the next person."""
    round_ = _round(place.agency)
    if request.cookies.get(place.marker) == round_.id and "again" not in request.args:
        until = thai_date(round_.closes_on)
        return page("answered.html", agency=place.agency, until=until, again=f"{place.path}?again=1")
    return _form(place, round_, {})


def _sent(place: Place) -> Response:
    round_ = _round(place.agency)
    chosen = {item.id: _position(request.form.get(item.id, "")) for item in load(round_.instrument).items}
    try:
        _keep(place, round_, chosen)
    except Refused as refused:
        if refused.reason != "already_answered":  # the same form again: its answers are kept already
            return _form(place, round_, chosen, texts.survey_error(refused.reason))
    return _thanked(place, round_)


def _round(agency: Agency) -> Round:
    with here().workplace.begin() as work:  # the quarter's first visitor opens its round
        return current_round(work, agency, here().clock)


def _keep(place: Place, round_: Round, chosen: Chosen) -> None:
    """Hand the answers in. Raises Refused with a reason of `texts.survey_error`, or "already_answered"."""
    shown_round = request.form.get("round", "")
    form = here().forms.read(request.form.get("token", ""), *place.purpose(shown_round))
    if shown_round != round_.id:
        raise Refused("round_closed")
    answers = {item: position or None for item, position in chosen.items()}
    given = Answers(round_.id, round_.instrument, place.point_code, "web", answers)
    with here().workplace.begin() as work:
        submit(work, place.agency, given, person=f"form:{form}", clock=here().clock)


def _position(text: str) -> int | None:
    """The chosen option; None when the item was skipped, -1 (which no item has) when it was tampered with."""
    if not text:
        return None
    return int(text) if len(text) <= 2 and text.isascii() and text.isdigit() else -1


def _form(place: Place, round_: Round, chosen: Chosen, error: str = "") -> Response:
    instrument = load(round_.instrument)
    return page(
        "survey.html",
        422 if error else 200,
        agency=place.agency,
        point=place.point,
        round=round_,
        instrument=instrument,
        chosen={item.id: chosen.get(item.id) for item in instrument.items},
        token=here().forms.issue(*place.purpose(round_.id)),
        action=place.path,
        error=error,
    )


def _thanked(place: Place, round_: Round) -> Response:
    response = make_response(redirect(f"{place.path}/thanks", 303))
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
