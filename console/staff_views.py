"""Staff: invite, reset, roles, leave."""

from typing import Any

from flask import redirect, url_for

from console import accounts
from console.blueprint import desk, parts
from console.forms import chosen, one_line
from console.guards import needs
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.errors import Refused
from kernel.staff import Member


@desk.get("/staff")
@needs("admin")
def staff(visitor: Visitor) -> str:
    """Everybody who works or worked here."""
    return _list(visitor, {}, "")


@desk.post("/staff")
@needs("admin")
def staff_invite(visitor: Visitor) -> Any:
    """Make an account; the link is shown in this answer only."""
    name, login, roles = one_line("name", 200), one_line("login", 64), chosen("role")
    try:
        with parts().workplace.begin() as work:
            token = accounts.invite(work, visitor.agency, name, login, roles, parts().clock, actor=visitor.member.login)
    except Refused as refused:
        return _list(visitor, {"name": name, "login": login, "roles": roles}, sentence(refused)), 400
    return _link_page(visitor, name, token, reset=False)


@desk.get("/staff/<member_id>")
@needs("admin")
def staff_member(visitor: Visitor, member_id: str) -> str:
    """One account."""
    return _member_page(_present(visitor, member_id), "")


@desk.post("/staff/<member_id>/roles")
@needs("admin")
def staff_roles(visitor: Visitor, member_id: str) -> Any:
    """Give and take roles. Who stops being an officer loses the key to the cases."""
    before = _present(visitor, member_id)
    try:
        with parts().workplace.begin() as work:
            after = accounts.change_roles(
                work, visitor.agency, member_id, chosen("role"), parts().clock, actor=visitor.member.login
            )
    except Refused as refused:
        return _member_page(before, sentence(refused)), 400
    if before.has("officer") and not after.has("officer"):
        _drop_key(visitor, member_id)
    return redirect(url_for("console.staff", done="roles"))


@desk.post("/staff/<member_id>/reset")
@needs("admin")
def staff_reset(visitor: Visitor, member_id: str) -> Any:
    """A new link. An officer's key opens with the old password only, so it is dropped: access ends, privacy stays."""
    member = _present(visitor, member_id)
    with parts().workplace.begin() as work:
        token = accounts.reset(
            work, visitor.agency, member_id, parts().clock,
            second_step=one_line("second_step") == "yes", actor=visitor.member.login,
        )  # fmt: skip
    if member.has("officer"):
        _drop_key(visitor, member_id)
    return _link_page(visitor, member.name, token, reset=True)


@desk.post("/staff/<member_id>/leave")
@needs("admin")
def staff_leave(visitor: Visitor, member_id: str) -> Any:
    """Close the account for good."""
    member = _present(visitor, member_id)
    try:
        with parts().workplace.begin() as work:
            accounts.leave(work, visitor.agency, member_id, parts().clock, actor=visitor.member.login)
    except Refused as refused:
        return _member_page(member, sentence(refused)), 400
    if member.has("officer"):
        _drop_key(visitor, member_id)
    return redirect(url_for("console.staff", done="left"))


def _drop_key(visitor: Visitor, member_id: str) -> None:
    # After the account's own transaction: the sealed store has its own, and a closed account must not wait for it.
    officers = parts().officers
    if officers is not None:
        officers.leave(visitor.agency, member_id)


def _present(visitor: Visitor, member_id: str) -> Member:
    with parts().workplace.read() as work:
        return accounts.present(work, visitor.agency, member_id)


def _list(visitor: Visitor, typed: dict[str, Any], problem: str) -> str:
    with parts().workplace.read() as work:
        everybody = work.staff.all(visitor.agency)
    return render("staff.html", everybody=everybody, typed=typed, problem=problem, roles=accounts.ROLES)


def _member_page(member: Member, problem: str) -> str:
    return render("staff_member.html", member=member, problem=problem, roles=accounts.ROLES)


def _link_page(visitor: Visitor, name: str, token: str, *, reset: bool) -> str:
    path = url_for("console.join", agency=visitor.agency.code, token=token)
    return render("staff_link.html", name=name, link=parts().own_url + path, reset=reset)
