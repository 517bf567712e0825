"""`POST /line/<agency>/webhook`: verify, sort in memory, make durable, answer 200.

A WSGI application in front of the Flask one (ADR 8): a third of what an event costs the web process would otherwise
go into sessions, headers and routing that LINE's server has no use for.
"""

import json
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.wsgi import get_input_stream

from bot import intake
from bot.confiding import Confidant
from bot.door import DoorKeeper
from bot.intake import Sorted, Way
from bot.outcomes import Line
from bot.parts import Channel, Parts
from kernel.agency import CODE
from kernel.errors import Unavailable
from kernel.post import NewEvent

log = logging.getLogger("bot.webhook")

BODY_LIMIT = 1_000_000
"""Bytes. LINE does not disclose its own; a hundred events of 5,000 characters fit."""

_ADDRESS = re.compile(f"/line/({CODE})/webhook")
_HEADERS = [("Content-Type", "text/plain"), ("Content-Length", "0"), ("Allow", "POST")]

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def install(app: Flask, parts: Parts, door: DoorKeeper | None = None, confidant: Confidant | None = None) -> None:
    """Serve the webhook of every agency; all other addresses stay with `app`."""
    if confidant is None and parts.chat is not None:
        confidant = Confidant(parts, parts.chat, DoorKeeper(parts, name="confiding"))
    app.wsgi_app = Webhook(parts, door or DoorKeeper(parts), app.wsgi_app, confidant)  # type: ignore[method-assign]


class Webhook:
    """Takes LINE's calls and hands everything else to `beyond`."""

    def __init__(self, parts: Parts, door: DoorKeeper, beyond: Wsgi, confidant: Confidant | None = None) -> None:
        self._confidant = confidant
        self._parts = parts
        self._door = door
        self._beyond = beyond

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        found = _ADDRESS.fullmatch(environ["PATH_INFO"])
        if found is None:
            return self._beyond(environ, start_response)
        if environ["REQUEST_METHOD"] == "POST":
            status = self._receive(found[1], environ)
        else:
            status = HTTPStatus.METHOD_NOT_ALLOWED
        start_response(f"{status.value} {status.phrase}", _HEADERS.copy())
        return (b"",)

    def _receive(self, agency: str, environ: Environ) -> HTTPStatus:
        """One body of events. 200 means: durable, or not worth keeping."""
        try:
            channel = self._parts.channels(agency)
            if channel is None:
                return HTTPStatus.NOT_FOUND
            body = get_input_stream(environ, max_content_length=BODY_LIMIT).read()
            return self._accept(channel, body, environ.get("HTTP_X_LINE_SIGNATURE"))
        except HTTPException as refused:  # too long, cut short, or a length that is none
            return HTTPStatus(refused.code or 400)
        except Unavailable as trouble:
            log.error("webhook.unavailable", extra={"reason": str(trouble)})
            return HTTPStatus.SERVICE_UNAVAILABLE  # LINE delivers again, where redelivery is switched on

    def _accept(self, channel: Channel, body: bytes, signature: str | None) -> HTTPStatus:
        if not intake.signed(body, signature, channel.secret, channel.previous_secret):
            log.warning("webhook.bad_signature", extra={"agency": channel.agency.code})
            return HTTPStatus.UNAUTHORIZED
        try:
            payload = json.loads(body)
        except (ValueError, RecursionError):
            return HTTPStatus.BAD_REQUEST
        if _for_us(channel, payload):
            self._take(channel, payload)
        else:
            log.error("webhook.wrong_destination", extra={"agency": channel.agency.code})
        return HTTPStatus.OK

    def _take(self, channel: Channel, payload: object) -> None:
        sorted_ = (self._sort(channel, raw) for raw in intake.events_in(payload))
        found = [pair for pair in sorted_ if pair is not None]
        self._parts.inbox.keep([row for _, row in found])
        for one, _ in found:
            if one.way is not Way.KEEP:
                self._door.show(channel, one, self._chat(channel))

    def _chat(self, channel: Channel) -> Callable[[Line], bool] | None:
        return None if self._confidant is None else partial(self._confidant.open_now, channel)

    def _sort(self, channel: Channel, raw: Mapping[str, Any]) -> tuple[Sorted, NewEvent] | None:
        """The event and its row when it is kept or answered; one that cannot be read harms nobody else."""
        parts, agency = self._parts, channel.agency.code
        if raw.get("type") == "botSuspended":
            log.error("webhook.bot_suspended", extra={"agency": agency})
            return None
        try:
            found = intake.way_of(raw)
            if found.way is Way.DROP or (self._confidant is not None and self._confidant.take(channel, found)):
                return None
            return found, intake.to_keep(parts.vault, agency, found, parts.clock.now())
        except RecursionError:  # nested so deeply that it can be read but not written again
            log.warning("webhook.event_too_deep", extra={"agency": agency})
            return None


def _for_us(channel: Channel, payload: object) -> bool:
    destination = payload.get("destination") if isinstance(payload, dict) else None
    return not destination or not channel.bot_user_id or destination == channel.bot_user_id
