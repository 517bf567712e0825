"""One person's passage through the items: a state machine that chat and web share.

A sitting is a value. Nothing is stored for good before `submit`; consent is given by the first answer, which the
channel says above the first item. Answers never hold an item that is not asked: who changes the answer a skip rule
looks at loses the answers of the way not taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from kernel.codes import new_code
from kernel.errors import Refused
from surveys.asking import asked, kept, possible
from surveys.instruments import Given, Instrument, Item
from surveys.quality import flags_at_submit
from surveys.records import Answers
from surveys.replies import checked, means_skip, read, read_choice

__all__ = [
    "RESUMABLE", "Sitting", "answer", "back", "begin", "current", "expired", "finished", "from_dict", "means_skip",
    "move_to", "progress", "read", "read_choice", "skip", "to_dict",
]  # fmt: skip

RESUMABLE = timedelta(hours=24)
"""How long an interrupted sitting can be taken up again, from its last answer."""


@dataclass(frozen=True)
class Sitting:
    """Where somebody stands. `answers` holds what was given, or None for a passed item; unseen items are absent."""

    session: str
    instrument: str
    round: str
    point: str | None
    touched_at: datetime
    answers: Mapping[str, Given | None] = field(default_factory=dict)
    at: str | None = None
    """The item asked now; None on the review."""
    begun_at: datetime | None = None
    """When the first item was shown; never leaves the sitting, but see `finished`."""


def begin(instrument: Instrument, round_id: str, point: str | None, now: datetime) -> Sitting:
    """A fresh sitting at the first item."""
    return Sitting(new_code(5), instrument.id, round_id, point, now, {}, instrument.items[0].id, now)


def answer(sitting: Sitting, instrument: Instrument, item_id: str, given: Given, now: datetime) -> Sitting:
    """Answer the item asked now and go on; on the review, change any answer.

    Raises Refused: stale_item (a button of another moment), bad_answer (no such option), number_range, text_long.
    """
    item = _asked(sitting, instrument, item_id)
    return _go_on(sitting, instrument, item, checked(item, given), now)


def skip(sitting: Sitting, instrument: Instrument, item_id: str, now: datetime) -> Sitting:
    """Pass the item asked now. Raises Refused("stale_item")."""
    return _go_on(sitting, instrument, _asked(sitting, instrument, item_id), None, now)


def back(sitting: Sitting, instrument: Instrument, now: datetime) -> Sitting:
    """One item back; at the first item nothing changes. Answers given so far stay."""
    ids = [item.id for item in asked(instrument, sitting.answers)]
    place = len(ids) if sitting.at is None else ids.index(sitting.at)
    return replace(sitting, at=ids[max(place - 1, 0)], touched_at=now)


def current(sitting: Sitting, instrument: Instrument) -> Item | None:
    """The item asked now; None on the review."""
    return None if sitting.at is None else instrument.item(sitting.at)


def progress(sitting: Sitting, instrument: Instrument) -> tuple[int, int]:
    """(3, 9) while the third of nine items is asked; (9, 9) on the review. Skip rules can only make the 9 smaller."""
    ids = [item.id for item in possible(instrument, sitting.answers)]
    return (len(ids) if sitting.at is None else ids.index(sitting.at) + 1), len(ids)


def expired(sitting: Sitting, now: datetime) -> bool:
    """Whether it has lain longer than it can be resumed."""
    return now - sitting.touched_at > RESUMABLE


def finished(sitting: Sitting, channel: str, now: datetime | None = None) -> Answers:
    """What `submit` takes. Raises Refused("unfinished") before the review.

    now -- lets the answers be flagged when they came faster than they can be read; the time itself is not passed on.
    """
    if sitting.at is not None:
        raise Refused("unfinished")
    flags: tuple[str, ...] = ()
    if now is not None and sitting.begun_at is not None:
        given = sum(1 for one in sitting.answers.values() if one is not None)
        flags = flags_at_submit(given, (now - sitting.begun_at).total_seconds())
    return Answers(sitting.round, sitting.instrument, sitting.point, channel, dict(sitting.answers), flags)


def _asked(sitting: Sitting, instrument: Instrument, item_id: str) -> Item:
    found = next((item for item in asked(instrument, sitting.answers) if item.id == item_id), None)
    if found is None or (sitting.at is not None and sitting.at != item_id):
        raise Refused("stale_item")
    return found


def _go_on(sitting: Sitting, instrument: Instrument, item: Item, given: Given | None, now: datetime) -> Sitting:
    answers = kept(instrument, {**sitting.answers, item.id: given})
    unseen = next((one.id for one in asked(instrument, answers) if one.id not in answers), None)
    return replace(sitting, answers=answers, at=unseen, touched_at=now)


def to_dict(sitting: Sitting) -> dict[str, Any]:
    """For a sealed state; `from_dict` reads it back."""
    return {
        "session": sitting.session,
        "instrument": sitting.instrument,
        "round": sitting.round,
        "point": sitting.point,
        "touched_at": sitting.touched_at.isoformat(),
        "answers": {item: list(one) if isinstance(one, tuple) else one for item, one in sitting.answers.items()},
        "at": sitting.at,
        "begun_at": None if sitting.begun_at is None else sitting.begun_at.isoformat(),
    }


def from_dict(values: Mapping[str, Any]) -> Sitting:
    """A sitting from `to_dict`. Raises Refused("bad_sitting") for anything else, such as another version's."""
    try:
        answers = {item: tuple(one) if isinstance(one, list) else one for item, one in values["answers"].items()}
        touched = datetime.fromisoformat(values["touched_at"])
        begun = values.get("begun_at")
        moments = {"touched_at": touched, "begun_at": None if begun is None else datetime.fromisoformat(begun)}
        return Sitting(**{**values, **moments, "answers": answers})
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused("bad_sitting") from error


def move_to(sitting: Sitting, round_id: str) -> Sitting:
    """The same answers for another round of the instrument: for a round that closed before they were sent."""
    return replace(sitting, round=round_id)
