"""What somebody who steals everything holds, and what can be read from it with and without the key file."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kernel.agency import Agency
from kernel.errors import Unreadable
from kernel.vault import Vault

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Witnessed:
    """One person as an outsider saw them. `user_id` is "" on the web."""

    user_id: str
    day: date
    minute: int
    """Minutes since the round's first answer."""


@dataclass(frozen=True)
class Loot:
    """Everything taken at one moment."""

    agency: Agency
    round_id: str
    tables: Mapping[str, Sequence[Row]]
    """As the database gives them without being told an order."""
    files: Mapping[str, bytes]
    workbook: Sequence[Sequence[object]]
    logs: str
    transcript: Sequence[Witnessed]
    vault: Vault | None
    """The key file, when that was taken too."""

    @property
    def rows(self) -> Sequence[Row]:
        """The published answers."""
        return self.tables["responses"]

    @property
    def batches(self) -> list[list[Row]]:
        """Published rows by batch, in order: known to whoever watched the workbook grow by five."""
        by_place = sorted(self.rows, key=lambda row: row["place"])
        return [by_place[start : start + 5] for start in range(0, len(by_place), 5)]


def openable(loot: Loot) -> list[Any]:
    """Answers that can be read from waiting ballots with the keys at hand."""
    found = (waits_in(loot, row) for row in loot.tables["ballots"] if row["payload"] is not None)
    return [one for one in found if one is not None]


def known_as(loot: Loot, user_id: str) -> Iterable[str]:
    """Every name the product keeps for this person, as the key file can make them."""
    if loot.vault is None or not user_id:
        return set()
    names = {loot.vault.mark("person", loot.agency.code, user_id), mark_of(loot, user_id) or ""}
    return names - {""}


def mark_of(loot: Loot, user_id: str) -> str | None:
    """The person's mark; None without the keys, or once the round's secret is destroyed."""
    (round_,) = [row for row in loot.tables["survey_rounds"] if row["round"] == loot.round_id]
    if loot.vault is None or round_["secret"] is None or not user_id:
        return None
    secret = loot.vault.unseal("round", f"{loot.agency.code}/{loot.round_id}", bytes(round_["secret"]))
    return loot.vault.mark("ballot", loot.agency.code, loot.round_id, secret.hex(), user_id)


def waits_in(loot: Loot, ballot: Row) -> Any:
    """The answers sealed beside a mark; None without the keys, or once they are published."""
    if loot.vault is None or ballot["payload"] is None:
        return None
    context = f"{loot.agency.code}/{ballot['round']}/{ballot['mark']}"
    try:
        return json.loads(loot.vault.unseal("ballot", context, bytes(ballot["payload"])))["answers"]
    except Unreadable:
        return None


def offset_of(loot: Loot, name: str) -> int:
    """Where a name lies in the files, -1 when it does not."""
    start = 0
    for file in sorted(loot.files):
        at = loot.files[file].find(name.encode()) if name else -1
        if at >= 0:
            return start + at
        start += len(loot.files[file])
    return -1
