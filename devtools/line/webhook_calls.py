"""An account's own webhook: its address, and LINE's test of it."""

from __future__ import annotations

from datetime import UTC

from devtools.line.platform import Platform
from devtools.line.webhooks import Delivery, encode
from devtools.line.wire import Answer, Request, refuse

_LONGEST = 500
_HERE = ("http://127.0.0.1", "http://localhost")
_MISSING = "Webhook endpoint not found"
_INVALID = "Invalid webhook endpoint URL"
_DETAILS = {"could_not_connect": "Failure to connect", "request_timeout": "Request timeout", "unclassified": "N/A"}


def get_webhook(platform: Platform, request: Request) -> Answer:
    """The webhook address."""
    url = request.channel.webhook_url
    if url is None:
        return refuse(404, _MISSING)
    return Answer(200, {"endpoint": url, "active": request.channel.webhook_active})


def set_webhook(platform: Platform, request: Request) -> Answer:
    """Changes the webhook address; unlike LINE at once, and to this machine without TLS too."""
    url = str(request.body.get("endpoint", ""))
    if not _valid(url):
        return refuse(400, _INVALID)
    request.channel.webhook_url = url
    platform.touch()
    return Answer()


def test_webhook(platform: Platform, request: Request) -> Answer:
    """Posts a body without events to the webhook, or to another address given, and tells what came back."""
    channel = request.channel
    url = request.body.get("endpoint", channel.webhook_url)
    if url is None:
        return refuse(404, _MISSING)
    if not _valid(url):
        return refuse(400, _INVALID)
    raw = encode(channel.bot_user_id, [])
    delivery = platform.postman.send(channel, Delivery(raw, channel.sign(raw), [], to=url)).wait()
    attempt = delivery.attempts[-1]
    when = platform.now().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    reason = attempt.reason.upper()
    detail = _DETAILS.get(attempt.reason, str(attempt.status))
    return Answer(
        200,
        {
            "success": delivery.ok, "timestamp": when, "statusCode": attempt.status, "reason": reason, "detail": detail,
        },
    )  # fmt: skip


def _valid(url: str) -> bool:
    return url.startswith(("https://", *_HERE)) and len(url) <= _LONGEST
