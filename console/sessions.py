"""Signing in, as rows: the browser holds a random token, the table its SHA-256, an officer's key needs both.

A session ends after 15 idle minutes for officers (a case may lie open on the screen), after 8 idle hours for others
(one working day), and after 10 minutes while the second step is still owed. However busy it is kept, it ends 12
hours after it began: a cookie that was stolen, or left in a shared computer's browser, is not good for ever.
"""

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from flask import Response, g, request

from console.blueprint import parts
from kernel.agency import Agency
from kernel.staff import Member, Session

IDLE_OFFICER = timedelta(minutes=15)
IDLE_OTHERS = timedelta(hours=8)
IDLE_HALFWAY = timedelta(minutes=10)
LONGEST = timedelta(hours=12)
_TOUCH = timedelta(seconds=60)
"""`last_seen` is written at most once in this time: reading a page should not cost a disk write."""

FULL, HALFWAY = "full", "password"


@dataclass(frozen=True)
class Visitor:
    """Who is asking. The agency comes from the session row, never from the request."""

    agency: Agency
    member: Member
    session: Session
    cookie: str = field(repr=False)

    @property
    def halfway(self) -> bool:
        """Whether the second step is still owed."""
        return self.session.stage != FULL


def cookie_name() -> str:
    """`__Host-` where it can be had: no other host and no plain-http page can then plant the cookie."""
    return "__Host-prongsai" if parts().secure else "prongsai"


def begin(agency: Agency, member: Member, stage: str, key: bytes | None, cookie: str) -> None:
    """Keep a new session under a fresh cookie, and drop the one the browser came with (session fixation)."""
    now = parts().clock.now()
    session = Session(_hash(cookie), agency.code, member.id, stage, key, last_seen=now, began_at=now)
    with parts().workplace.begin() as work:
        before = request.cookies.get(cookie_name())
        if before:
            work.sessions.drop(_hash(before))
        work.sessions.put(session)
    g.console_new_cookie = cookie


def new_cookie() -> str:
    """A fresh 256-bit token."""
    return secrets.token_urlsafe(32)


def visitor() -> Visitor | None:
    """Who the request's cookie stands for, if the session is still alive."""
    cookie = request.cookies.get(cookie_name())
    if not cookie or len(cookie) > 100:
        return None
    now = parts().clock.now()
    with parts().workplace.read() as work:
        session = work.sessions.get(_hash(cookie))
        agency = work.agencies.get(session.agency) if session else None
        member = work.staff.get(agency, session.staff_id) if agency and session else None
    if session is None or agency is None or member is None or member.left_on is not None:
        return None
    if now - session.last_seen >= idle(session, member) or now - session.began_at >= LONGEST:
        _drop(session.id)
        return None
    return Visitor(agency, member, _touched(session, now), cookie)


def idle(session: Session, member: Member) -> timedelta:
    """How long this session may lie idle."""
    if session.stage != FULL:
        return IDLE_HALFWAY
    return IDLE_OFFICER if member.has("officer") or member.has("auditor") else IDLE_OTHERS


def end() -> None:
    """Sign out."""
    cookie = request.cookies.get(cookie_name())
    if cookie:
        _drop(_hash(cookie))
    g.console_new_cookie = ""


def write_cookie(response: Response) -> None:
    """Set or clear the cookie when this request began or ended a session. A session cookie: gone with the browser."""
    fresh = g.pop("console_new_cookie", None)
    if fresh is None:
        return
    if fresh:
        response.set_cookie(
            cookie_name(), fresh, httponly=True, secure=parts().secure, samesite="Strict", path=_cookie_path()
        )
    else:
        response.delete_cookie(
            cookie_name(), httponly=True, secure=parts().secure, samesite="Strict", path=_cookie_path()
        )


def _cookie_path() -> str:
    return "/" if parts().secure else "/console"  # __Host- demands the root


def _touched(session: Session, now: datetime) -> Session:
    # Ten minutes for the second step are ten minutes: only full sessions are prolonged by use.
    if session.stage != FULL or now - session.last_seen < _TOUCH:
        return session
    with parts().workplace.begin() as work:
        work.sessions.touch(session.id, now)
    return replace(session, last_seen=now)


def _drop(session_id: str) -> None:
    with parts().workplace.begin() as work:
        work.sessions.drop(session_id)


def _hash(cookie: str) -> str:
    return hashlib.sha256(cookie.encode("utf-8", "replace")).hexdigest()
