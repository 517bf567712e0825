"""Answers on their way: sealed into the page itself, and into one first-party cookie for an interruption.

Nothing of a draft is kept on the server and nothing of it is in an address. The page's own copy makes the form work
without cookies; the cookie lets the same device go on for 24 h, at this poster or another. It holds no identity: who
copies it holds one unfinished form that can be sent once.
"""

import base64
import binascii
import json
import secrets
import zlib
from dataclasses import dataclass, replace

from flask import Response, request

from kernel.errors import Refused, Unreadable
from surveys import sitting as sittings
from surveys.asking import asked
from surveys.instruments import Instrument
from surveys.sitting import RESUMABLE, Sitting
from web.parts import here
from web.survey_place import Asked, Place

LABEL = "survey-draft"
LONGEST = 60_000
"""Characters of a draft as it travels; twenty text answers of the greatest length fit."""
COOKIE_LIMIT = 3_800
"""Browsers keep 4,096 bytes of name and value."""
_UNPACKED = 256 * 1024


@dataclass(frozen=True)
class Draft:
    """A sitting, and the random number that makes it one submission."""

    sitting: Sitting
    form: str


def fresh(place: Place, on: Asked) -> Draft:
    """Nothing answered yet."""
    now = here().clock.now()
    return Draft(sittings.begin(on.instrument, on.round.id, place.point_code, now), secrets.token_hex(16))


def seal(place: Place, draft: Draft) -> str:
    """The draft as it travels: only we can read it, and only for this agency and channel."""
    kept = {"sitting": sittings.to_dict(draft.sitting), "form": draft.form}
    packed = zlib.compress(json.dumps(kept, ensure_ascii=False).encode())
    return base64.urlsafe_b64encode(here().vault.seal(LABEL, _context(place), packed)).decode()


def unseal(place: Place, sealed: str) -> Draft:
    """Raises Refused: form_invalid (not ours, tampered with, another channel's), form_expired (over 24 h)."""
    try:
        packed = here().vault.unseal(LABEL, _context(place), base64.urlsafe_b64decode(sealed[:LONGEST].encode()))
        kept = json.loads(zlib.decompressobj().decompress(packed, _UNPACKED))
        draft = Draft(sittings.from_dict(kept["sitting"]), kept["form"])
    except (Unreadable, binascii.Error, zlib.error, ValueError, KeyError, Refused) as unreadable:
        raise Refused("form_invalid") from unreadable
    if sittings.expired(draft.sitting, here().clock.now()):
        raise Refused("form_expired")
    return draft


def resumed(place: Place, on: Asked) -> Draft | None:
    """What this device began and did not send: of the present questionnaire and not too old, moved to this place."""
    if not place.own_device:
        return None
    try:
        draft = unseal(place, request.cookies.get(place.draft, ""))
        return moved(place, on, draft)
    except Refused:
        return None


def moved(place: Place, on: Asked, draft: Draft) -> Draft:
    """The draft for today's round at this place: the poster scanned last is the one that counts.

    Raises Refused("withdrawn") when another questionnaire is asked now.
    """
    sitting = draft.sitting
    if sitting.instrument != on.instrument.id:
        raise Refused("withdrawn")
    at = sitting.at if sitting.at is None or on.instrument.item(sitting.at) else _next(on.instrument, sitting)
    here_now = replace(sittings.move_to(sitting, on.round.id), point=place.point_code, at=at)
    return replace(draft, sitting=here_now)


def merged(place: Place, draft: Draft) -> Draft:
    """The page's draft, with answers that the device gave to later items before somebody went back a page."""
    try:
        kept = unseal(place, request.cookies.get(place.draft, "")) if place.own_device else draft
    except Refused:
        return draft
    if kept.form != draft.form or kept.sitting.instrument != draft.sitting.instrument:
        return draft
    return replace(draft, sitting=replace(draft.sitting, answers={**kept.sitting.answers, **draft.sitting.answers}))


def remember(place: Place, instrument: Instrument, draft: Draft, response: Response) -> None:
    """Leave the draft with the device. Words too long for a cookie are left out: after an interruption they are
    asked again."""
    if not place.own_device:
        return None
    sealed = seal(place, draft)
    if len(sealed) > COOKIE_LIMIT:
        sealed = seal(place, _without_words(instrument, draft))
    if len(sealed) > COOKIE_LIMIT:
        return forget(place, response)
    response.set_cookie(
        place.draft,
        sealed,
        max_age=int(RESUMABLE.total_seconds()),
        path="/s/",  # never sent to the fraud door
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return None


def forget(place: Place, response: Response) -> None:
    """The draft was sent, or begun anew."""
    if place.own_device and place.draft in request.cookies:
        response.delete_cookie(place.draft, path="/s/", secure=request.is_secure, httponly=True, samesite="Lax")


def _without_words(instrument: Instrument, draft: Draft) -> Draft:
    words = {item.id for item in instrument.items if item.kind == "text"}
    answers = {item: given for item, given in draft.sitting.answers.items() if item not in words or given is None}
    shorter = replace(draft.sitting, answers=answers)
    return replace(draft, sitting=replace(shorter, at=_next(instrument, shorter)))


def _next(instrument: Instrument, sitting: Sitting) -> str | None:
    return next((item.id for item in asked(instrument, sitting.answers) if item.id not in sitting.answers), None)


def _context(place: Place) -> str:
    return f"{place.agency.code}/{place.channel}"
