"""For whom a case's keys are wrapped, and how a wrap is found again. Pure: rows in, rows out."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from complaints.crypto_ports import CaseCrypto
from complaints.envelope import key_name
from complaints.keys import OfficerKey
from complaints.rows import KeyBox, Officer
from kernel.agency import Agency
from kernel.errors import Unreadable

CASE, CONTACT, INSIDE = "case", "contact", "inside"
"""What a key opens: report and thread, the volunteered contact, the office's own side."""
OFFICER, RECOVERY, INFORMER = "officer", "recovery", "informer"
"""For whom it is wrapped."""
Keys = Mapping[int, bytes]
"""Epoch to key."""


@dataclass(frozen=True)
class CaseWraps:
    """Wraps and unwraps the keys of one agency's cases."""

    crypto: CaseCrypto
    agency: Agency

    def mark(self, reference: str, kind: str, officer_id: str) -> str:
        """Finds an officer's wrap of one case; says nothing to somebody without the server's key file."""
        return self.crypto.mark("reader", self.agency.code, reference, kind, officer_id)

    def officers_keys(self, key: OfficerKey, boxes: Sequence[KeyBox], officers: Sequence[Officer] = ()) -> Keys:
        """Epoch to key, from the officer's own wraps among one case's; empty when there are none.

        Where one of `officers` is found by mark, marks are whole, and nothing is tried for somebody who has none: a
        case must not cost an officer whom it excludes more time than none. Raises Unreadable when an own wrap is there
        and damaged.
        """
        own = [box for box in boxes if box.reader == self.mark(box.reference, box.kind, key.officer)]
        if own:
            return {box.epoch: self.open_box(box, key.secret, key.officer) for box in own}
        marked = {self.mark(boxes[0].reference, boxes[0].kind, one.id) for one in officers} if boxes else set()
        return {} if any(box.reader in marked for box in boxes) else self._try_all(key, boxes)

    def _try_all(self, key: OfficerKey, boxes: Sequence[KeyBox]) -> Keys:
        # the marks die with the server's key file; the officers' access must not
        found: dict[int, bytes] = {}
        for box in boxes:
            try:
                found[box.epoch] = self.open_box(box, key.secret, key.officer)
            except Unreadable:
                continue
        return found

    def open_box(self, box: KeyBox, secret: bytes, officer: str = "") -> bytes:
        """Unwrap. Raises Unreadable when the wrap was made for somebody else or for another case."""
        name = key_name(self.agency.code, box.reference, box.kind, f"{box.role}:{officer}", box.epoch)
        return self.crypto.open_key(box.box, secret, name)

    def boxes_for(
        self, reference: str, kind: str, epoch: int, key: bytes, officers: Sequence[Officer], recovery: bytes
    ) -> list[KeyBox]:
        """One key wrapped for these officers and the recovery key."""
        wraps = [self.box(reference, kind, OFFICER, epoch, key, one.public, one.id) for one in officers]
        return [*wraps, self.box(reference, kind, RECOVERY, epoch, key, recovery)]

    def veils(self, reference: str, kind: str, epoch: int, many: int = 1) -> list[KeyBox]:
        """Wraps of nothing for nobody: one for each officer left out, so that rows do not tell of it."""
        found = []
        for _ in range(many):
            name = key_name(self.agency.code, reference, kind, f"{OFFICER}:", epoch)
            nothing = self.crypto.seal_key(self.crypto.new_key(), self.crypto.new_pair()[1], name)
            found.append(KeyBox(reference, kind, OFFICER, new_mark(), epoch, nothing))
        return found

    def veiled(self, boxes: Sequence[KeyBox]) -> list[KeyBox]:
        """A wrap of nothing in place of each of these."""
        return [one for box in boxes for one in self.veils(box.reference, box.kind, box.epoch)]

    def box(
        self, reference: str, kind: str, role: str, epoch: int, key: bytes, public: bytes, officer: str = ""
    ) -> KeyBox:
        """One key wrapped for one reader."""
        mark = self.mark(reference, kind, officer) if officer else ""
        name = key_name(self.agency.code, reference, kind, f"{role}:{officer}", epoch)
        return KeyBox(reference, kind, role, mark, epoch, self.crypto.seal_key(key, public, name))


def new_mark() -> str:
    """As long as a real one."""
    return secrets.token_hex(16)


def by_case(boxes: Sequence[KeyBox]) -> Mapping[str, list[KeyBox]]:
    """Wraps by their case."""
    found: dict[str, list[KeyBox]] = {}
    for box in boxes:
        found.setdefault(box.reference, []).append(box)
    return found
