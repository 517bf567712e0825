"""The agencies' desks, cached: knowledge base, points and round are read again only when they have changed."""

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.desk import Desk, Knowledge
from bot.parts import Parts
from bot.ports import Work
from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Unavailable
from qa.answering import KnowledgeBase, Reply
from qa.entries import Entry
from qa.standing import standing_base
from surveys.library import find
from surveys.rounds import current_round, standing_round

log = logging.getLogger("bot.desks")

LOOK_AGAIN_S = 1.0
DESKS = 200
"""Agencies whose knowledge base stays in memory."""

REPLIES = 500
"""Replies remembered for each agency."""

_WATCHED = ("agency", "faq", "points", "rounds", "credentials")
_Revision = tuple[int, ...]


class Remembering:
    """A knowledge base that remembers its latest replies: in a village most people ask the same few things.

    What was typed is not kept, only its hash; replies hold nothing but entries.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.base = self._knowledge = knowledge
        self._replies: OrderedDict[bytes, Reply] = OrderedDict()
        self._categories = knowledge.categories()

    def reply(self, text: str, topic: str | None = None) -> Reply:
        """As `KnowledgeBase.reply`."""
        key = hashlib.blake2b(f"{topic or ''}\n{text}".encode(), digest_size=16).digest()
        reply = self._replies.get(key)
        if reply is None:
            reply = self._replies[key] = self._knowledge.reply(text, topic)
            if len(self._replies) > REPLIES:
                self._replies.popitem(last=False)
        self._replies.move_to_end(key)
        return reply

    def entry(self, entry_id: str) -> Entry | None:
        """As `KnowledgeBase.entry`."""
        return self._knowledge.entry(entry_id)

    def categories(self) -> Mapping[str, Sequence[Entry]]:
        """As `KnowledgeBase.categories`."""
        return self._categories


@dataclass(frozen=True)
class _Held:
    revision: _Revision
    day: date
    desk: Desk


class Desks:
    """One thread's cache: the event loop's."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._numbers: Mapping[tuple[str, str], int] = {}
        self._looked = datetime.min.replace(tzinfo=UTC)

    def ready(self, code: str, now: datetime) -> bool:
        """Whether the agency's knowledge base is at hand; else `at` may take seconds."""
        self._look(now)
        held = self._held.get(code)
        return held is not None and self._knows(held, code)

    def at(self, code: str, now: datetime) -> Desk | None:
        """The agency's desk without a sender; None when there is no such agency."""
        self._look(now)
        held, revision = self._held.get(code), self._revision(code)
        if held is None or held.revision != revision or held.day != bangkok_day(now):
            desk = self._read(code, now, held)
            if desk is None:
                return None
            held = self._held[code] = _Held(revision, bangkok_day(now), desk)
            if len(self._held) > DESKS:
                self._held.popitem(last=False)
        self._held.move_to_end(code)
        return held.desk

    def all_at(self, codes: Iterable[str], now: datetime) -> dict[str, Desk | None]:
        """The desks of several agencies. One that cannot be read is left out."""
        found: dict[str, Desk | None] = {}
        for code in codes:
            try:
                found[code] = self.at(code, now)
            except Unavailable:  # the database is away: everybody waits, and nobody's try is used up
                raise
            except Exception:  # an outer loop over agencies: one office's damage must not silence the others
                log.exception("desk.unreadable", extra={"agency": code})
        return found

    def _look(self, now: datetime) -> None:
        if not 0 <= (now - self._looked).total_seconds() < LOOK_AGAIN_S:
            with self._parts.workplace.read() as work:
                self._numbers = work.revisions.all()
            self._looked = now

    def _knows(self, held: _Held, code: str) -> bool:
        return held.revision[:2] == self._revision(code)[:2]

    def _revision(self, code: str) -> _Revision:
        return tuple(self._numbers.get((code, what), 0) for what in _WATCHED)

    def _read(self, code: str, now: datetime, old: _Held | None) -> Desk | None:
        with self._parts.workplace.read() as work:
            agency = work.agencies.get(code)
            if agency is None:
                return None
            knowledge = self._knowledge(work, agency, old)
            points = work.points.by_sign(agency)
            opened = standing_round(work, agency, bangkok_day(now))
            instrument = find(work, agency, opened.instrument) if opened is not None else None
        if opened is None:
            with self._parts.workplace.begin() as work:  # the round's first visitor opens it
                opened = current_round(work, agency, self._parts.clock)
                instrument = find(work, agency, opened.instrument)
        channel = self._parts.channels(code)
        account = channel.basic_id if channel is not None else ""
        return Desk(agency, knowledge, points, opened, instrument, now, self._parts.base_url, account=account)

    def _knowledge(self, work: Work, agency: Agency, old: _Held | None) -> Knowledge:
        # Indexing takes most of a second, so a new point or round does not cause it.
        if old is not None and self._knows(old, agency.code):
            return old.desk.knowledge
        today = bangkok_day(self._parts.clock.now())  # the day's end raises the revision when dates begin or run out
        before = old.desk.knowledge.base if old is not None and isinstance(old.desk.knowledge, Remembering) else None
        return Remembering(standing_base(work, agency, today, engine=self._parts.engine, before=before))
