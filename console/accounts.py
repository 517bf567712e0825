"""Verbs on staff accounts. No web framework here: the command line and the demo use them too.

Each takes an open unit of work and never commits. Hash passwords before opening the transaction
(`console.passwords`): hashing takes long, and a transaction may hold everybody else up.
"""

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from console.account_fields import ROLES as ROLES
from console.account_fields import checked_login, checked_name, checked_roles
from console.staff_ports import AccountWork
from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day
from kernel.codes import new_id
from kernel.errors import Refused
from kernel.staff import Member

INVITE_LIVES = timedelta(days=7)
RESET_LIVES = timedelta(days=1)
LINE_CODE_LIVES = timedelta(minutes=10)
RECOVERY_CODES, RECOVERY_DIGITS = 10, 10

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def invite(
    work: AccountWork, agency: Agency, name: str, login: str, roles: tuple[str, ...], clock: Clock, *, actor: str = ""
) -> str:
    """Make an account and return the one-time token of its invitation, good for 7 days.

    Raises Refused: staff_name, staff_login, staff_roles, login_taken.
    """
    member = Member(new_id(), checked_login(login), checked_name(name), checked_roles(roles))
    if work.staff.by_login(agency, member.login) is not None:
        raise Refused("login_taken")
    work.staff.add(agency, member)
    token = _token(work, agency, member, "invite", clock.now() + INVITE_LIVES)
    _note(work, agency, actor, "staff.invited", member.login, clock.now())
    return token


def reset(
    work: AccountWork, agency: Agency, member_id: str, clock: Clock, *, second_step: bool = False, actor: str = ""
) -> str:
    """Forget a password (and, if asked, the second step), end all sessions, return a token good for one day.

    Raises Refused("staff_unknown"). An officer's sealed key is the caller's to drop: it opens with the old password.
    """
    member = _held(work, agency, member_id)
    totp = None if second_step else member.totp_secret
    work.staff.change(agency, replace(member, password_hash=None, totp_secret=totp))
    if second_step:
        work.staff_codes.drop(agency, member_id)
    work.sessions.drop_staff(agency, member_id)
    work.staff_tokens.drop(agency, member_id, "invite")
    _note(work, agency, actor, "staff.reset", member.login, clock.now())
    return _token(work, agency, member, "reset", clock.now() + RESET_LIVES)


def whose(work: AccountWork, agency: Agency, token: str, clock: Clock) -> Member | None:
    """Whom an invitation or reset link belongs to while it is good; it stays good until `join`."""
    found = work.staff_tokens.find(agency, token, ("invite", "reset"), clock.now())
    member = work.staff.get(agency, found[0]) if found else None
    return member if member is not None and member.left_on is None else None


def join(work: AccountWork, agency: Agency, token: str, password_hash: str, clock: Clock) -> Member:
    """Use a link up and set the password. Raises Refused("token_spent") when it is unknown, spent or expired."""
    work.staff.hold(agency)
    member_id = work.staff_tokens.take(agency, token, ("invite", "reset"), clock.now())
    if member_id is None:
        raise Refused("token_spent")
    member = set_password(work, agency, member_id, password_hash)
    _note(work, agency, member.login, "staff.joined", member.login, clock.now())
    return member


def set_password(work: AccountWork, agency: Agency, member_id: str, password_hash: str) -> Member:
    """Set a password and end all sessions. Raises Refused("staff_unknown")."""
    member = replace(_held(work, agency, member_id), password_hash=password_hash)
    work.staff.change(agency, member)
    work.sessions.drop_staff(agency, member_id)
    return member


def enrol_totp(work: AccountWork, agency: Agency, member_id: str, secret: str, *, step: int = 0) -> Member:
    """Set the second step; `step` is the time step already used to prove it. Raises Refused("staff_unknown")."""
    member = replace(_held(work, agency, member_id), totp_secret=secret, totp_last_step=step)
    work.staff.change(agency, member)
    return member


