"""The knowledge base: find, add, change, hide, and try what citizens would get."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for

from console.blueprint import desk, parts
from console.forms import lines, one_line, typed
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.ports import Work
from console.sessions import Visitor
from kernel.clock import bangkok_day
from kernel.codes import new_code
from kernel.errors import Refused
from qa import knowledge, passing, placeholders
from qa.entries import Entry, Status
from qa.normal import flat

OTHER = "อื่น ๆ"
"""The category of an entry made from a question, until somebody chooses a better one."""


@dataclass(frozen=True)
class Draft:
    """What stands in the form: as typed, so that nothing is lost when it cannot be saved."""

    id: str = ""
    category: str = ""
    question: str = ""
    answer: str = ""
    phrasings: str = ""
    keywords: str = ""
    status: str = Status.LIVE.value
    version: int = 0


@desk.get("/faq")
@needs("clerk")
def faq(visitor: Visitor) -> str:
    """All entries, or those with the searched words; and the try-it box."""
    wanted, asked = request.args.get("q", "")[:100].strip(), request.args.get("try", "")[:1000].strip()
    only_holes = bool(request.args.get("missing"))
    with parts().workplace.read() as work:
        entries = [entry for entry in work.faq.all(visitor.agency) if _has(entry, wanted)]
    holes = {entry.id for entry in entries if entry.live and placeholders.unfilled(entry.answer, visitor.agency)}
    if only_holes:
        entries = [entry for entry in entries if entry.id in holes]
    reply = parts().knowledge.of(parts().workplace, visitor.agency).reply(asked) if asked else None
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.category, []).append(entry)
    return render(
        "faq.html",
        groups=groups,
        found=len(entries),
        wanted=wanted,
        only_holes=only_holes,
        asked=asked,
        reply=reply,
        holes=holes,
    )


@desk.get("/faq/new")
@needs("clerk")
def faq_new(visitor: Visitor) -> str:
    """An empty form, or one filled from an answered question (`?from=<question>`): one tap to keep it."""
    with parts().workplace.read() as work:
        draft = _from_question(work, visitor, request.args["from"]) if request.args.get("from") else Draft()
        return _form(work, visitor, draft, "")


@desk.get("/faq/<entry_id>")
@needs("clerk")
def faq_entry(visitor: Visitor, entry_id: str) -> str:
    """An entry in the form."""
    with parts().workplace.read() as work:
        return _form(work, visitor, _draft(_known(work, visitor, entry_id)), "")


@desk.post("/faq/save")
@needs("clerk")
def faq_save(visitor: Visitor) -> Any:
    """Add or change; the bot answers with it at its next message."""
    draft = _typed()
    try:
        with parts().workplace.begin() as work:
            stored = knowledge.publish_entry(work, visitor.agency, _entry(work, visitor, draft))
            note(work, visitor, "faq.saved", stored.id)
    except Refused as refused:
        if refused.reason == "entry_unknown":
            raise
        with parts().workplace.read() as work:
            found = work.faq.get(visitor.agency, draft.id)
            newer = found if refused.reason == "entry_changed" else None
            draft = _at_version(draft, found.version if found else 0)
            return _form(work, visitor, draft, sentence(refused), newer), 400
    return redirect(url_for("console.faq", done="published"))


@desk.post("/faq/<entry_id>/hide")
@needs("clerk")
def faq_hide(visitor: Visitor, entry_id: str) -> Any:
    """Take it out of the answers; the text stays and can be shown again."""
    with parts().workplace.begin() as work:
        knowledge.hide_entry(work, visitor.agency, entry_id)
        note(work, visitor, "faq.hidden", entry_id)
    return redirect(url_for("console.faq", done="hidden"))


def _form(work: Work, visitor: Visitor, draft: Draft, problem: str, newer: Entry | None = None) -> str:
    categories = sorted({entry.category for entry in work.faq.all(visitor.agency)} | {OTHER})
    return render(
        "faq_entry.html", draft=draft, problem=problem, newer=newer, categories=categories,
        placeholders=sorted(placeholders.KNOWN), unfilled=sorted(placeholders.unfilled(draft.answer, visitor.agency)),
    )  # fmt: skip


def _typed() -> Draft:
    version = one_line("version", 10)
    return Draft(
        id=one_line("id", 32), category=one_line("category", 200), question=one_line("question", 1000),
        answer=typed("answer"), phrasings=typed("phrasings"), keywords=typed("keywords"),
        status=one_line("status", 10), version=int(version) if version.isascii() and version.isdigit() else 0,
    )  # fmt: skip


def _entry(work: Work, visitor: Visitor, draft: Draft) -> Entry:
    """The entry to store. Raises Refused: entry_unknown (a foreign id), entry_changed (somebody was faster)."""
    if draft.id and _known(work, visitor, draft.id).version != draft.version:
        raise Refused("entry_changed")
    status = Status(draft.status) if draft.status in set(Status) else Status.LIVE
    return Entry(
        id=draft.id or _new_id(work, visitor), category=draft.category, question=draft.question, answer=draft.answer,
        phrasings=lines("phrasings"), keywords=lines("keywords"), status=status,
        checked_on=bangkok_day(work.clock.now()),
    )  # fmt: skip


def _new_id(work: Work, visitor: Visitor) -> str:
    while True:
        made = f"k-{new_code(6).lower()}"
        if work.faq.get(visitor.agency, made) is None:
            return made


def _known(work: Work, visitor: Visitor, entry_id: str) -> Entry:
    found = work.faq.get(visitor.agency, entry_id)
    if found is None:
        raise Refused("entry_unknown")
    return found


def _draft(entry: Entry) -> Draft:
    return Draft(entry.id, entry.category, entry.question, entry.answer, "\n".join(entry.phrasings),
                 "\n".join(entry.keywords), entry.status.value, entry.version)  # fmt: skip


def _at_version(draft: Draft, version: int) -> Draft:
    return Draft(draft.id, draft.category, draft.question, draft.answer, draft.phrasings, draft.keywords,
                 draft.status, version)  # fmt: skip


def _from_question(work: Work, visitor: Visitor, question_id: str) -> Draft:
    asked = passing.get(work, visitor.agency, question_id)
    # `listed` hides numbers and addresses that look personal: an entry is public.
    return Draft(category=OTHER, question=" ".join(asked.listed.split())[:300], answer=asked.answer or "")


def _has(entry: Entry, wanted: str) -> bool:
    texts = (entry.question, entry.answer, entry.category, *entry.phrasings, *entry.keywords)
    return not wanted or any(flat(wanted) in flat(text) for text in texts)
