"""What a call is answered under a fault (`faults.py`)."""

from __future__ import annotations

from collections.abc import Callable

from devtools.line import refusals
from devtools.line.quota import MONTHLY_LIMIT, RATE_LIMIT
from devtools.line.wire import Answer, refuse

REFUSALS: dict[str, Callable[[], Answer]] = {
    "reset_before": lambda: Answer(500),
    "401": lambda: refuse(401, refusals.BAD_ACCESS),
    "400": lambda: refuse(400, "The request body has 1 error(s)"),
    "429_month": lambda: refuse(429, MONTHLY_LIMIT),
    "429_rate": lambda: refuse(429, RATE_LIMIT),
    "500": lambda: refuse(500, "Internal server error"),
    "html_502": lambda: Answer(502, b"<html><body><h1>502 Bad Gateway</h1></body></html>", {}, "text/html"),
}


def spoil(answer: Answer, kinds: set[str]) -> Answer:
    """An accepted call whose answer goes wrong."""
    if "accepted_500" in kinds:
        return refuse(500, "Internal server error")
    if "empty_200" in kinds:
        return Answer(200, {})
    if "numeric_id" in kinds and isinstance(answer.body, dict) and "sentMessages" in answer.body:
        return Answer(200, {"sentMessages": [{"id": int(sent["id"])} for sent in answer.body["sentMessages"]]})
    return answer
