"""The knowledge base: find, add, change, hide, and try what citizens would get."""

from collections.abc import Sequence
from typing import Any

from flask import redirect, request, url_for

from console import faq_forms, learning_forms
from console.blueprint import desk, parts
from console.faq_forms import Draft
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.paging import paged
from console.ports import Work
from console.sessions import Visitor
from kernel.clock import bangkok_day
from kernel.errors import Refused
from qa import freshness, knowledge, placeholders
from qa.entries import Entry
from qa.faq_table import OTHER
from qa.normal import flat
from qa.trying import Trial
from qa.versions import Change, How


@desk.get("/faq")
@needs("clerk")
def faq(visitor: Visitor) -> str:
    """All entries, those with the searched words, or those that need somebody's eye; and the try-it box."""
    wanted, asked = faq_forms.wanted_words()
    show = "missing" if request.args.get("missing") else request.args.get("show", "")
    with parts().workplace.read() as work:
        every = work.faq.all(visitor.agency)
    today = bangkok_day(parts().clock.now())
    lists = {
        "missing": [entry for entry in every if entry.live and placeholders.holes(entry, visitor.agency)],
        "unchecked": freshness.unchecked(every, today),
        "ending": freshness.ending(every, today),
    }
    entries = [entry for entry in lists.get(show, every) if _has(entry, wanted)]
    shown = paged(entries)
    reply = parts().knowledge.of(parts().workplace, visitor.agency).reply(asked) if asked else None
    return render(
        "faq.html", groups=_grouped(shown.rows), shown=shown, found=len(entries), wanted=wanted,
        show=show if show in lists else "", asked=asked, reply=reply, today=today,
        counts={name: len(found) for name, found in lists.items()},
        holes={entry.id for entry in lists["missing"]},
    )  # fmt: skip


@desk.get("/faq/new")
@needs("clerk")
def faq_new(visitor: Visitor) -> str:
    """An empty form, or one filled from an answered question (`?from=<question>`): one tap to keep it."""
    question, cluster = request.args.get("from"), request.args.get("cluster")
    with parts().workplace.read() as work:
        draft = faq_forms.of_question(work, visitor, question) if question else Draft()
        draft = learning_forms.of_cluster(work, visitor, cluster) if cluster else draft
        return form(work, visitor, draft, "")


@desk.get("/faq/<entry_id>")
@needs("clerk")
def faq_entry(visitor: Visitor, entry_id: str) -> str:
    """An entry in the form, and its history."""
    with parts().workplace.read() as work:
        found = work.faq.get(visitor.agency, entry_id)
        if found is None:
            raise Refused("entry_unknown")
        return form(work, visitor, faq_forms.of_entry(found), "")


@desk.post("/faq/save")
@needs("clerk")
def faq_save(visitor: Visitor) -> Any:
    """Add or change; the bot answers with it at its next message."""
    draft = faq_forms.posted()
    trial = learning_forms.looked_at_first(visitor, draft)
    if trial is not None:
        with parts().workplace.read() as work:
            return form(work, visitor, draft, "", trial=trial)
    try:
        with parts().workplace.begin() as work:
            entry = faq_forms.entry_of(work, visitor, draft)
            change = Change(How.CONSOLE, visitor.member.id)
            stored = knowledge.publish_entry(work, visitor.agency, entry, change)
            if stored.version > (draft.version if draft.id else 0) + 1:  # saved between our look and our write
                raise Refused("entry_changed")
            note(work, visitor, "faq.saved", stored.id)
            served = learning_forms.served(work, visitor, stored)
    except Refused as refused:
        if refused.reason == "entry_unknown":
            raise
        with parts().workplace.read() as work:
            found = work.faq.get(visitor.agency, draft.id)
            newer = found if refused.reason == "entry_changed" else None
            draft = faq_forms.at_version(draft, found.version if found else 0)
            return form(work, visitor, draft, sentence(refused), newer), 400
    if served is not None:
        return redirect(url_for("console.learning_page", done="group_done"))
    return redirect(url_for("console.faq", done="published"))


@desk.post("/faq/<entry_id>/hide")
@needs("clerk")
def faq_hide(visitor: Visitor, entry_id: str) -> Any:
    """Take it out of the answers; the text stays and can be shown again."""
    with parts().workplace.begin() as work:
        knowledge.hide_entry(work, visitor.agency, entry_id, Change(How.CONSOLE, visitor.member.id))
        note(work, visitor, "faq.hidden", entry_id)
    return redirect(url_for("console.faq", done="hidden"))


@desk.post("/faq/<entry_id>/confirm")
@needs("clerk")
def faq_confirm(visitor: Visitor, entry_id: str) -> Any:
    """Somebody looked today: it still holds."""
    with parts().workplace.begin() as work:
        today, change = bangkok_day(work.clock.now()), Change(How.CONSOLE, visitor.member.id)
        knowledge.confirm_entry(work, visitor.agency, entry_id, today, change)
        note(work, visitor, "faq.confirmed", entry_id)
    return redirect(url_for("console.faq", show="unchecked", done="confirmed"))


def form(
    work: Work, visitor: Visitor, draft: Draft, problem: str, newer: Entry | None = None, trial: Trial | None = None
) -> str:
    """The form page, whatever stands in it."""
    every = work.faq.all(visitor.agency)
    stored = next((entry for entry in every if entry.id == draft.id), None)
    versions = work.faq.versions(visitor.agency, draft.id) if stored else []
    told = placeholders.used("\n".join((draft["question"], draft["answer"], draft["phone"], draft["link"])))
    return render(
        "faq_entry.html", draft=draft, problem=problem, newer=newer, versions=versions, stored=stored,
        beside=learning_forms.beside(work, visitor, trial), people=names(work, visitor),
        categories=sorted({entry.category for entry in every} | {OTHER}),
        others=[entry for entry in every if entry.live and entry.id != draft.id], slots=placeholders.MEANINGS,
        unfilled=sorted(name for name in told if placeholders.unfilled(f"{{{name}}}", visitor.agency)),
    )  # fmt: skip


def names(work: Work, visitor: Visitor) -> dict[str, str]:
    """Staff id -> name, those who left included."""
    return {member.id: member.name for member in work.staff.all(visitor.agency)}


def _grouped(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.category, []).append(entry)
    return groups


def _has(entry: Entry, wanted: str) -> bool:
    texts = (entry.id, entry.question, entry.answer, entry.category, *entry.phrasings, *entry.keywords)
    return not wanted or any(flat(wanted) in flat(text) for text in texts)