def new_codes(work: AccountWork, agency: Agency, member_id: str) -> tuple[str, ...]:
    """Ten fresh recovery codes of ten digits, each good once in place of the second step; earlier ones end.

    They are kept as keyed hashes, so this is the only moment at which they can be shown. Raises
    Refused("staff_unknown").
    """
    member = present(work, agency, member_id)
    codes: set[str] = set()
    while len(codes) < RECOVERY_CODES:
        codes.add("".join(secrets.choice("0123456789") for _ in range(RECOVERY_DIGITS)))
    shown = tuple(sorted(codes))
    work.staff_codes.replace(agency, member.id, shown)
    return shown


def change_roles(
    work: AccountWork, agency: Agency, member_id: str, roles: tuple[str, ...], clock: Clock, *, actor: str = ""
) -> Member:
    """Give and take roles; all sessions of the person end. Raises Refused: staff_unknown, staff_roles, last_admin."""
    member = _held(work, agency, member_id)
    changed = replace(member, roles=checked_roles(roles))
    if not changed.has("admin"):
        _keep_an_admin(work, agency, member)
    work.staff.change(agency, changed)
    work.sessions.drop_staff(agency, member_id)
    _note(work, agency, actor, "staff.roles", f"{member.login}: {', '.join(changed.roles)}", clock.now())
    return changed


def leave(work: AccountWork, agency: Agency, member_id: str, clock: Clock, *, actor: str = "") -> Member:
    """Close an account for good: no session, no password, no LINE link. Raises Refused: staff_unknown, last_admin."""
    member = _held(work, agency, member_id)
    _keep_an_admin(work, agency, member)
    gone = replace(
        member, left_on=bangkok_day(clock.now()), password_hash=None, totp_secret=None, line_person=None,
        # the login is free again for a successor; the log keeps the old name
        login=f"{member.login[:40]}~{member.id[:8]}",
    )  # fmt: skip
    work.staff.change(agency, gone)
    work.sessions.drop_staff(agency, member_id)
    work.staff_codes.drop(agency, member_id)
    for purpose in ("invite", "reset", "line"):
        work.staff_tokens.drop(agency, member_id, purpose)
    _note(work, agency, actor, "staff.left", member.login, clock.now())
    return gone


def line_code(work: AccountWork, agency: Agency, member_id: str, clock: Clock) -> str:
    """Six digits to type to the bot within 10 minutes; it then knows the person's LINE as this account's."""
    member = present(work, agency, member_id)
    code = f"{secrets.randbelow(1_000_000):06}"
    while work.staff_tokens.find(agency, code, ("line",), _LONG_AGO) is not None:  # spent by age, but still stored
        code = f"{secrets.randbelow(1_000_000):06}"
    work.staff_tokens.put(agency, code, member.id, "line", clock.now() + LINE_CODE_LIVES)
    return code


def unlink_line(work: AccountWork, agency: Agency, member_id: str) -> None:
    """Forget the linked LINE account. Raises Refused("staff_unknown")."""
    work.staff.change(agency, replace(_held(work, agency, member_id), line_person=None))


def present(work: AccountWork, agency: Agency, member_id: str) -> Member:
    """The account of somebody who still works here. Raises Refused("staff_unknown")."""
    member = work.staff.get(agency, member_id)
    if member is None or member.left_on is not None:
        raise Refused("staff_unknown")
    return member


def _held(work: AccountWork, agency: Agency, member_id: str) -> Member:
    work.staff.hold(agency)
    return present(work, agency, member_id)


def _keep_an_admin(work: AccountWork, agency: Agency, member: Member) -> None:
    others = (one for one in work.staff.all(agency) if one.id != member.id and one.left_on is None)
    if member.has("admin") and not any(one.has("admin") and one.password_hash for one in others):
        raise Refused("last_admin")


def _token(work: AccountWork, agency: Agency, member: Member, purpose: str, until: datetime) -> str:
    token = secrets.token_urlsafe(24)
    work.staff_tokens.put(agency, token, member.id, purpose, until)
    return token


def _note(work: AccountWork, agency: Agency, actor: str, action: str, detail: str, at: datetime) -> None:
    work.staff_log.add(agency, actor or "system", action, detail, at)
