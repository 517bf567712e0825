"""The survey's two pages: a question, and the review before sending."""

from collections.abc import Sequence
from typing import Any

from flask import Response

from surveys import sitting as sittings
from surveys.asking import asked
from surveys.instruments import Given, Instrument, Item
from web import survey_draft
from web.pages import page
from web.survey_draft import Draft
from web.survey_place import KIOSK, SLIP, Asked, Place

RESET_S = 30
"""Seconds without a touch after which a kiosk begins anew."""


def question_page(
    place: Place, on: Asked, draft: Draft, *, error: str = "", resumed: bool = False, typed: Sequence[str] = ()
) -> Response:
    """The item asked now, or the review; 422 with a sentence when the last page could not be taken.

    typed -- what the refused page held, shown again: nothing that was typed is lost
    """
    item = sittings.current(draft.sitting, on.instrument)
    facts: dict[str, Any] = {
        "place": place,
        "agency": place.agency,
        "point": place.point,
        "draft": survey_draft.seal(place, draft),
        "error": error,
        "resumed": resumed and bool(draft.sitting.answers),
        "progress": sittings.progress(draft.sitting, on.instrument),
        "reset": reset(place),
        "staff": place.channel == SLIP,
    }
    if item is None:
        lines = [_line(one, draft.sitting.answers.get(one.id)) for one in asked(on.instrument, draft.sitting.answers)]
        response = page("survey_review.html", 422 if error else 200, lines=lines, **facts)
    else:
        given = draft.sitting.answers.get(item.id)
        facts |= {"item": item, "chosen": _chosen(given), "words": _words(given, typed)}
        facts |= {
            "first": _is_first(on.instrument, draft, item),
            "passed": given is None and item.id in draft.sitting.answers,
        }
        response = page("survey.html", 422 if error else 200, **facts)
    return _kept(place, on, draft, response)


def reset(place: Place) -> dict[str, Any] | None:
    """Where a kiosk goes back to, and after how many seconds; None elsewhere."""
    return {"to": place.path, "after": RESET_S} if place.channel == KIOSK else None


def private_to_device(place: Place, response: Response) -> Response:
    """A shared device must not show the last person's page to the next one."""
    response.headers["Cache-Control"] = "private, no-cache" if place.own_device else "no-store"
    return response


def _kept(place: Place, on: Asked, draft: Draft, response: Response) -> Response:
    if draft.sitting.answers:  # nothing rests on the device before the first answer
        survey_draft.remember(place, on.instrument, draft, response)
    else:
        survey_draft.forget(place, response)
    return private_to_device(place, response)


def _is_first(instrument: Instrument, draft: Draft, item: Item) -> bool:
    return asked(instrument, draft.sitting.answers)[0].id == item.id


def _line(item: Item, given: Given | None) -> dict[str, Any]:
    return {"item": item, "said": _said(item, given)}


def _said(item: Item, given: Given | None) -> str | None:
    """The answer as the person reads it; None for a passed item."""
    if given is None or item.kind in {"number", "text"}:
        return None if given is None else str(given)
    labels = [option.label for option in item.options if option.position in _chosen(given)]
    return ", ".join(labels)


def _chosen(given: Given | None) -> tuple[int, ...]:
    if isinstance(given, tuple):
        return given
    return (given,) if isinstance(given, int) else ()


def _words(given: Given | None, typed: Sequence[str]) -> str:
    if typed:
        return typed[0]
    return str(given) if isinstance(given, (str, int)) else ""
