"""Before the first write: is it really from LINE, and which way does each event go? All in memory, by cheap rules."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from bot import buttons, events
from bot.events import Event, Follow, Join, Postback, Text, Unfollow, Unreadable, Unsend
from kernel.clock import bangkok_day
from kernel.post import NewEvent
from kernel.vault import Vault
from qa.routing import Route

LABEL = "inbox"
"""The vault's label of stored events."""


class Way(Enum):
    """What becomes of an event."""

    KEEP = 1
    """Stored sealed, answered 200, then handled."""
    DOOR = 2
    """Fraud words, a receipt, a fraud button: only its mark is stored, and it is answered from memory."""
    RECEIPT = 3
    """The same, with the way to the receipt page."""
    DROP = 4
    """Neither stored nor answered."""


@dataclass(frozen=True)
class Sorted:
    """An event, its way, and the raw object it was read from."""

    way: Way
    event: Event
    raw: Mapping[str, Any] = field(repr=False)


def signed(body: bytes, header: str | None, *secrets: str) -> bool:
    """Whether `header` is the signature of these very bytes under one of the secrets. Constant time; never raises."""
    try:
        given = base64.b64decode((header or "").encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return False
    right = [hmac.digest(secret.encode(), body, "sha256") for secret in secrets if secret]
    return sum(hmac.compare_digest(one, given) for one in right) > 0  # every secret is tried, whichever fits


def way_of(raw: Mapping[str, Any]) -> Sorted:
    """Sort one raw event."""
    event = events.read(raw)
    # Only "active" gives us the word: in standby, and in any mode LINE may invent, another system has the chat.
    if raw.get("mode", "active") != "active" or is_dummy(event.reply_token):
        return Sorted(Way.DROP, event, raw)
    return Sorted(_way(event), event, raw)


def is_dummy(reply_token: str) -> bool:
    """Whether it is a token of the console's old "Verify" button: all 0 or all f."""
    return len(reply_token) == 32 and set(reply_token.lower()) in ({"0"}, {"f"})


def _way(event: Event) -> Way:
    content = event.content
    if event.in_group:
        return _way_in_group(event)
    match content:
        case Text():
            return {Route.FRAUD: Way.DOOR, Route.RECEIPT: Way.RECEIPT}.get(content.route, Way.KEEP)
        case Postback():
            return Way.DOOR if buttons.read(content.data).topic == buttons.FRAUD else Way.KEEP
        case Follow() | Unfollow() | Unsend() | Unreadable():
            return Way.KEEP
        case _:
            return Way.DROP


def _way_in_group(event: Event) -> Way:
    # Talk among people is not ours to store: only an invitation and a message that names us go further.
    if isinstance(event.content, Join):
        return Way.KEEP
    if not isinstance(event.content, Text) or not event.content.to_us:
        return Way.DROP
    return {Route.FRAUD: Way.DOOR, Route.RECEIPT: Way.RECEIPT}.get(event.content.route, Way.KEEP)


def to_keep(vault: Vault, agency: str, found: Sorted, now: datetime) -> NewEvent:
    """The row of an event: sealed and bound to its mark; of a fraud event the mark alone."""
    event = found.event
    mark = event_mark(vault, agency, found)
    if found.way is not Way.KEEP:
        return NewEvent(agency, mark, "", None, None, bangkok_day(now))
    lane = vault.mark("lane", agency, event.user_id or event.group_id or mark)
    received = round(now.timestamp() * 1000)
    # ASCII escapes: JSON may hold lone surrogates, which UTF-8 cannot carry.
    body = json.dumps({"received": received, "event": found.raw}, separators=(",", ":")).encode("ascii")
    at = events.moment(found.raw.get("timestamp")) or now
    return NewEvent(agency, mark, lane, at, vault.seal(LABEL, f"{agency}/{mark}", body))


def event_mark(vault: Vault, agency: str, found: Sorted) -> str:
    """What the inbox knows an event by."""
    return vault.mark("event", agency, found.event.id or _fingerprint(found.raw))


def _fingerprint(raw: Mapping[str, Any]) -> str:
    # LINE always sends an id; without one the event itself is its name, however often it comes.
    named = {key: value for key, value in raw.items() if key != "deliveryContext"}
    return hashlib.sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()


def events_in(payload: object) -> Iterator[Mapping[str, Any]]:
    """The event objects of a body; what is no object is passed over."""
    found = payload.get("events") if isinstance(payload, dict) else None
    if isinstance(found, list):
        yield from (event for event in found if isinstance(event, dict))
