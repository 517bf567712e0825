"""An officer's key on its way: opened at sign-in, kept under the cookie, unwrapped for one request."""

from complaints.keys import OfficerKey
from complaints.ports import CaseReader
from console.blueprint import parts
from console.sessions import Visitor
from kernel.agency import Agency
from kernel.errors import Refused, Unreadable
from kernel.staff import Member


def at_sign_in(agency: Agency, member: Member, password: str, cookie: str) -> bytes | None:
    """The officer's key for the session row; made at the first sign-in. None for everybody else."""
    officers = parts().officers
    if officers is None or not member.has("officer"):
        return None
    try:
        if officers.enrolled(agency, member.id):
            key = officers.unlock(agency, member.id, password)
        else:
            key = officers.enrol(agency, member.id, member.name, password)
            _note_new_key(agency, member)
    except (Refused, Unreadable):
        # The console stays reachable for the rest of the work; the page of cases says that the key does not open.
        return None
    return officers.wrap_for_session(key, cookie)


def moved(wrapped: bytes | None, before: str, after: str) -> bytes | None:
    """The session's key under a new cookie."""
    officers = parts().officers
    if officers is None or wrapped is None:
        return None
    return officers.wrap_for_session(officers.unwrap_from_session(wrapped, before), after)


def reader(visitor: Visitor) -> CaseReader | None:
    """The visitor's cases, with the key unwrapped for this request; None without a key that opens."""
    officers, key = parts().officers, in_hand(visitor)
    if officers is None or key is None:
        return None
    try:
        return officers.reader(visitor.agency, key)
    except Unreadable:
        return None


def in_hand(visitor: Visitor) -> OfficerKey | None:
    """The visitor's key, unwrapped for this request; None without one that the cookie opens."""
    officers = parts().officers
    if officers is None or visitor.session.key is None:
        return None
    try:
        return officers.unwrap_from_session(visitor.session.key, visitor.cookie)
    except Unreadable:
        return None


def _note_new_key(agency: Agency, member: Member) -> None:
    with parts().workplace.begin() as work:
        work.staff_log.add(agency, member.login, "officer.key_made", "", parts().clock.now())
