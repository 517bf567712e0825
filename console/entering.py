"""From a right password to a full session: the steps between, and the officer's key on its way."""

from flask import request

from console import accounts, officer_keys, second_step, sessions
from console.blueprint import parts
from console.ports import Work
from console.sessions import FULL, HALFWAY, Visitor
from kernel.agency import Agency
from kernel.staff import Member


def let_in(agency: Agency, member: Member, password: str) -> str:
    """Begin a session after a right password; returns the endpoint of the next page."""
    cookie = sessions.new_cookie()
    key = officer_keys.at_sign_in(agency, member, password, cookie)
    owes = member.has("officer") or member.has("auditor") or member.totp_secret is not None
    sessions.begin(agency, member, HALFWAY if owes else FULL, key, cookie)
    if owes:
        return "console.second_step"
    _entered(agency, member)
    return "console.home"


def use_code(visitor: Visitor, code: str) -> bool:
    """Whether the telephone's six digits fit, or a recovery code's ten.

    A fitting one is used up in the same transaction: a replay finds it spent.
    """
    agency, now = visitor.agency, parts().clock.now()
    with parts().workplace.begin() as work:
        member = accounts.present(work, agency, visitor.member.id)
        if len(second_step.digits_of(code)) == accounts.RECOVERY_DIGITS:
            return _use_recovery_code(work, agency, member, second_step.digits_of(code))
        secret = member.totp_secret or ""
        step = second_step.fitting_step(secret, code, now, member.totp_last_step) if secret else None
        fits = step is not None and work.staff.use_step(agency, member.id, step)
        if not fits:
            work.staff_log.add(agency, member.login, "own.code_wrong", "", now)
    return fits


def _use_recovery_code(work: Work, agency: Agency, member: Member, digits: str) -> bool:
    fits = work.staff_codes.use(agency, member.id, digits)
    left = f"{work.staff_codes.left(agency, member.id)} left" if fits else ""
    action = "own.recovery_code" if fits else "own.code_wrong"
    work.staff_log.add(agency, member.login, action, left, parts().clock.now())
    return fits


def finish(visitor: Visitor) -> None:
    """Exchange the halfway session for a full one under a new cookie; the officer's key moves along."""
    cookie = sessions.new_cookie()
    key = officer_keys.moved(visitor.session.key, visitor.cookie, cookie)
    sessions.begin(visitor.agency, visitor.member, FULL, key, cookie)
    _entered(visitor.agency, visitor.member)


def _entered(agency: Agency, member: Member) -> None:
    parts().throttle.remember((agency.code, member.login), request.remote_addr or "-")
    with parts().workplace.begin() as work:
        work.staff_log.add(agency, member.login, "own.signed_in", "", parts().clock.now())
