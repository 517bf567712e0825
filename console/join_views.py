"""Invitation and reset links: the person chooses a password, once."""

from typing import Any

from flask import redirect, request, url_for

from console import accounts, passwords, texts
from console.blueprint import desk, parts
from console.forms import secret
from console.guards import open_to_all
from console.pages import render, sentence
from kernel.agency import Agency
from kernel.errors import Refused
from kernel.staff import Member


@desk.route("/join/<agency>/<token>", methods=["GET", "POST"])
@open_to_all
def join(agency: str, token: str) -> Any:
    """Show the form, or use the link up."""
    if not parts().throttle.try_once("join", request.remote_addr or "-"):
        return render("join.html", member=None, office=None, problem=texts.WAIT), 429
    office, member = _whose(agency, token)
    if office is None or member is None:
        return render("join.html", member=None, office=None, problem=sentence(Refused("token_spent"))), 404
    if request.method == "GET":
        return render("join.html", member=member, office=office)
    problem = _chosen_badly(member)
    if problem:
        return render("join.html", member=member, office=office, problem=problem), 400
    hashed = parts().passwords.hash(secret("password"))
    try:
        with parts().workplace.begin() as work:
            accounts.join(work, office, token, hashed, parts().clock)
    except Refused as refused:  # two tabs with the same link: one was faster
        return render("join.html", member=None, office=None, problem=sentence(refused)), 404
    return redirect(url_for("console.sign_in", office=office.code, done="joined"))


def _whose(code: str, token: str) -> tuple[Agency | None, Member | None]:
    with parts().workplace.read() as work:
        office = work.agencies.get(code)
        return office, accounts.whose(work, office, token, parts().clock) if office else None


def _chosen_badly(member: Member) -> str:
    try:
        passwords.check(secret("password"), member.login)
    except Refused as refused:
        return sentence(refused)
    return "" if secret("password") == secret("again") else texts.PASSWORDS_DIFFER
