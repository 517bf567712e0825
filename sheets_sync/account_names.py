"""What service accounts are remembered by, without Google's libraries: they take their time."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Names:
    """What quotas and refusals are remembered by; no name tells an address or a key."""

    account: str
    project: str
    key: str

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Names":
        """From a key file; missing parts count as empty."""
        email, project = str(given.get("client_email", "")), str(given.get("project_id", ""))
        return cls(f"account:{mark(email)}", f"project:{mark(project)}", f"key:{fingerprint(given)[:32]}")


def mark(text: str) -> str:
    """Equal for equal texts; tells nothing about them."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def fingerprint(given: Mapping[str, Any]) -> str:
    """Equal for equal key files; tells nothing about them."""
    return hashlib.sha256(json.dumps(dict(given), sort_keys=True, default=str).encode()).hexdigest()
