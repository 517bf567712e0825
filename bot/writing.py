"""One write transaction for a whole batch: facts, states, messages, and the events' own wiping.

Nearly all of a batch is made ready before the transaction begins, sealing included: the webhook waits for the
database's lock while it is open.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot import applying, letters, messages
from bot.batch import Failed, Lane, Step, walk
from bot.facts import Asked, Counted, Fact, Forgotten, Unsent
from bot.parts import Parts
from bot.ports import Message, Work
from bot.state import State, to_dict
from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Refused
from kernel.post import ClaimedEvent, Outgoing, seal_state, sealed_ahead
from qa import asked, sealing
from qa.learning_ports import AskedRow

log = logging.getLogger("bot.writing")

LEASE = timedelta(seconds=8)
"""How long a message belongs to the process that has just written it. Short: when that process dies, several others
may die after it before the reply token does."""
BACKOFF_S = (2, 10, 60, 300)
"""Before an event that failed is tried again; after the last it is dead, and wiped."""


class Lost(Exception):  # noqa: N818 - it reads as a sentence
    """Another worker has taken over one of the events: everything is rolled back."""


@dataclass
class Written:
    """What a committed batch leaves to do."""

    outgoing: list[Outgoing] = field(default_factory=list)
    blocked: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Writing:
    """A batch on its way into the database."""

    parts: Parts
    now: datetime
    done: list[ClaimedEvent] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    written: Written = field(default_factory=Written)
    _states: dict[tuple[str, str], bytes] = field(default_factory=dict)
    _counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _agencies: dict[str, Agency] = field(default_factory=dict)
    _asked: dict[tuple[str, str], AskedRow] = field(default_factory=dict)
    _used: list[tuple[str, str]] = field(default_factory=list)
    _rewritten: list[Outgoing] = field(default_factory=list)

    def write(self, lane: Lane, steps: Sequence[Step], work: Work | None = None) -> None:
        """Write a lane's turns. When one fails, those after it are stepped through again from where it began.

        work -- the open transaction; a lane for which `needs_work` is false does without
        """
        state, waiting = lane.state, list(steps)
        mine: list[Outgoing] = []
        while waiting:
            one = waiting.pop(0)
            try:
                shown = self._facts(lane, one, work)
            except Exception:  # the worker's outer loop over events: a poisoned one must not stop the others
                log.exception("event.failed", extra={"agency": lane.agency})
                self.failed.append(Failed(one.opened.claimed))
                rest = [later.opened for later in waiting]
                waiting = walk(lane, rest, one.before, one.desk, self.failed)
                continue
            state = one.turn.state
            self.done.append(one.opened.claimed)
            if any(isinstance(fact, Forgotten) for fact in one.turn.facts):
                mine.clear()
                lane.held.clear()
                self.written.blocked.append(lane.key)
            elif shown and one.opened.event.reply_token:
                mine.append(self._letter(lane, one, shown, len(mine)))
        self.written.outgoing += mine
        self._remember(lane, state)

    def _facts(self, lane: Lane, one: Step, work: Work | None) -> Sequence[Message]:
        """Apply a turn's facts, all or none; what to show afterwards."""
        agency, verbs = lane.desk.agency, _verbs(one)
        sender = applying.Sender(one.opened.event.user_id, lane.person)
        try:
            if verbs:
                assert work is not None
                with work.savepoint():
                    for fact in verbs:
                        applying.apply(work, agency, sender, fact, self.parts.clock)
        except Refused as refused:
            refusals = one.turn.refusals
            return refusals.get(refused.reason) or refusals.get("", ())
        for counted in one.turn.facts:
            if isinstance(counted, Counted):
                self._agencies[agency.code] = agency
                self._counts[agency.code, counted.outcome, counted.topic[:64]] += 1
            self._learn(agency, one, counted)
        return one.turn.messages

    def _learn(self, agency: Agency, one: Step, fact: Fact) -> None:
        """Make ready what is kept of a question; what is taken back in the same batch is not kept."""
        if isinstance(fact, Unsent):
            self._asked.pop((agency.code, sealing.message_mark(self.parts.vault, agency, fact.message_id)), None)
        elif isinstance(fact, Asked):
            base, today = one.desk.knowledge, bangkok_day(self.now)
            row = asked.to_keep(
                self.parts.vault, agency, base, fact.text, fact.message_id, fact.fate, fact.entry, today
            )
            if row is not None:
                self._asked[agency.code, row.id] = row

    def _letter(self, lane: Lane, one: Step, shown: Sequence[Message], place: int) -> Outgoing:
        """The reply, with what is held for the person before it."""
        about: set[str] = set()
        earlier = self._held(lane, messages.MESSAGES - len(shown), about)
        letter = letters.answer_to(
            one.opened.event,
            one.opened.received,
            [*earlier, *shown],
            lasting=one.turn.lasting or bool(earlier),
            about=about,
        )
        # a millisecond apart: should this process die, the next one sends them in the same order
        row = letters.outgoing(lane.agency, lane.person, letter, self.now + timedelta(milliseconds=place))
        return sealed_ahead(self.parts.vault, row)

    def _held(self, lane: Lane, room: int, about: set[str]) -> list[Message]:
        """What rides along; `about` gets the threads it answers."""
        taken: list[Message] = []
        while lane.held and room > len(taken):
            row = lane.held.pop(0)
            letter = letters.letter_of(row)
            about |= letters.about(row)
            fits = room - len(taken)
            taken += [messages.without_quick_replies(message) for message in letter.messages[:fits]]
            if len(letter.messages) > fits:
                rest = letters.rewritten(row, replace(letter, messages=letter.messages[fits:]))
                lane.held.insert(0, rest)  # before anything younger, also when the person's next event is in this batch
                self._rewritten.append(rest)
            else:
                self._used.append((row.agency, row.id))
        return taken

    def _remember(self, lane: Lane, state: State) -> None:
        if lane.person and state != lane.state:
            self._states[lane.key] = seal_state(self.parts.vault, *lane.key, to_dict(state))

    def finish(self, work: Work, claim: str, gone: Sequence[ClaimedEvent]) -> Written:
        """Write what was gathered. Raises Lost when an event is no longer ours."""
        today = bangkok_day(self.now)
        for (code, outcome, topic), by in sorted(self._counts.items()):  # one order for all workers: no deadlock
            work.counts.add(self._agencies[code], today, outcome, topic, by)
        work.asked.put_many([(code, row) for (code, _), row in self._asked.items()])
        work.conversations.put_many(self._states, today)
        for row in self._rewritten:
            work.outbox.rewrite(row, self.now)
        work.outbox.settle(self._used)
        work.outbox.put_many(self.written.outgoing, claimed_until=self.now + LEASE)
        dead = [failed.claimed for failed in self.failed if failed.claimed.attempts >= len(BACKOFF_S)]
        if not work.inbox.finish(claim, [*self.done, *gone, *dead], today):
            raise Lost
        self._postpone(work)
        return self.written

    def _postpone(self, work: Work) -> None:
        for failed in self.failed:
            attempts = failed.claimed.attempts
            if attempts >= len(BACKOFF_S):
                log.error("event.dead", extra={"agency": failed.claimed.agency})
            else:
                work.inbox.postpone(failed.claimed, self.now + timedelta(seconds=BACKOFF_S[attempts]))


def needs_work(steps: Sequence[Step]) -> bool:
    """Whether a lane's turns must be written inside the transaction: they say more than that something happened."""
    return any(_verbs(one) for one in steps)


def _verbs(one: Step) -> list[Fact]:
    return [fact for fact in one.turn.facts if not isinstance(fact, Counted | Asked)]
