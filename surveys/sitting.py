"""One person's passage through the items: a state machine that chat and web share.

A sitting is a value. Nothing is stored for good before `submit`; consent is given by the first answer, which the
channel says above the first item.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from kernel.codes import new_code
from kernel.errors import Refused
from kernel.thai import arabic_digits
from surveys.instruments import Instrument, Item
from surveys.records import Answers
from surveys.texts import DECLINE, DONT_KNOW, SKIP_WORDS

RESUMABLE = timedelta(hours=24)
"""How long an interrupted sitting can be taken up again, from its last answer."""

_LONGEST = 100
"""No choice is typed in more characters than this."""

_POLITE = re.compile(r"(ครับผม|ครับ|คับ|ค่ะ|คะ|จ้า|จ้ะ)$")


@dataclass(frozen=True)
class Sitting:
    """Where somebody stands. `answers` holds a position, or None for a passed item; unseen items are absent."""

    session: str
    instrument: str
    round: str
    point: str | None
    touched_at: datetime
    answers: Mapping[str, int | None] = field(default_factory=dict)
    at: str | None = None
    """The item asked now; None on the review."""


def begin(instrument: Instrument, round_id: str, point: str | None, now: datetime) -> Sitting:
    """A fresh sitting at the first item."""
    return Sitting(new_code(5), instrument.id, round_id, point, now, {}, instrument.items[0].id)


def answer(sitting: Sitting, instrument: Instrument, item_id: str, position: int, now: datetime) -> Sitting:
    """Answer the item asked now and go on; on the review, change any answer.

    Raises Refused: stale_item (a button of another moment), bad_answer (no such option).
    """
    item = _asked(sitting, instrument, item_id)
    if item.option(position) is None:
        raise Refused("bad_answer")
    return _go_on(sitting, instrument, item, position, now)


def skip(sitting: Sitting, instrument: Instrument, item_id: str, now: datetime) -> Sitting:
    """Pass the item asked now. Raises Refused("stale_item")."""
    return _go_on(sitting, instrument, _asked(sitting, instrument, item_id), None, now)


def back(sitting: Sitting, instrument: Instrument, now: datetime) -> Sitting:
    """One item back; at the first item nothing changes. Answers given so far stay."""
    ids = [item.id for item in instrument.items]
    place = len(ids) if sitting.at is None else ids.index(sitting.at)
    return replace(sitting, at=ids[max(place - 1, 0)], touched_at=now)


def current(sitting: Sitting, instrument: Instrument) -> Item | None:
    """The item asked now; None on the review."""
    return None if sitting.at is None else instrument.item(sitting.at)


def progress(sitting: Sitting, instrument: Instrument) -> tuple[int, int]:
    """(3, 9) while the third of nine items is asked; (9, 9) on the review."""
    ids = [item.id for item in instrument.items]
    return (len(ids) if sitting.at is None else ids.index(sitting.at) + 1), len(ids)


def expired(sitting: Sitting, now: datetime) -> bool:
    """Whether it has lain longer than it can be resumed."""
    return now - sitting.touched_at > RESUMABLE


def finished(sitting: Sitting, channel: str) -> Answers:
    """What `submit` takes. Raises Refused("unfinished") before the review."""
    if sitting.at is not None:
        raise Refused("unfinished")
    return Answers(sitting.round, sitting.instrument, sitting.point, channel, dict(sitting.answers))


def read_choice(item: Item, typed: str) -> int | None:
    """The position a person means by typing a number (๑ too), a label, or a word for it; None when unclear."""
    said = _plain(typed)
    for option in item.options:
        names = {str(option.position), f"ข้อ{option.position}", *map(_plain, (option.label, *option.words))}
        if said in names:
            return option.position
    return None


def means_skip(typed: str) -> bool:
    """Whether the person passes the item by typing. Ask `read_choice` first: to e9 "ไม่เคยใช้" is an answer."""
    return _plain(typed) in _SKIPS


def _plain(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    # NFKC: some keyboards type ำ as two signs; the zero-width space comes with pasted Thai
    folded = unicodedata.normalize("NFKC", arabic_digits(text)).replace("\u200b", "")
    return _POLITE.sub("", "".join(folded.lower().split()).strip(".!()")).strip(".!()")


_SKIPS = frozenset(map(_plain, (*SKIP_WORDS, DONT_KNOW, DECLINE)))


def _asked(sitting: Sitting, instrument: Instrument, item_id: str) -> Item:
    item = instrument.item(item_id)
    if item is None or (sitting.at is not None and sitting.at != item_id):
        raise Refused("stale_item")
    return item


def _go_on(sitting: Sitting, instrument: Instrument, item: Item, position: int | None, now: datetime) -> Sitting:
    answers = {**sitting.answers, item.id: position}
    unseen = next((one.id for one in instrument.items if one.id not in answers), None)
    return replace(sitting, answers=answers, at=unseen, touched_at=now)


def to_dict(sitting: Sitting) -> dict[str, Any]:
    """For a sealed state; `from_dict` reads it back."""
    return {
        "session": sitting.session,
        "instrument": sitting.instrument,
        "round": sitting.round,
        "point": sitting.point,
        "touched_at": sitting.touched_at.isoformat(),
        "answers": dict(sitting.answers),
        "at": sitting.at,
    }


def from_dict(values: Mapping[str, Any]) -> Sitting:
    """A sitting from `to_dict`. Raises Refused("bad_sitting") for anything else, such as another version's."""
    try:
        return Sitting(**{**values, "touched_at": datetime.fromisoformat(values["touched_at"])})
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("bad_sitting") from error


def move_to(sitting: Sitting, round_id: str) -> Sitting:
    """The same answers for another round of the instrument: for a round that closed before they were sent."""
    return replace(sitting, round=round_id)
