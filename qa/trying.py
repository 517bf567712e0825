"""An entry is tried against what people asked before: which questions would it catch, and which would it steal?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kernel.agency import Agency
from qa.answering import Kind, KnowledgeBase, Reply
from qa.asked import HISTORY_KEPT, opened, published
from qa.entries import Entry, Status
from qa.gist import GAP, reduced, safe_words, shared
from qa.learning_ports import Fate, LearningWork
from qa.normal import flat

MOST_TRIED = 400
"""Different past questions, the newest."""


@dataclass(frozen=True)
class Past:
    """A question of the past."""

    text: str = field(repr=False)
    """For trying only; never shown."""
    shown: str
    """Words that identify nobody."""
    answered_by: str
    """Id of the entry that answered it; "" when none did."""


@dataclass(frozen=True)
class Taken:
    """Another entry's question that the new one would take."""

    shown: str
    owner: Entry
    """The entry that answers it now."""
    wholly: bool
    """True: the new entry would answer it; False: both would stand among choices."""


@dataclass(frozen=True)
class Trial:
    """What would change."""

    tried: int
    catches: tuple[str, ...] = ()
    """Past questions without an answer that it would answer."""
    offers: tuple[str, ...] = ()
    """Past questions without an answer where it would be among the choices."""
    steals: tuple[Taken, ...] = ()
    crossings: tuple[tuple[str, Entry], ...] = ()
    """Its own phrasings that another entry answers today, with that entry."""

    @property
    def harmful(self) -> bool:
        """Whether somebody should look before it is published."""
        return bool(self.steals or self.crossings)


def history(work: LearningWork, agency: Agency, base: KnowledgeBase, today: date) -> list[Past]:
    """Different past questions, the newest first, at most MOST_TRIED."""
    rows = sorted(work.asked.since(agency, today - HISTORY_KEPT), key=lambda row: (-row.day.toordinal(), row.id))
    every = [opened(work.vault, agency, row) for row in rows[: 4 * MOST_TRIED]]
    safe = safe_words(published(base), shared((one.row.day, one.text) for one in every if not one.row.reduced))
    found: dict[str, Past] = {}
    for one in every:
        answered = one.row.entry if one.row.fate is Fate.ANSWERED else ""
        shown = one.text if one.row.reduced else reduced(one.text, safe) or GAP
        found.setdefault(flat(one.text), Past(one.text, shown, answered))
        if len(found) >= MOST_TRIED:
            break
    return list(found.values())


def try_entry(base: KnowledgeBase, entry: Entry, past: Sequence[Past]) -> Trial:
    """What `entry`, added to the base or put in the place of the one with its id, would do to past questions."""
    after = base.with_entry(replace(entry, status=Status.LIVE))
    catches: list[str] = []
    offers: list[str] = []
    steals: list[Taken] = []
    for one in past:
        reply = after.reply(one.text)
        if not _has(reply, entry.id):
            continue
        owner = base.entry(one.answered_by) if one.answered_by else None
        if owner is not None and owner.id != entry.id:
            steals += _stolen(reply, one.shown, owner, entry)
        elif owner is None and not _answers(base.reply(one.text)):
            (catches if _answers(reply) else offers).append(one.shown)
    steals += _stolen_phrasings(base, after, entry)
    crossings = _crossings(base, entry)
    return Trial(len(past), tuple(catches), tuple(offers), _distinct(steals), crossings)


def _has(reply: Reply, entry_id: str) -> bool:
    if reply.kind is Kind.ANSWER:
        return reply.entries[0].entry.id == entry_id
    return reply.kind is Kind.CHOICES and any(ranked.entry.id == entry_id for ranked in reply.entries)


def _answers(reply: Reply) -> bool:
    return reply.kind is Kind.ANSWER


def _stolen(reply: Reply, shown: str, owner: Entry, entry: Entry) -> list[Taken]:
    return [Taken(shown, owner, wholly=_answers(reply))]


def _stolen_phrasings(base: KnowledgeBase, after: KnowledgeBase, entry: Entry) -> list[Taken]:
    """Published questions and phrasings of the nearest entries that would go to the new one."""
    rivals = {ranked.entry.id: ranked.entry for text in _texts(entry) for ranked in base.reply(text).entries}
    found = []
    for rival in rivals.values():
        for text in () if rival.id == entry.id else _texts(rival):
            reply = after.reply(text)
            if _answers(reply) and _has(reply, entry.id):
                found.append(Taken(text, rival, wholly=True))
    return found


def _crossings(base: KnowledgeBase, entry: Entry) -> tuple[tuple[str, Entry], ...]:
    """New phrasings that another entry answers today: near-duplicates push each other out of the first place."""
    known = base.entry(entry.id)
    old = {flat(text) for text in _texts(known)} if known else set()
    found = []
    for text in _texts(entry):
        reply = base.reply(text) if flat(text) not in old else None
        if reply is not None and _answers(reply) and reply.entries[0].entry.id != entry.id:
            found.append((text, reply.entries[0].entry))
    return tuple(found)


def _texts(entry: Entry) -> tuple[str, ...]:
    return (entry.question, *entry.phrasings)


def _distinct(steals: Iterable[Taken]) -> tuple[Taken, ...]:
    return tuple({(flat(one.shown), one.owner.id): one for one in steals}.values())
