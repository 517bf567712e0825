"""Issuing, checking and revoking access tokens with the channel's ID and secret.

Short-lived tokens (30 days, 30 of them) and stateless ones (15 minutes, as many as one likes). LINE's other way, a
signed JWT assertion, is not served.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qsl

from devtools.line import ids, refusals
from devtools.line.channel import Channel
from devtools.line.platform import Platform
from devtools.line.wire import Answer

_SHORT, _STATELESS = timedelta(days=30), timedelta(minutes=15)
_MOST = 30
_FORM = "application/x-www-form-urlencoded"
Form = dict[str, str]


def answer(platform: Platform, method: str, path: str, media_type: str, raw: bytes) -> Answer | None:
    """The answer of a token endpoint; None when `path` is none."""
    handler = _ENDPOINTS.get((method, path))
    if handler is None:
        return None
    if media_type.split(";")[0].strip() != _FORM:
        return refusals.content_type(media_type)
    with platform.lock:
        return handler(platform, dict(parse_qsl(raw.decode("utf-8", "replace"))))


def _issue(platform: Platform, form: Form) -> Answer:
    channel = _named(platform, form)
    if channel is None:
        return _refuse("invalid_client", "invalid client_id")
    if form.get("client_secret") != channel.secret:
        return _refuse("invalid_client", "invalid client_secret")
    for oldest in platform.access.issued(channel, "short", platform.now())[: 1 - _MOST]:
        platform.access.drop(oldest)
    return _issued(platform, channel, "short", _SHORT)


def _issue_stateless(platform: Platform, form: Form) -> Answer:
    channel = _named(platform, form)
    if channel is None or form.get("client_secret") != channel.secret:
        return _refuse("invalid_request", "Invalid 'client_credentials'.")
    return _issued(platform, channel, "stateless", _STATELESS)


def _verify(platform: Platform, form: Form) -> Answer:
    token = form.get("access_token", "")
    channel = platform.channel_of(token)
    if channel is None:
        return _refuse("invalid_request", "access_token invalid")
    left = platform.access.seconds_left(token, platform.now())
    return Answer(200, {"client_id": channel.channel_id, "expires_in": left, "scope": "P CM"})


def _revoke(platform: Platform, form: Form) -> Answer:
    platform.access.drop(form.get("access_token", ""))
    return Answer(200, b"")


def _named(platform: Platform, form: Form) -> Channel | None:
    if form.get("grant_type") != "client_credentials":
        return None
    client_id = form.get("client_id")
    return next((channel for channel in platform.channels.values() if channel.channel_id == client_id), None)


def _issued(platform: Platform, channel: Channel, kind: str, life: timedelta) -> Answer:
    token = ids.opaque_token()
    platform.access.add(token, channel, kind, platform.now() + life)
    return Answer(200, {"access_token": token, "expires_in": int(life.total_seconds()), "token_type": "Bearer"})


def _refuse(error: str, words: str) -> Answer:
    return Answer(400, {"error": error, "error_description": words})


_ENDPOINTS: dict[tuple[str, str], Callable[[Platform, Form], Answer]] = {
    ("POST", "/v2/oauth/accessToken"): _issue,
    ("POST", "/oauth2/v3/token"): _issue_stateless,
    ("POST", "/v2/oauth/verify"): _verify,
    ("POST", "/v2/oauth/revoke"): _revoke,
}
