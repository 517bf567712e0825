"""Who may read cases: enrolling, unlocking, a new password, leaving."""

import json

from complaints import approval
from complaints.casefile import CASE, CONTACT
from complaints.desk import Desk
from complaints.keys import OfficerKey, PasswordLock
from complaints.rows import Officer
from kernel.agency import Agency
from kernel.errors import Refused, Unreadable


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
        desk.crypto.idle_unlock(password)
        raise Refused("officer_key")
    return OfficerKey(agency.code, officer_id, _open(desk, agency, officer_id, lock, password))


def change_password(desk: Desk, agency: Agency, officer_id: str, old: str, new: str) -> None:
    """Put the same key under a new password. Raises Refused("officer_key")."""
    key = unlock(desk, agency, officer_id, old)
    lock = desk.crypto.lock(key.secret, new, _bound(agency, officer_id))
    with desk.store.begin() as work:
        work.officers.change_lock(agency, officer_id, lock)
        work.audit.add(agency, desk.today, officer_id, "password_changed")


def leave(desk: Desk, agency: Agency, officer_id: str) -> None:
    """Drop the officer's key and every wrap made for it; the others keep theirs. Harmless when not enrolled.

    The case keys stay the same: what the leaver copied while still an officer stays readable to the copy.
    """
    with desk.store.begin() as work:
        if not work.officers.drop(agency, officer_id):
            return
        references = [row.reference for row in work.cases.all(agency)]
        files = desk.files(agency)
        marks = [files.mark(reference, kind, officer_id) for reference in references for kind in (CASE, CONTACT)]
        work.cases.drop_boxes(agency, marks)
        work.audit.add(agency, desk.today, officer_id, "left")


def _open(desk: Desk, agency: Agency, officer_id: str, lock: PasswordLock, password: str) -> bytes:
    try:
        return desk.crypto.unlock(lock, password, _bound(agency, officer_id))
    except Unreadable:
        # in its own transaction: a failure that rolls back with its request would leave no trace
        with desk.store.begin() as work:
            work.audit.add(agency, desk.today, officer_id, "unlock_failed")
        raise Refused("officer_key") from None


def _bound(agency: Agency, officer_id: str) -> bytes:
    return json.dumps({"agency": agency.code, "kind": "officer", "officer": officer_id, "v": 1}).encode()
