"""What an officer does with a case: one form each. The text that was typed comes back when it is refused."""

from collections.abc import Callable
from typing import Any

from flask import redirect, request, url_for

from complaints.ports import CaseReader
from complaints.status import Outcome, Status
from console.blueprint import desk
from console.case_views import case_page, own_reader
from console.forms import one_line, typed
from console.guards import needs
from console.pages import sentence
from console.sessions import Visitor
from kernel.errors import Refused

MAX_TYPED = 50_000
"""More than any text may have: the room refuses what is too long, and the words are still there."""

Act = Callable[[CaseReader], None]


@desk.post("/cases/<reference>/status")
@needs("officer")
def case_status(visitor: Visitor, reference: str) -> Any:
    """Take it up, or take a closed one up again."""
    return _do(visitor, reference, lambda reader: reader.set_status(reference, Status.WORKING), "case_changed")


@desk.post("/cases/<reference>/close")
@needs("officer")
def case_close(visitor: Visitor, reference: str) -> Any:
    """Finish it with an outcome, and a last word to the informer when there is one."""
    chosen, told = one_line("outcome", 20), _words("told")

    def close(reader: CaseReader) -> None:
        if chosen not in set(Outcome) - {Outcome.FORWARDED}:
            raise Refused("case_outcome")
        reader.close(reference, Outcome(chosen), told)

    return _do(visitor, reference, close, "case_changed", "ending", told=told)


@desk.post("/cases/<reference>/forward")
@needs("officer")
def case_forward(visitor: Visitor, reference: str) -> Any:
    """Finish it as handed to another body, which the informer is told."""
    to, told = one_line("to", 500), _words("told")
    return _do(visitor, reference, lambda reader: reader.forward(reference, to, told), "case_forwarded", "forward",
               to=to, told=told)  # fmt: skip


@desk.post("/cases/<reference>/message")
@needs("officer")
def case_message(visitor: Visitor, reference: str) -> Any:
    """Say something to the informer."""
    text = _words("text")
    return _do(visitor, reference, lambda reader: reader.write(reference, text), "case_written", "message", text=text)


@desk.post("/cases/<reference>/note")
@needs("officer")
def case_note(visitor: Visitor, reference: str) -> Any:
    """Write something for colleagues."""
    note = _words("note")
    return _do(visitor, reference, lambda reader: reader.note(reference, note), "case_noted", "note", note=note)


@desk.post("/cases/<reference>/assign")
@needs("officer")
def case_assign(visitor: Visitor, reference: str) -> Any:
    """Say who works on it."""
    officer = one_line("officer", 64)
    return _do(visitor, reference, lambda reader: reader.assign(reference, officer), "case_assigned", "people")


@desk.post("/cases/<reference>/share")
@needs("officer")
def case_share(visitor: Visitor, reference: str) -> Any:
    """Give a colleague who came later the key of this case."""
    officer = one_line("officer", 64)
    return _do(visitor, reference, lambda reader: reader.share(reference, officer), "case_shared", "people")


@desk.post("/cases/<reference>/recuse")
@needs("officer")
def case_recuse(visitor: Visitor, reference: str) -> Any:
    """Step back: the case is not there any more for this officer."""
    return _do(visitor, reference, lambda reader: reader.recuse(reference), "case_recused", "recuse", back="cases")


@desk.post("/cases/<reference>/spam")
@needs("officer")
def case_spam(visitor: Visitor, reference: str) -> Any:
    """Not a report at all; the other officers see who said so, and why, for a month."""
    reason = typed("spam_reason", 1000)
    return _do(visitor, reference, lambda reader: reader.mark_spam(reference, reason), "case_spam", "spam",
               spam_reason=reason)  # fmt: skip


@desk.post("/cases/<reference>/unspam")
@needs("officer")
def case_unspam(visitor: Visitor, reference: str) -> Any:
    """It is a report after all."""
    return _do(visitor, reference, lambda reader: reader.unmark_spam(reference), "case_unspam")


@desk.post("/cases/<reference>/hold")
@needs("officer")
def case_hold(visitor: Visitor, reference: str) -> Any:
    """Keep it beyond its time, for a court or an auditor; or no longer."""
    on = one_line("on", 5) == "yes"
    return _do(visitor, reference, lambda reader: reader.hold(reference, on), "case_held")


@desk.post("/cases/<reference>/contact")
@needs("officer")
def case_contact(visitor: Visitor, reference: str) -> Any:
    """Show the volunteered contact in this answer only; the typed reason goes into the audit log."""
    reader, reason = own_reader(visitor), typed("reason", 1000)
    try:
        contact = reader.contact(reference, reason)
    except Refused as refused:
        return _again(visitor, reader, reference, refused, "contact", 400, reason=reason)
    return case_page(visitor, reader, reference, contact=contact)


@desk.post("/cases/erasures")
@needs("officer")
def case_erasures(visitor: Visitor) -> Any:
    """Let an erase of many cases that waited for somebody go on."""
    own_reader(visitor).approve_erasures()
    return redirect(url_for("console.cases", done="case_erased"))


def _do(
    visitor: Visitor, reference: str, act: Act, done: str, wanted: str = "", *, back: str = "case", **said: str
) -> Any:
    reader = own_reader(visitor)
    try:
        act(reader)
    except Refused as refused:
        status = 409 if refused.reason.startswith(("already", "last", "not_")) else 400
        return _again(visitor, reader, reference, refused, wanted, status, **said)
    if back == "case":
        return redirect(url_for("console.case", reference=reference, done=done))
    return redirect(url_for(f"console.{back}", done=done))


def _again(
    visitor: Visitor, reader: CaseReader, reference: str, refused: Refused, wanted: str, status: int, **said: str
) -> Any:
    if refused.reason == "no_such_case":
        raise refused
    page = case_page(visitor, reader, reference, problem=sentence(refused), wanted=wanted, typed=said)
    return page if isinstance(page, tuple) else (page, status)


def _words(name: str) -> str:
    """A text exactly as typed: what goes into a case is evidence."""
    return request.form.get(name, "").replace("\x00", "")[:MAX_TYPED]
