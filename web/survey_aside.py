"""After sending: a word of thanks, and one optional page about oneself that no answer knows of."""

from flask import Blueprint, Response, make_response, redirect, request

from kernel.errors import Refused
from surveys.asides import AGES, COMMENT_LIMIT, EDUCATION, SEXES, Aside, Profile, tell
from web import texts
from web.pages import page
from web.parts import here
from web.survey_pages import private_to_device, reset
from web.survey_place import ASSISTED, Place, asked_today, at_agency, at_point

blueprint = Blueprint("survey_aside", __name__)

MAX_BODY = 256 * 1024
_DEVICES = "<any(kiosk, assisted):channel>"
_TELL = ("age", "sex", "education")


@blueprint.get("/s/<code>/thanks")
@blueprint.get(f"/s/{_DEVICES}/<code>/thanks")
def thanks(code: str, channel: str = "web") -> Response:
    """A page that may be reloaded without sending anything; the same whatever was answered."""
    return _thanks(at_point(code, channel))


@blueprint.get("/s/agency/<code>/thanks")
@blueprint.get(f"/s/{_DEVICES}/agency/<code>/thanks")
def thanks_agency(code: str, channel: str = "web") -> Response:
    """The same without a point."""
    return _thanks(at_agency(code, channel))


@blueprint.get("/s/agency/<code>/about")
def about(code: str) -> Response:
    """The optional page alone, for people who answered in the chat."""
    return _about(at_agency(code), {})


@blueprint.post("/s/<code>/about")
@blueprint.post(f"/s/{_DEVICES}/<code>/about")
def told(code: str, channel: str = "web") -> Response:
    """Keep what was told, apart from every answer."""
    return _told(at_point(code, channel))


@blueprint.post("/s/agency/<code>/about")
@blueprint.post(f"/s/{_DEVICES}/agency/<code>/about")
def told_agency(code: str, channel: str = "web") -> Response:
    """The same without a point."""
    return _told(at_agency(code, channel))


def _thanks(place: Place) -> Response:
    done = "told" in request.args
    return _shown(place, {}, heading=texts.TOLD if done else texts.SENT, ask=not done)


def _about(place: Place, typed: dict[str, str], refused: Refused | None = None) -> Response:
    if refused is None:
        return _shown(place, typed, heading="")
    return _shown(place, typed, heading="", error=texts.aside_error(refused), wrong=_field(typed, refused))


def _field(typed: dict[str, str], refused: Refused) -> str:
    """The field that a sentence is about: the first choice that is none, else the comment."""
    known = {"age": AGES, "sex": SEXES, "education": EDUCATION}
    unknown = [name for name in _TELL if typed[name] not in {"", *known[name]}]
    return unknown[0] if refused.reason == "bad_profile" and unknown else "comment"


def _shown(
    place: Place, typed: dict[str, str], *, heading: str, error: str = "", wrong: str = "", ask: bool = True
) -> Response:
    round_id = asked_today(place.agency).round.id if ask else ""
    response = page(
        "thanks.html",
        422 if error else 200,
        agency=place.agency,
        place=place,
        heading=heading,
        ask=ask,
        error=error,
        wrong=wrong,
        typed=typed,
        choices=[("age", texts.AGE, AGES), ("sex", texts.SEX, SEXES), ("education", texts.EDUCATION, EDUCATION)],
        limit=COMMENT_LIMIT,
        round=round_id,
        token=here().forms.issue(*_purpose(place, round_id)) if ask else "",
        reset=reset(place),
        next_person=place.path if place.channel == ASSISTED else "",
    )
    return private_to_device(place, response)


def _told(place: Place) -> Response:
    """A word kept, or the page again with every word on it."""
    here().throttle.check("survey", here().rates.survey)
    request.max_content_length = request.max_form_memory_size = MAX_BODY
    typed = {name: request.form.get(name, "") for name in (*_TELL, "comment")}
    round_id = request.form.get("round", "")
    try:
        form = here().forms.read(request.form.get("token", ""), *_purpose(place, round_id))
        profile = Profile(typed["age"], typed["sex"], typed["education"])
        with here().workplace.begin() as work:
            aside = Aside(profile, typed["comment"].replace("\r\n", "\n"))
            tell(work, place.agency, round_id, aside, form=form, clock=here().clock)
    except Refused as refused:
        return _about(place, typed, refused)
    return make_response(redirect(f"{place.path}/thanks?told=1", 303))


def _purpose(place: Place, round_id: str) -> tuple[str, ...]:
    return ("about", place.agency.code, place.channel, round_id)
