"""The office's own list of words that mean the same."""

from typing import Any

from flask import redirect, request, url_for

from console.blueprint import desk, parts
from console.forms import typed
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.errors import Refused
from qa import standing


@desk.route("/faq/synonyms", methods=["GET", "POST"])
@needs("clerk")
def faq_synonyms(visitor: Visitor) -> Any:
    """Look at it, change it; the bot listens with it at its next message."""
    if request.method == "GET":
        with parts().workplace.read() as work:
            return render("faq_synonyms.html", lines=work.faq.synonyms(visitor.agency))
    said = typed("lines", 200_000)
    try:
        with parts().workplace.begin() as work:
            standing.keep_synonyms(work, visitor.agency, said, visitor.member.id)
            note(work, visitor, "faq.synonyms")
    except Refused as refused:
        return render("faq_synonyms.html", lines=said, problem=sentence(refused)), 400
    return redirect(url_for("console.faq_synonyms", done="saved"))
