"""What a posted page means: an answer, a step back, a change on the review, or the sending."""

from dataclasses import replace
from datetime import datetime

from werkzeug.datastructures import MultiDict

from kernel.errors import Refused
from surveys import replies
from surveys import sitting as sittings
from surveys.asking import asked
from surveys.instruments import Given, Instrument, Item
from surveys.sitting import Sitting

BACK, SKIP, SEND, RESTART = "back", "skip", "send", "restart"
_DIGITS = 2


def step(sitting: Sitting, instrument: Instrument, form: MultiDict[str, str], now: datetime) -> Sitting:
    """Where the person stands after this page; sending is the caller's.

    Raises Refused: stale_item (another page's item), bad_answer, number_range, text_long, nothing_chosen.
    """
    if form.get("edit"):
        return _edit(sitting, instrument, form["edit"], now)
    match form.get("do", ""):
        case "back":
            return sittings.back(sitting, instrument, now)
        case "skip":
            return sittings.skip(sitting, instrument, form.get("q", ""), now)
        case "send":
            return sitting
    item = instrument.item(form.get("q", ""))
    if item is None:
        raise Refused("stale_item")
    return sittings.answer(sitting, instrument, item.id, _given(item, form), now)


def _edit(sitting: Sitting, instrument: Instrument, item_id: str, now: datetime) -> Sitting:
    if item_id not in {item.id for item in asked(instrument, sitting.answers)}:
        raise Refused("stale_item")
    return replace(sitting, at=item_id, touched_at=now)


def _given(item: Item, form: MultiDict[str, str]) -> Given:
    said = form.getlist("a")
    if not any(one.strip() for one in said):
        raise Refused("nothing_chosen")
    if item.kind == "multiple":
        return tuple(_position(one) for one in said[: len(item.options) + 1])
    if item.kind in {"number", "text"}:
        read = replies.read(item, said[0])
        if read is None:
            raise Refused("bad_answer")
        return read
    return _position(said[0])


def _position(text: str) -> int:
    """The chosen option; -1 (which no item has) when it was tampered with."""
    return int(text) if len(text) <= _DIGITS and text.isascii() and text.isdigit() else -1
