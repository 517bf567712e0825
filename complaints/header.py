"""The sealed header of a case: the facts a list needs, which would say too much in clear."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from complaints.status import Outcome
from kernel.errors import Unreadable


@dataclass(frozen=True)
class CaseHeader:
    """Opened only with the case's key."""

    received: date
    due: date
    """When the informer is told to come back, and the office has to have answered."""
    category: str
    excluded: tuple[str, ...] = field(repr=False)
    """Officers the informer does not want to see this, checked again whenever a key is handed on."""
    thin: bool
    messages: int
    """How long the thread is: with `head`, a cut tail shows."""
    head: str
    """Hash of the thread's last ciphertext, in hex."""
    closed_on: date | None = None
    outcome: Outcome | None = None
    first_use: bool = False
    """Entered by an officer; the code that was handed out is still to be exchanged."""
    withdrawn: bool = False
    """The informer takes the report back. The office still has to decide."""
    unread: bool = False
    """The informer wrote, and no officer has looked since."""
    told: bool = False
    """A notice went out, and the informer has not looked since."""
    kept_until: date | None = None
    """The day from which a closed case may be erased; None while open, and where nothing is ever erased."""


_FLAGS = ("first_use", "withdrawn", "unread", "told")


def dump_header(header: CaseHeader) -> bytes:
    """JSON in UTF-8."""
    body: dict[str, Any] = {
        "received": header.received.isoformat(),
        "due": header.due.isoformat(),
        "category": header.category,
        "excluded": list(header.excluded),
        "thin": header.thin,
        "messages": header.messages,
        "head": header.head,
        "closed_on": header.closed_on.isoformat() if header.closed_on else None,
        "outcome": header.outcome.value if header.outcome else None,
        "kept_until": header.kept_until.isoformat() if header.kept_until else None,
        **{name: getattr(header, name) for name in _FLAGS},
    }
    return json.dumps(body).encode()


def load_header(plain: bytes) -> CaseHeader:
    """Undo `dump_header`. Raises Unreadable for anything else."""
    try:
        body = json.loads(plain)
        return CaseHeader(
            received=date.fromisoformat(body["received"]),
            due=date.fromisoformat(body["due"]),
            category=body["category"],
            excluded=tuple(body["excluded"]),
            thin=body["thin"],
            messages=body["messages"],
            head=body["head"],
            closed_on=date.fromisoformat(body["closed_on"]) if body["closed_on"] else None,
            outcome=Outcome(body["outcome"]) if body["outcome"] else None,
            kept_until=date.fromisoformat(body["kept_until"]) if body.get("kept_until") else None,
            **{name: body.get(name) is True for name in _FLAGS},
        )
    except (ValueError, KeyError, TypeError):
        raise Unreadable from None
