"""`POST /line/<agency>/webhook`: verify, sort in memory, make durable, answer 200. The only Flask file of this room."""

import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, current_app, request

from bot import intake
from bot.door import DoorKeeper
from bot.intake import Sorted, Way
from bot.parts import Channel, Parts
from kernel.errors import Unavailable
from kernel.post import NewEvent

log = logging.getLogger("bot.webhook")
blueprint = Blueprint("line", __name__, url_prefix="/line")

BODY_LIMIT = 1_000_000
"""Bytes. LINE does not disclose its own; a hundred events of 5,000 characters fit."""

_CODE = re.compile(r"[a-z0-9-]{2,32}")
Answer = tuple[str, int]


@dataclass(frozen=True)
class _Room:
    parts: Parts
    door: DoorKeeper


def install(app: Flask, parts: Parts, door: DoorKeeper | None = None) -> None:
    """Serve the webhook of every agency."""
    app.extensions["bot"] = parts
    app.extensions["bot-webhook"] = _Room(parts, door or DoorKeeper(parts))
    app.register_blueprint(blueprint)


@blueprint.post("/<agency>/webhook")
def receive(agency: str) -> Answer:
    """One body of events. 200 means: durable, or not worth keeping."""
    room: _Room = current_app.extensions["bot-webhook"]
    try:
        channel = room.parts.channels(agency) if _CODE.fullmatch(agency) else None
        return _receive(room, channel) if channel is not None else ("", 404)
    except Unavailable as trouble:
        log.error("webhook.unavailable", extra={"reason": str(trouble)})
        return "", 503  # LINE delivers again, where redelivery is switched on


def _receive(room: _Room, channel: Channel) -> Answer:
    request.max_content_length = BODY_LIMIT  # a longer body is refused (413) before it is read
    body = request.get_data(cache=False)
    if not intake.signed(body, request.headers.get("X-Line-Signature"), channel.secret, channel.previous_secret):
        log.warning("webhook.bad_signature", extra={"agency": channel.agency.code})
        return "", 401
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return "", 400
    if not _for_us(channel, payload):
        log.error("webhook.wrong_destination", extra={"agency": channel.agency.code})
        return "", 200
    _take(room, channel, payload)
    return "", 200


def _take(room: _Room, channel: Channel, payload: object) -> None:
    sorted_ = (_sort(room.parts, channel.agency.code, raw) for raw in intake.events_in(payload))
    found = [pair for pair in sorted_ if pair is not None]
    room.parts.inbox.keep([row for _, row in found])
    for one, _ in found:
        if one.way is not Way.KEEP:
            room.door.show(channel, one)


def _for_us(channel: Channel, payload: object) -> bool:
    destination = payload.get("destination") if isinstance(payload, dict) else None
    return not destination or not channel.bot_user_id or destination == channel.bot_user_id


def _sort(parts: Parts, agency: str, raw: Mapping[str, Any]) -> tuple[Sorted, NewEvent] | None:
    """The event and its row when it is kept or answered; one that cannot be read harms nobody else."""
    if raw.get("type") == "botSuspended":
        log.error("webhook.bot_suspended", extra={"agency": agency})
        return None
    try:
        found = intake.way_of(raw)
        return None if found.way is Way.DROP else (found, intake.to_keep(parts.vault, agency, found, parts.clock.now()))
    except RecursionError:  # nested so deeply that it can be read but not written again
        log.warning("webhook.event_too_deep", extra={"agency": agency})
        return None
