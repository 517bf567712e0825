"""What is kept of a question so that the office can learn from it: the words and how it ended, never who.

| what | how | how long |
|---|---|---|
| answered | words that identify nobody (`qa.gist`), sealed | 12 months |
| untaken, not this, passed on | long numbers and addresses hidden, sealed | 8 weeks, then reduced to such words |
| which message it was | a keyed mark, so that unsend erases it | until the groups are made: a week |

A fraud story, a receipt and an emergency are never kept. No hour, no person, no order of arrival.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Protocol
from weakref import WeakKeyDictionary

from kernel.agency import Agency
from kernel.codes import new_id
from kernel.vault import Vault
from qa.entries import Entry
from qa.gist import Safe, published_in, reduced, safe_words
from qa.learning_ports import AskedRow, ErasingWork, Fate, ForgettingWork
from qa.personal import masked, without_receipt
from qa.routing import Route, classify
from qa.sealing import message_mark, sendable

TEXT_LIMIT = 500
"""Characters kept of a question; a longer one is a story."""
WORDS_KEPT = timedelta(days=56)
HISTORY_KEPT = timedelta(days=365)

_NEVER = (Route.FRAUD, Route.RECEIPT, Route.EMERGENCY)
_LABEL = "asked"
_NAMELESS = "r-"
"""Begins the id of a row that no longer knows which message it was."""


class Shown(Protocol):
    """A knowledge base, as far as everybody may look around in it."""

    def categories(self) -> Mapping[str, Sequence[Entry]]: ...


@dataclass(frozen=True)
class AskedText:
    """A question with its words readable."""

    row: AskedRow
    text: str = field(repr=False)


def to_keep(
    vault: Vault, agency: Agency, base: Shown, text: str, message_id: str, fate: Fate, entry: str, day: date
) -> AskedRow | None:
    """The row to keep of a message, ready to be written; None when nothing may be kept of it.

    message_id -- LINE's; a later row of the same message replaces an earlier one
    """
    if not message_id or classify(text) in _NEVER:
        return None
    answered = fate is Fate.ANSWERED
    plain = without_receipt(sendable(text))[:TEXT_LIMIT]
    said = reduced(plain, safe_words(published(base))) if answered else masked(plain).strip()
    if not said:
        return None
    sealed = vault.seal(_LABEL, agency.code, said.encode())
    return AskedRow(message_mark(vault, agency, message_id), day, fate, entry[:32], sealed, reduced=answered)


def unsaid(work: ForgettingWork, agency: Agency, message_id: str) -> bool:
    """Its sender took a message back: erase what was kept of it. False when nothing was."""
    return work.asked.remove(agency, message_mark(work.vault, agency, message_id))


def forget_threads(work: ErasingWork, agency: Agency, thread_ids: Collection[str], today: date) -> None:
    """The citizen wants what they passed on gone: erase what is still known to come from those threads."""
    messages = work.questions.messages(agency, list(thread_ids))
    marks = {message.message_mark for kept in messages.values() for message in kept}
    for row in work.asked.since(agency, today - HISTORY_KEPT):
        if row.id in marks or row.question in thread_ids:
            work.asked.remove(agency, row.id)


def opened(vault: Vault, agency: Agency, row: AskedRow) -> AskedText:
    """A row with its words."""
    return AskedText(row, vault.unseal(_LABEL, agency.code, row.text).decode())


def aged(vault: Vault, agency: Agency, asked: AskedText, today: date, safe: Safe) -> AskedRow | None:
    """The row a week later: which message it was is forgotten, and after eight weeks its own words go.

    None when no word of it may stay.
    """
    row = asked.row if asked.row.id.startswith(_NAMELESS) else replace(asked.row, id=f"{_NAMELESS}{new_id()}")
    if row.reduced or row.day >= today - WORDS_KEPT:
        return row
    said = reduced(asked.text, safe)
    if not said:
        return None
    return replace(row, text=vault.seal(_LABEL, agency.code, said.encode()), reduced=True, cluster=None, question=None)


_published: "WeakKeyDictionary[Shown, frozenset[str]]" = WeakKeyDictionary()


def published(base: Shown) -> frozenset[str]:
    """The words that the office shows to everybody in questions, phrasings, keywords and categories."""
    found = _published.get(base)
    if found is None:
        found = _published[base] = published_in(
            text
            for entries in base.categories().values()
            for entry in entries
            for text in (entry.question, *entry.phrasings, *entry.keywords, entry.category)
        )
    return found
