"""Signing in: password, then six digits; signing out."""

from typing import Any

from flask import Response, make_response, redirect, request, session, url_for

from console import enrolment, entering, sessions, texts
from console.blueprint import desk, parts
from console.forms import one_line, secret
from console.guards import halfway, open_to_all
from console.pages import render
from console.sessions import Visitor
from kernel.agency import Agency
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
    throttle = parts().throttle
    if not (throttle.try_once("address", request.remote_addr or "-") and throttle.try_once("login", code, login)):
        return _door(texts.WAIT, login, code), 429
    agency, member = _find(code, login)
    fits = parts().passwords.verify(member.password_hash if member else None, password)
    if agency is None or member is None or not fits:
        return _door(texts.SIGN_IN_FAILED, login, code), 403
    throttle.forgive("login", code, login)
    session.clear()  # a CSRF token from before does not go in with the person
    return redirect(url_for(entering.let_in(agency, member, password)))


@desk.route("/second-step", methods=["GET", "POST"])
@halfway
def second_step(visitor: Visitor) -> Any:
    """Six digits from the telephone."""
    if visitor.member.totp_secret is None:
        return redirect(url_for("console.enrol"))
    if request.method == "GET":
        return render("second_step.html")
    if not parts().throttle.try_once("code", visitor.agency.code, visitor.member.id):
        return render("second_step.html", problem=texts.WAIT), 429
    if not entering.use_code(visitor, one_line("code", 20)):
        return render("second_step.html", problem=texts.CODE_WRONG), 403
    parts().throttle.forgive("code", visitor.agency.code, visitor.member.id)
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
    if not parts().throttle.try_once("code", visitor.agency.code, visitor.member.id):
        return render("enrol.html", problem=texts.WAIT, **facts), 429
    if not enrolment.enrol(visitor, offered, one_line("code", 20)):
        return render("enrol.html", problem=texts.CODE_WRONG, **facts), 403
    entering.finish(visitor)
    return redirect(url_for("console.home"))


@desk.post("/sign-out")
@open_to_all
def sign_out() -> Response:
    """End the session here and in the browser."""
    sessions.end()
    session.clear()
    response = make_response(redirect(url_for("console.sign_in", done="signed_out")))
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _door(problem: str, login: str, office: str) -> str:
    with parts().workplace.read() as work:
        offices = work.agencies.all()
    only = offices[0] if len(offices) == 1 else None
    return render("sign_in.html", problem=problem, login=login, office=only.code if only else office, only=only)


def _find(code: str, login: str) -> tuple[Agency | None, Member | None]:
    with parts().workplace.read() as work:
        agency = work.agencies.get(code)
        return agency, work.staff.by_login(agency, login) if agency else None
