"""Who may read cases: enrolling, unlocking, a new password, a printed code, leaving."""

import json
import secrets
from typing import NoReturn

from complaints import approval, keyed
from complaints.casefile import CASE, CONTACT, INSIDE, OFFICER
from complaints.desk import Desk
from complaints.keys import OfficerKey, PasswordLock
from complaints.rows import Officer
from kernel.agency import Agency
from kernel.errors import Refused, Unreadable

_KINDS = (CASE, CONTACT, INSIDE)
_CODE = "code"
_IDLE = "idle_unlock"
"""The fact that is written where a real officer's failure would be logged."""
_CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE_GROUPS, _CODE_GROUP = 8, 4
"""32 symbols of 5 bits: 160 bits."""


def enrol(desk: Desk, agency: Agency, officer_id: str, name: str, password: str) -> OfficerKey:
    """Make an officer's key pair; the private half stays only under the password. Old cases stay closed to it.

    Once the door was ready to open, new cases stay closed to it as well until a second person approves it.
    Raises Refused("already_enrolled"). Slow on purpose; call it outside any transaction.
    """
    secret, public = desk.crypto.new_pair()
    lock = desk.crypto.lock(secret, password, _bound(agency, officer_id))
    with desk.store.begin() as work:
        waits = approval.needed(work, agency)
        if not work.officers.add(agency, Officer(officer_id, name, public, approved=not waits), lock):
            raise Refused("already_enrolled")
        work.audit.add(agency, desk.today, officer_id, "enrolled_waiting" if waits else "enrolled")
    return OfficerKey(agency.code, officer_id, secret)


def unlock(desk: Desk, agency: Agency, officer_id: str, password: str) -> OfficerKey:
    """Raises Refused("officer_key") for a wrong password and for somebody not enrolled, equally slowly."""
    with desk.store.read() as work:
        lock = work.officers.lock_of(agency, officer_id)
    if lock is None:
        _idle(desk, agency, password)
    return OfficerKey(agency.code, officer_id, _open(desk, agency, officer_id, lock, password))


def change_password(desk: Desk, agency: Agency, officer_id: str, old: str, new: str) -> None:
    """Put the same key under a new password. Raises Refused("officer_key")."""
    key = unlock(desk, agency, officer_id, old)
    lock = desk.crypto.lock(key.secret, new, _bound(agency, officer_id))
    with desk.store.begin() as work:
        work.officers.change_lock(agency, officer_id, lock)
        work.audit.add(agency, desk.today, officer_id, "password_changed")


def recovery_code(desk: Desk, agency: Agency, key: OfficerKey) -> str:
    """A printed code that opens the key once the password is forgotten; an earlier one is void. Slow."""
    code = "-".join("".join(secrets.choice(_CODE_ALPHABET) for _ in range(_CODE_GROUP)) for _ in range(_CODE_GROUPS))
    lock = desk.crypto.lock(key.secret, _plain_code(code), _bound(agency, key.officer, _CODE))
    with desk.store.begin() as work:
        work.officers.change_lock(agency, key.officer, lock, _CODE)
        work.audit.add(agency, desk.today, key.officer, "code_printed")
    return code


def unlock_with_code(desk: Desk, agency: Agency, officer_id: str, code: str, password: str) -> OfficerKey:
    """Open the key with the printed code, once, and put it under a new password. Slow. Raises "officer_key"."""
    with desk.store.read() as work:
        lock = work.officers.lock_of(agency, officer_id, _CODE)
    if lock is None:
        _idle(desk, agency, code)
    secret = _open(desk, agency, officer_id, lock, _plain_code(code), _CODE)
    fresh = desk.crypto.lock(secret, password, _bound(agency, officer_id))
    with desk.store.begin() as work:
        work.officers.change_lock(agency, officer_id, fresh)
        work.officers.drop_lock(agency, officer_id, _CODE)
        work.audit.add(agency, desk.today, officer_id, "code_used")
    return OfficerKey(agency.code, officer_id, secret)


def set_custodian(desk: Desk, agency: Agency, officer_id: str, on: bool, actor: str) -> None:
    """Whether contacts volunteered from now on are sealed to this officer. Raises Refused("officer_unknown")."""
    with desk.store.begin() as work:
        if not work.officers.set_custodian(agency, officer_id, on):
            raise Refused("officer_unknown")
        work.audit.add(agency, desk.today, actor, "custodian_on" if on else "custodian_off", reason=officer_id)


def leave(desk: Desk, agency: Agency, officer_id: str) -> None:
    """Drop the officer's key and every wrap made for it; the others keep theirs. Harmless when not enrolled.

    What the leaver copied while still an officer stays readable to the copy; what comes after is written under new
    keys, which the next officer who signs in makes.
    """
    with desk.store.begin() as work:
        if not work.officers.drop(agency, officer_id):
            return
        files = desk.files(agency)
        boxes = [box for kind in _KINDS for box in work.cases.boxes(agency, OFFICER, kind)]
        own = [box for box in boxes if box.reader == files.mark(box.reference, box.kind, officer_id)]
        work.cases.drop_boxes(agency, [box.reader for box in own])
        work.cases.put_boxes(agency, files.veiled(own))  # rows do not tell which cases were closed to the leaver
        keyed.next_epoch(work, agency)
        work.audit.add(agency, desk.today, officer_id, "left")


def _open(
    desk: Desk, agency: Agency, officer_id: str, lock: PasswordLock, password: str, kind: str = "officer"
) -> bytes:
    try:
        return desk.crypto.unlock(lock, password, _bound(agency, officer_id, kind))
    except Unreadable:
        # in its own transaction: a failure that rolls back with its request would leave no trace
        with desk.store.begin() as work:
            work.audit.add(agency, desk.today, officer_id, "unlock_failed")
        raise Refused("officer_key") from None


def _idle(desk: Desk, agency: Agency, typed: str) -> NoReturn:
    """Nobody has such a key: the same derivation, and a transaction too, or a stopwatch would tell who has one."""
    desk.crypto.idle_unlock(typed)
    with desk.store.begin() as work:
        work.facts.put(agency, _IDLE, desk.today.isoformat())
    raise Refused("officer_key")


def _plain_code(code: str) -> str:
    return "".join(symbol for symbol in code.upper() if symbol in _CODE_ALPHABET)


def _bound(agency: Agency, officer_id: str, kind: str = "officer") -> bytes:
    return json.dumps({"agency": agency.code, "kind": kind, "officer": officer_id, "v": 1}).encode()
