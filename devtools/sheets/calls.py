"""One request as the engine sees it, and its answer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from devtools.sheets.refusal import bad

Json = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """A request without its HTTP."""

    method: str
    path: str
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    body: bytes = b""
    user: str = ""

    def one(self, name: str, default: str = "") -> str:
        """A query parameter."""
        return self.query.get(name, [default])[0]

    def flag(self, name: str) -> bool:
        """A query parameter that is true or false."""
        return self.one(name).lower() == "true"

    @property
    def json(self) -> Json:
        """The body; an empty one is {}. Raises Refusal(400)."""
        try:
            given = json.loads(self.body or b"{}")
            if b"\\ud" in self.body.lower():
                json.dumps(given, ensure_ascii=False).encode()  # half a character pair is no text
        except ValueError as wrong:
            raise bad("Invalid JSON payload received.") from wrong
        if not isinstance(given, dict):
            raise bad("Invalid JSON payload received. Unknown name: Root element must be a message.")
        return given


@dataclass(frozen=True)
class Answer:
    """What goes back."""

    content: bytes
    kind: str = "application/json; charset=UTF-8"
    status: int = 200


def answer(given: Json) -> Answer:
    """JSON, as UTF-8."""
    return Answer(json.dumps(given, ensure_ascii=False).encode("utf-8", "surrogatepass"))
