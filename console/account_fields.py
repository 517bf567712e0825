"""What an account may be called, and which duties go together."""

import re

from kernel.errors import Refused

ROLES = ("clerk", "officer", "auditor", "surveyor", "admin")
"""In the order they are shown."""

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,31}")


def checked_login(text: str) -> str:
    """The login name as it is kept. Raises Refused("staff_login")."""
    login = text.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise Refused("staff_login")
    return login


def checked_name(text: str) -> str:
    """The person's name as it is kept. Raises Refused("staff_name")."""
    name = " ".join(text.split())
    if not name or len(name) > 100:
        raise Refused("staff_name")
    return name


def checked_roles(roles: tuple[str, ...]) -> tuple[str, ...]:
    """The duties in their order. Raises Refused: staff_roles, officer_alone."""
    chosen = tuple(role for role in ROLES if role in roles)
    if not chosen or set(roles) - set(ROLES):
        raise Refused("staff_roles")
    if {"officer", "auditor"} & set(chosen) and len(chosen) > 1:
        raise Refused("officer_alone")  # whoever reads fraud cases signs in for nothing else: no channel shares staff
    return chosen
