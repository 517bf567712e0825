"""The second person: a new officer's key is approved by a colleague, or by the recovery key's holder.

For officers only, and with their own key in hand: whoever just runs the accounts sees nothing here.
"""

from typing import Any

from flask import abort, redirect, url_for

from console import officer_keys
from console.blueprint import desk, parts
from console.forms import one_line, secret
from console.guards import needs
from console.noting import note
from console.officers import Officers
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.errors import Refused


@desk.get("/keys")
@needs("officer")
def keys(visitor: Visitor) -> str:
    """Keys that wait: one's own with its number, and those of others, to compare and approve."""
    return _page(visitor)


@desk.post("/keys/<officer_id>/approve")
@needs("officer")
def key_approve(visitor: Visitor, officer_id: str) -> Any:
    """Seal new cases to a colleague's key from now on."""
    key = officer_keys.in_hand(visitor)
    try:
        if key is None:
            raise Refused("not_approver")
        _officers().approve(visitor.agency, key, officer_id, one_line("number", 40))
    except Refused as refused:
        return _page(visitor, problem=sentence(refused)), 409
    return _approved(visitor, officer_id)


@desk.post("/keys/<officer_id>/reject")
@needs("officer")
def key_reject(visitor: Visitor, officer_id: str) -> Any:
    """Throw a key away that somebody else made in a colleague's name."""
    key = officer_keys.in_hand(visitor)
    try:
        if key is None:
            raise Refused("not_approver")
        _officers().reject(visitor.agency, key, officer_id, one_line("number", 40))
    except Refused as refused:
        return _page(visitor, problem=sentence(refused)), 409
    with parts().workplace.begin() as work:
        member = work.staff.get(visitor.agency, officer_id)
        note(work, visitor, "officer.key_rejected", member.login if member else officer_id)
    return redirect(url_for("console.keys", done="key_rejected"))


@desk.post("/keys/own/code")
@needs("officer")
def key_code(visitor: Visitor) -> Any:
    """A fresh code to open one's own key when the password is lost; only in this answer."""
    key = officer_keys.in_hand(visitor)
    if key is None:
        return _page(visitor, problem=sentence(Refused("code_wrong"))), 409
    if not _knows_password(visitor):
        return _page(visitor, problem=sentence(Refused("code_wrong"))), 403
    code = _officers().recovery_code(visitor.agency, key)
    with parts().workplace.begin() as work:
        note(work, visitor, "officer.code_printed")
    return render("key_code.html", code=code)


@desk.post("/keys/own/challenge")
@needs("officer")
def key_challenge(visitor: Visitor) -> Any:
    """The text for the recovery key's holder, about one's own waiting key; an earlier text ends."""
    try:
        challenge = _officers().challenge_for_key(visitor.agency, visitor.member.id)
    except Refused as refused:
        return _page(visitor, problem=sentence(refused)), 409
    return _page(visitor, challenge=challenge)


@desk.post("/keys/own/answer")
@needs("officer")
def key_answer(visitor: Visitor) -> Any:
    """What the recovery key's holder read out."""
    if not parts().throttle.try_once("own", visitor.agency.code, visitor.member.id):
        return _page(visitor, problem=sentence(Refused("too_often"))), 429
    try:
        _officers().approve_by_recovery(visitor.agency, visitor.member.id, one_line("answer", 60))
    except Refused as refused:
        return _page(visitor, problem=sentence(refused)), 409
    return _approved(visitor, visitor.member.id)


def _knows_password(visitor: Visitor) -> bool:
    """Whether the present password was typed; five tries in five minutes."""
    account = (visitor.agency.code, visitor.member.id)
    if not parts().throttle.try_once("own", *account):
        return False
    if not parts().passwords.verify(visitor.member.password_hash, secret("old")):
        return False
    parts().throttle.forgive("own", *account)
    return True


def _approved(visitor: Visitor, officer_id: str) -> Any:
    with parts().workplace.begin() as work:
        member = work.staff.get(visitor.agency, officer_id)
        note(work, visitor, "officer.key_approved", member.login if member else officer_id)
    return redirect(url_for("console.keys", done="key_approved"))


def _page(visitor: Visitor, *, problem: str = "", challenge: str = "") -> str:
    waiting = _officers().waiting_keys(visitor.agency)
    own = next((one for one in waiting if one.officer == visitor.member.id), None)
    others = [one for one in waiting if one.officer != visitor.member.id]
    return render(
        "keys.html", own=own, others=others, challenge=challenge, problem=problem,
        in_hand=officer_keys.in_hand(visitor) is not None,
    )  # fmt: skip


def _officers() -> Officers:
    officers = parts().officers
    if officers is None:
        abort(404)
    return officers
