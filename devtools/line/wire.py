"""Requests and answers of the API, free of any web framework."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from devtools.line.channel import Channel
    from devtools.line.platform import Platform

Handler = Callable[["Platform", "Request"], "Answer"]


@dataclass
class Request:
    """One call. `headers` have lower-case names; `body` is parsed JSON, or None."""

    method: str
    path: str
    params: dict[str, str]
    query: dict[str, str]
    headers: dict[str, str]
    raw: bytes
    body: Any
    channel: Channel
    request_id: str


@dataclass
class Answer:
    """One answer; a dict body goes out as JSON."""

    status: int = 200
    body: dict[str, Any] | bytes = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = "application/json"

    def encoded(self) -> bytes:
        """The bytes of the body."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


def refuse(status: int, message: str, details: list[str] | None = None, **headers: str) -> Answer:
    """An error answer in LINE's shape; `details` are "property: what is wrong"."""
    body: dict[str, Any] = {"message": message}
    if details:
        pairs = [detail.partition(": ") for detail in details]
        body["details"] = [{"property": place, "message": words} for place, _, words in pairs]
    return Answer(status, body, {name.replace("_", "-"): value for name, value in headers.items()})
