"""What the platform writes down: calls it got and rules that were broken."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Call:
    """One request to the API. `endpoint` is our short name for it, such as "reply" or "richmenu_create"."""

    endpoint: str
    method: str
    path: str
    channel: str | None
    body: Any
    status: int
    request_id: str
    at: datetime
    headers: dict[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Violation:
    """A broken rule. `rule` is "contract", "limits", "path", "standby", "unfollowed" or "retry_key"."""

    rule: str
    endpoint: str
    message: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.rule}: {self.endpoint}: {self.message}"
