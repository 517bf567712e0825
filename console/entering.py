"""From a right password to a full session: the steps between, and the officer's key on its way."""

from console import accounts, officer_keys, second_step, sessions
from console.blueprint import parts
from console.sessions import FULL, HALFWAY, Visitor
from kernel.agency import Agency
from kernel.staff import Member


def let_in(agency: Agency, member: Member, password: str) -> str:
    """Begin a session after a right password; returns the endpoint of the next page."""
    cookie = sessions.new_cookie()
    key = officer_keys.at_sign_in(agency, member, password, cookie)
    owes = member.has("officer") or member.totp_secret is not None
    sessions.begin(agency, member, HALFWAY if owes else FULL, key, cookie)
    if owes:
        return "console.second_step"
    _note(agency, member, "own.signed_in")
    return "console.home"


def use_code(visitor: Visitor, code: str) -> bool:
    """Whether the six digits fit. A fitting one is used up in the same transaction: a replay finds it spent."""
    agency, now = visitor.agency, parts().clock.now()
    with parts().workplace.begin() as work:
        member = accounts.present(work, agency, visitor.member.id)
        secret = member.totp_secret or ""
        step = second_step.fitting_step(secret, code, now, member.totp_last_step) if secret else None
        fits = step is not None and work.staff.use_step(agency, member.id, step)
        if not fits:
            work.staff_log.add(agency, member.login, "own.code_wrong", "", now)
    return fits


def finish(visitor: Visitor) -> None:
    """Exchange the halfway session for a full one under a new cookie; the officer's key moves along."""
    cookie = sessions.new_cookie()
    key = officer_keys.moved(visitor.session.key, visitor.cookie, cookie)
    sessions.begin(visitor.agency, visitor.member, FULL, key, cookie)
    _note(visitor.agency, visitor.member, "own.signed_in")


def _note(agency: Agency, member: Member, action: str) -> None:
    with parts().workplace.begin() as work:
        work.staff_log.add(agency, member.login, action, "", parts().clock.now())
