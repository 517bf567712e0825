"""Signing in: password, then six digits; signing out."""

from typing import Any

from flask import Response, abort, make_response, redirect, request, session, url_for

from console import accounts, enrolment, entering, passwords, sessions, texts
from console.blueprint import desk, parts
from console.forms import one_line, secret
from console.guards import halfway, open_to_all
from console.officers import Officers
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.agency import Agency
from kernel.errors import Refused
from kernel.staff import Member


@desk.get("/sign-in")
@open_to_all
def sign_in() -> Any:
    """The door."""
    return _door("", "", request.args.get("office", ""))


@desk.post("/sign-in")
@open_to_all
def sign_in_post() -> Any:
    """Check the password. Every failure gets the same answer, after the same work."""
    code, login, password = one_line("office", 32).lower(), one_line("login", 64).lower(), secret("password")
    throttle, address = parts().throttle, request.remote_addr or "-"
    if not (throttle.try_once("address", address) and throttle.try_account("login", (code, login), address)):
        return _door(texts.WAIT, login, code), 429
    agency, member = _find(code, login)
    fits = parts().passwords.verify(member.password_hash if member else None, password)
    if agency is None or member is None or not fits:
        _note_failure(agency, member)
        return _door(texts.SIGN_IN_FAILED, login, code), 403
    throttle.forgive("login", code, login, address)
    session.clear()  # a CSRF token from before does not go in with the person
    return redirect(url_for(entering.let_in(agency, member, password)))


@desk.route("/sign-in/code", methods=["GET", "POST"])
@open_to_all
def key_code_door() -> Any:
    """A fraud officer who lost the password, with the printed code of the key: a new password, and no case is lost.

    A reset by whoever runs the accounts would throw the key away; the second step is owed all the same.
    """
    officers = parts().officers
    if officers is None:
        abort(404)
    if request.method == "GET":
        return _code_door("")
    code, login = one_line("office", 32).lower(), one_line("login", 64).lower()
    throttle, address = parts().throttle, request.remote_addr or "-"
    if not (throttle.try_once("address", address) and throttle.try_account("login", (code, login), address)):
        return _code_door(texts.WAIT, login), 429
    try:
        passwords.check(secret("password"), login)
    except Refused as refused:
        return _code_door(sentence(refused), login), 400
    if secret("password") != secret("again"):
        return _code_door(texts.PASSWORDS_DIFFER, login), 400
    agency, member = _find(code, login)
    if agency is None or not _opened(officers, agency, member):
        _note_failure(agency, member)
        return _code_door(texts.KEY_CODE_FAILED, login), 403
    session.clear()
    return redirect(url_for("console.sign_in", done="password"))


def _opened(officers: Officers, agency: Agency, member: Member | None) -> bool:
    """Whether the code opened the key; then account and key have the new password."""
    known = member is not None and member.has("officer") and member.left_on is None
    try:  # for somebody who is not there it takes as long
        officer = member.id if member is not None and known else "-"
        officers.unlock_with_code(agency, officer, one_line("key_code", 100), secret("password"))
    except Refused:
        return False
    assert member is not None  # nobody has the id "-"
    hashed = parts().passwords.hash(secret("password"))
    with parts().workplace.begin() as work:
        accounts.set_password(work, agency, member.id, hashed)
        work.staff_log.add(agency, member.login, "officer.key_opened", "", parts().clock.now())
    return True


def _code_door(problem: str, login: str = "") -> str:
    with parts().workplace.read() as work:
        offices = work.agencies.all()
    only = offices[0] if len(offices) == 1 else None
    return render("key_open.html", problem=problem, login=login, only=only)


@desk.route("/second-step", methods=["GET", "POST"])
@halfway
def second_step(visitor: Visitor) -> Any:
    """Six digits from the telephone."""
    if visitor.member.totp_secret is None:
        return redirect(url_for("console.enrol"))
    if request.method == "GET":
        return render("second_step.html")
    if not _may_try_code(visitor):
        return render("second_step.html", problem=texts.WAIT), 429
    if not entering.use_code(visitor, one_line("code", 20)):
        return render("second_step.html", problem=texts.CODE_WRONG), 403
    _forgive_codes(visitor)
    entering.finish(visitor)
    return redirect(url_for("console.home"))


@desk.route("/second-step/new", methods=["GET", "POST"])
@halfway
def enrol(visitor: Visitor) -> Any:
    """Officers without a second step set it up before they get further."""
    if visitor.member.totp_secret is not None:
        return redirect(url_for("console.second_step"))
    offered = enrolment.offered_secret(visitor)
    facts = enrolment.facts(visitor, offered)
    if request.method == "GET":
        return render("enrol.html", **facts)
    if not _may_try_code(visitor):
        return render("enrol.html", problem=texts.WAIT, **facts), 429
    codes = enrolment.enrol(visitor, offered, one_line("code", 20))
    if codes is None:
        return render("enrol.html", problem=texts.CODE_WRONG, **facts), 403
    _forgive_codes(visitor)
    entering.finish(visitor)
    return render("codes.html", codes=enrolment.grouped(codes))


@desk.post("/sign-out")
@open_to_all
def sign_out() -> Response:
    """End the session here and in the browser."""
    sessions.end()
    session.clear()
    response = make_response(redirect(url_for("console.sign_in", done="signed_out")))
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _may_try_code(visitor: Visitor) -> bool:
    account = (visitor.agency.code, visitor.member.login)
    return parts().throttle.try_account("code", account, request.remote_addr or "-")


def _forgive_codes(visitor: Visitor) -> None:
    parts().throttle.forgive("code", visitor.agency.code, visitor.member.login, request.remote_addr or "-")


def _note_failure(agency: Agency | None, member: Member | None) -> None:
    """Who and when. Never what was typed: people type their password into the wrong field.

    A login that nobody has leaves a line too, or the time an answer takes would tell which logins exist; but only
    some in an hour, so that a stranger cannot fill the log: then one row is written over and over.
    """
    if agency is None:
        return
    now = parts().clock.now()
    with parts().workplace.begin() as work:
        if member is not None:
            work.staff_log.add(agency, member.login, "own.password_wrong", "", now)
        elif parts().throttle.try_once("unknown", agency.code):
            work.staff_log.add(agency, "-", "own.login_unknown", "", now)
        else:
            work.heartbeats.beat("unknown_login", now)


def _door(problem: str, login: str, office: str) -> str:
    with parts().workplace.read() as work:
        offices = work.agencies.all()
    only = offices[0] if len(offices) == 1 else None
    return render(
        "sign_in.html", problem=problem, login=login, office=only.code if only else office, only=only,
        key_codes=parts().officers is not None,
    )  # fmt: skip


def _find(code: str, login: str) -> tuple[Agency | None, Member | None]:
    with parts().workplace.read() as work:
        agency = work.agencies.get(code)
        return agency, work.staff.by_login(agency, login) if agency else None
