"""Opening what is kept sealed. What does not open any more stays where it is, and never holds the rest back."""

import json
import logging
from collections.abc import Iterable
from typing import Any, TypeVar

from kernel.errors import Unreadable
from kernel.vault import Vault

log = logging.getLogger("surveys.opening")

Kept = TypeVar("Kept")


def opened(vault: Vault, label: str, kept: Iterable[tuple[Kept, str, bytes]]) -> list[tuple[Kept, dict[str, Any]]]:
    """Each with what it says.

    kept -- what is sealed under `label`, its context, the sealed bytes
    """
    found = []
    for one, context, sealed in kept:
        try:
            plain = vault.unseal(label, context, sealed)
        except Unreadable:
            log.error("survey.damaged", extra={"agency": context.split("/")[0]})
            continue
        found.append((one, json.loads(plain)))
    return found
