"""Questions that the bot passed on: read, answer, close. Nothing here says who asked."""

from typing import Any

from flask import redirect, request, url_for

from console.blueprint import desk, parts
from console.forms import typed
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.errors import Refused
from qa import passing


@desk.get("/questions")
@needs("clerk")
def questions(visitor: Visitor) -> str:
    """The inbox, oldest hour first."""
    with parts().workplace.read() as work:
        waiting = passing.waiting(work, visitor.agency)
    return render("questions.html", waiting=waiting)


@desk.get("/questions/<question_id>")
@needs("clerk")
def question(visitor: Visitor, question_id: str) -> str:
    """One question with the nearest known answers; `?use=<entry>` fills the answer in."""
    return _page(visitor, question_id, _borrowed(visitor, request.args.get("use", "")), "")


@desk.post("/questions/<question_id>/answer")
@needs("clerk")
def question_answer(visitor: Visitor, question_id: str) -> Any:
    """Send the answer on its way."""
    try:
        with parts().workplace.begin() as work:
            passing.answer(work, visitor.agency, question_id, typed("answer"), visitor.member.id, parts().clock)
            note(work, visitor, "question.answered", question_id)
    except Refused as refused:
        if refused.reason == "question_unknown":
            raise
        return _page(visitor, question_id, typed("answer"), sentence(refused)), 400
    return redirect(url_for("console.question", question_id=question_id, done="answered"))


@desk.post("/questions/<question_id>/close")
@needs("clerk")
def question_close(visitor: Visitor, question_id: str) -> Any:
    """End it without an answer."""
    with parts().workplace.begin() as work:
        passing.close(work, visitor.agency, question_id)
        note(work, visitor, "question.closed", question_id)
    return redirect(url_for("console.questions", done="closed"))


def _page(visitor: Visitor, question_id: str, answer: str, problem: str) -> str:
    with parts().workplace.read() as work:
        asked = passing.get(work, visitor.agency, question_id)
    near = parts().knowledge.of(parts().workplace, visitor.agency).reply(asked.text).entries
    return render("question.html", asked=asked, answer=answer, problem=problem, near=near)


def _borrowed(visitor: Visitor, entry_id: str) -> str:
    entry = parts().knowledge.of(parts().workplace, visitor.agency).entry(entry_id) if entry_id else None
    return entry.answer if entry else ""
