"""The second person: a new officer's key gets no case until somebody else has said whose key it is.

Whoever runs the accounts can reset an officer, use the link himself and make a key. That key opens no old case; here
it is kept from opening new ones. Another officer approves it in an own session, or the holder of the recovery key
does; both compare the key's number with the new officer, face to face.
"""

import hashlib
from dataclasses import dataclass

from complaints import guard, recovery
from complaints.desk import Desk
from complaints.envelope import key_name
from complaints.keys import OfficerKey
from complaints.rows import Officer, Recovery
from complaints.store_ports import SealedWork
from kernel.agency import Agency
from kernel.errors import Refused, Unreadable

_DIGITS = 20
"""66 bits: nobody makes keys until one has the same number."""


@dataclass(frozen=True)
class WaitingKey:
    """A key that waits, as both people see it."""

    officer: str
    name: str
    number: str
    """Five digits, four times."""


def needed(work: SealedWork, agency: Agency) -> bool:
    """Whether a key made now has to wait.

    Not while the door is being set up: the first officers have nobody to ask. From the moment the recovery key is
    proved, always, also when every officer is gone: then its holder approves. A replaced recovery key, not proved
    yet, changes nothing while enough officers are there.
    """
    known = work.recoveries.get(agency)
    if known is None:
        return False
    return known.proved or len(guard.approved(work, agency)) >= guard.ENOUGH_OFFICERS


def waiting(desk: Desk, agency: Agency) -> list[WaitingKey]:
    """Keys that wait, by name."""
    with desk.store.read() as work:
        officers = work.officers.all(agency)
    return [WaitingKey(one.id, one.name, number(one.public)) for one in officers if not one.approved]


def number(public: bytes) -> str:
    """What two people read to each other to know that they mean the same key."""
    digest = hashlib.blake2b(public, digest_size=32, person=b"prongsai.number").digest()
    digits = str(int.from_bytes(digest, "big") % 10**_DIGITS).zfill(_DIGITS)
    return " ".join(digits[at : at + 5] for at in range(0, _DIGITS, 5))


def approve(desk: Desk, agency: Agency, by: OfficerKey, officer_id: str, seen: str) -> None:
    """Seal new cases to a waiting key from now on. `seen` is its number as the approving officer saw it.

    Raises Refused: "not_approver" (waiting oneself, one's own key, or a key of yesterday), "key_changed" (not waiting
    any more, or replaced since it was seen).
    """
    with desk.store.begin() as work:
        _check_approver(desk, work, agency, by)
        _approve(desk, work, agency, _waits(work, agency, officer_id, seen), by.officer)


def reject(desk: Desk, agency: Agency, by: OfficerKey, officer_id: str, seen: str) -> None:
    """Take a waiting key away: its number was not the one its owner reads. Raises as `approve` does."""
    with desk.store.begin() as work:
        _check_approver(desk, work, agency, by)
        _reject(desk, work, agency, _waits(work, agency, officer_id, seen), by.officer)


def reject_on_server(desk: Desk, agency: Agency, officer_id: str) -> None:
    """The same from the command line. Taking a key away that opens nothing needs nobody's leave.

    Raises Refused("key_changed").
    """
    with desk.store.begin() as work:
        _reject(desk, work, agency, _waits(work, agency, officer_id), recovery.ACTOR)


def challenge(desk: Desk, agency: Agency, officer_id: str) -> bytes:
    """A sealed code for the holder of the recovery key; its answer approves this one key.

    Raises Refused: "key_changed", "no_recovery".
    """
    with desk.store.read() as work:
        officer = _waits(work, agency, officer_id)
    return recovery.challenge(desk, agency, officer.public)


def approve_by_recovery(desk: Desk, agency: Agency, officer_id: str, answer: str) -> None:
    """Approve a waiting key with the code inside its challenge, once.

    Raises Refused: "key_changed", "no_recovery", "recovery_unproved".
    """
    with desk.store.begin() as work:
        officer, known = _waits(work, agency, officer_id), work.recoveries.get(agency)
        if known is None:
            raise Refused("no_recovery")
        right = recovery.answers(known, agency, answer, officer.public)
        if right:
            work.recoveries.put(agency, Recovery(known.public, known.proved))
            _approve(desk, work, agency, officer, "recovery")
        else:  # committed before it is said: a failure that rolls back would leave no trace
            work.audit.add(agency, desk.today, "recovery", "approval_failed", reason=officer.id)
    if not right:
        raise Refused("recovery_unproved")


def _waits(work: SealedWork, agency: Agency, officer_id: str, seen: str | None = None) -> Officer:
    for officer in work.officers.all(agency):
        if officer.id == officer_id and not officer.approved and seen in (None, number(officer.public)):
            return officer
    raise Refused("key_changed")


def _check_approver(desk: Desk, work: SealedWork, agency: Agency, by: OfficerKey) -> None:
    row = next((one for one in guard.approved(work, agency) if one.id == by.officer), None)
    if row is None or by.agency != agency.code:
        raise Refused("not_approver")
    name = key_name(agency.code, "", "approval", "officer:")
    proof = desk.crypto.seal_key(desk.crypto.new_key(), row.public, name)
    try:
        desk.crypto.open_key(proof, by.secret, name)
    except Unreadable:  # a session from before this officer's own key was renewed
        raise Refused("not_approver") from None


def _approve(desk: Desk, work: SealedWork, agency: Agency, officer: Officer, actor: str) -> None:
    if not work.officers.approve(agency, officer.id, officer.public):
        raise Refused("key_changed")
    work.audit.add(agency, desk.today, actor, "approved", reason=officer.id)


def _reject(desk: Desk, work: SealedWork, agency: Agency, officer: Officer, actor: str) -> None:
    work.officers.drop(agency, officer.id)
    work.audit.add(agency, desk.today, actor, "rejected", reason=officer.id)
