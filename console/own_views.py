"""One's own account: password, second step, LINE."""

from typing import Any

from flask import redirect, request, session, url_for

from console import accounts, enrolment, passwords, sessions, texts
from console.blueprint import desk, parts
from console.forms import one_line, secret
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.errors import Refused


@desk.get("/own")
@needs()
def own(visitor: Visitor) -> str:
    """Who I am here, and what I can change."""
    return _page(visitor, "")


@desk.post("/own/password")
@needs()
def own_password(visitor: Visitor) -> Any:
    """Change the password; every session ends, this one too."""
    if not _may_try(visitor):
        return _page(visitor, texts.WAIT), 429
    problem = _wrong_with_password(visitor)
    if problem:
        return _page(visitor, problem), 400
    hashed = parts().passwords.hash(secret("password"))
    try:
        _move_key(visitor)
    except Refused as refused:
        return _page(visitor, sentence(refused)), 409
    with parts().workplace.begin() as work:
        accounts.set_password(work, visitor.agency, visitor.member.id, hashed)
        note(work, visitor, "own.password")
    sessions.end()
    session.clear()
    return redirect(url_for("console.sign_in", done="password"))


@desk.route("/own/second-step", methods=["GET", "POST"])
@needs()
def own_second_step(visitor: Visitor) -> Any:
    """Set up codes from the telephone. A second telephone replaces the first after its first right code."""
    offered = enrolment.offered_secret(visitor)
    facts = enrolment.facts(visitor, offered)
    if request.method == "GET":
        return render("enrol.html", **facts)
    if not _may_try(visitor):
        return render("enrol.html", problem=texts.WAIT, **facts), 429
    if not _knows_password(visitor):
        return render("enrol.html", problem=texts.OLD_PASSWORD_WRONG, **facts), 403
    codes = enrolment.enrol(visitor, offered, one_line("code", 20))
    if codes is None:
        return render("enrol.html", problem=texts.CODE_WRONG, **facts), 403
    return render("codes.html", codes=enrolment.grouped(codes))


@desk.post("/own/codes")
@needs()
def own_codes(visitor: Visitor) -> Any:
    """Ten fresh recovery codes in place of the earlier ones; only in this answer."""
    if not _may_try(visitor):
        return _page(visitor, texts.WAIT), 429
    if visitor.member.totp_secret is None or not _knows_password(visitor):
        return _page(visitor, texts.OLD_PASSWORD_WRONG), 403
    with parts().workplace.begin() as work:
        codes = accounts.new_codes(work, visitor.agency, visitor.member.id)
        note(work, visitor, "own.codes")
    return render("codes.html", codes=enrolment.grouped(codes))


@desk.post("/own/line")
@needs()
def own_line(visitor: Visitor) -> str:
    """Show six digits to type to the bot; only in this answer."""
    with parts().workplace.begin() as work:
        code = accounts.line_code(work, visitor.agency, visitor.member.id, parts().clock)
    return render("own_line.html", code=f"{code[:3]} {code[3:]}")


@desk.post("/own/line/unlink")
@needs()
def own_unlink(visitor: Visitor) -> Any:
    """Forget the linked LINE account."""
    with parts().workplace.begin() as work:
        accounts.unlink_line(work, visitor.agency, visitor.member.id)
        note(work, visitor, "own.line_unlinked")
    return redirect(url_for("console.own", done="unlinked"))


def _page(visitor: Visitor, problem: str) -> str:
    with parts().workplace.read() as work:
        left = work.staff_codes.left(visitor.agency, visitor.member.id)
    return render("own.html", member=visitor.member, codes_left=left, problem=problem)


def _may_try(visitor: Visitor) -> bool:
    return parts().throttle.try_once("own", visitor.agency.code, visitor.member.id)


def _knows_password(visitor: Visitor) -> bool:
    """Whether the present password was typed; a wrong one is noted, a right one forgives earlier tries."""
    if parts().passwords.verify(visitor.member.password_hash, secret("old")):
        parts().throttle.forgive("own", visitor.agency.code, visitor.member.id)
        return True
    with parts().workplace.begin() as work:
        note(work, visitor, "own.password_wrong")
    return False


def _move_key(visitor: Visitor) -> None:
    """The officer's key goes under the new password first: when that fails, the old password still opens both."""
    officers = parts().officers
    if officers is not None and officers.enrolled(visitor.agency, visitor.member.id):
        officers.change_password(visitor.agency, visitor.member.id, secret("old"), secret("password"))


def _wrong_with_password(visitor: Visitor) -> str:
    if not _knows_password(visitor):
        return texts.OLD_PASSWORD_WRONG
    try:
        passwords.check(secret("password"), visitor.member.login)
    except Refused as refused:
        return sentence(refused)
    return "" if secret("password") == secret("again") else texts.PASSWORDS_DIFFER
