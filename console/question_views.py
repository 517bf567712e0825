"""The inbox of questions, suggestions and complaints: read, answer, close. Nothing here says who asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import redirect, request, url_for

from console import inbox_texts
from console.blueprint import desk, parts
from console.forms import typed
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.agency import Agency
from kernel.errors import Refused
from qa import hours, inbox, passing, replying, thread_texts
from qa.inbox import OpenThread
from qa.ports import Kind, Progress

SHOWN = 200
"""Threads on one page."""


@dataclass(frozen=True)
class Row:
    """A thread in the list, and how long it has waited in office hours ("" when it does not wait)."""

    thread: OpenThread
    waited: str
    late: bool


@desk.get("/questions")
@needs("clerk")
def questions(visitor: Visitor) -> str:
    """The inbox: `?state=waiting|answered|closed&kind=question|suggestion|complaint`; the oldest that waits first."""
    state = _chosen(Progress, "state") or Progress.WAITING
    kind = _chosen(Kind, "kind")
    with parts().workplace.read() as work:
        found = inbox.listed(work, visitor.agency, state, kind, SHOWN)
        numbers = inbox.numbers(work, visitor.agency)
    parts().knowledge.prepare(parts().workplace, visitor.agency)  # whoever reads the list opens a question next
    now = parts().clock.now()
    return render(
        "questions.html",
        rows=[_row(visitor.agency, thread, now) for thread in found],
        state=state.value,
        kind=kind.value if kind else "",
        states={one.value: sum(numbers[one, each] for each in Kind) for one in Progress},
        kinds={one.value: numbers[state, one] for one in Kind},
        words=inbox_texts,
        shown=SHOWN,
    )


@desk.get("/questions/<question_id>")
@needs("clerk")
def question(visitor: Visitor, question_id: str) -> str:
    """One thread with the nearest known answers ready to send; `?use=<entry>` fills the answer in."""
    return _page(visitor, question_id, _borrowed(visitor, request.args.get("use", "")), "")


@desk.post("/questions/<question_id>/answer")
@needs("clerk")
def question_answer(visitor: Visitor, question_id: str) -> Any:
    """Send the answer on its way. What cannot be sent is kept as the thread's draft."""
    text = _borrowed(visitor, request.form.get("use", "")) or typed("answer")
    try:
        with parts().workplace.begin() as work:
            replying.answer(
                work, visitor.agency, question_id, text, visitor.member.id, parts().clock,
                seen=_seen(), had=typed("had"),
            )  # fmt: skip
            note(work, visitor, "question.answered", question_id)
    except Refused as refused:
        if refused.reason == "question_unknown":
            raise
        _keep_draft(visitor, question_id, text)
        return _page(visitor, question_id, text, sentence(refused)), 400
    return redirect(url_for("console.question", question_id=question_id, done="answered"))


@desk.post("/questions/<question_id>/draft")
@needs("clerk")
def question_draft(visitor: Visitor, question_id: str) -> Any:
    """Keep what was typed for later, for whoever opens the thread."""
    _keep_draft(visitor, question_id, typed("answer"))
    return redirect(url_for("console.question", question_id=question_id, done="draft"))


@desk.post("/questions/<question_id>/close")
@needs("clerk")
def question_close(visitor: Visitor, question_id: str) -> Any:
    """End the thread."""
    with parts().workplace.begin() as work:
        passing.close(work, visitor.agency, question_id, parts().clock)
        note(work, visitor, "question.closed", question_id)
    return redirect(url_for("console.questions", done="closed"))


def _page(visitor: Visitor, question_id: str, answer: str, problem: str) -> str:
    with parts().workplace.read() as work:
        asked = passing.get(work, visitor.agency, question_id)
        names = {member.id: member.name for member in work.staff.all(visitor.agency)}
    newest = next((said.text for said in reversed(asked.messages) if not said.by_office), "")
    base = parts().knowledge.soon(parts().workplace, visitor.agency) if asked.open else None
    return render(
        "question.html",
        asked=asked,
        answer=answer or asked.draft,
        drafted=bool(asked.draft) and not answer,
        beside=asked.draft if answer and asked.draft.split() != answer.split() else "",
        problem=problem,
        near=base.reply(newest).entries if base else (),
        near_later=asked.open and base is None,
        names=names,
        row=_row(visitor.agency, asked, parts().clock.now()),
        words=inbox_texts,
    )


def _row(agency: Agency, thread: OpenThread, now: datetime) -> Row:
    if thread.progress is not Progress.WAITING:
        return Row(thread, "", late=False)
    amount = hours.worked(hours.of(agency), thread.active_at, now)
    return Row(thread, thread_texts.waited(amount), late=thread_texts.late(agency, thread.kind, thread.active_at, now))


def _seen() -> int:
    """The newest message on the page the answer was written under; nonsense: as if nothing had been read."""
    given = request.form.get("seen")
    if given is None:
        return replying.ANY
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0


def _keep_draft(visitor: Visitor, question_id: str, text: str) -> None:
    with parts().workplace.begin() as work:
        replying.keep_draft(work, visitor.agency, question_id, text, typed("had") if "had" in request.form else None)


def _borrowed(visitor: Visitor, entry_id: str) -> str:
    entry = parts().knowledge.of(parts().workplace, visitor.agency).entry(entry_id) if entry_id else None
    return entry.answer if entry else ""


def _chosen(among: Any, name: str) -> Any:
    given = request.args.get(name, "")
    return among(given) if given in {one.value for one in among} else None
