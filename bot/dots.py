"""Three moving dots for people who have to wait: LINE shows them until the answer comes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.batch import PERSON, Lane, Opened
from bot.dispatch import Dispatch, Person
from bot.events import Event, Text
from bot.outcomes import Line
from bot.parts import Parts

AFTER = timedelta(seconds=1)
LATE_S = 5
SLOW_S = 20
"""Ahead of work that may take seconds. LINE takes multiples of 5 only."""
AT_ONCE = 16


class Dots:
    """Belongs to the event loop."""

    def __init__(self, parts: Parts, line: Line, dispatch: Dispatch) -> None:
        self._parts = parts
        self._line = line
        self._dispatch = dispatch
        self._shown: set[Person] = set()

    def before_slow_work(self, opened: Sequence[Opened]) -> None:
        """For these an agency's knowledge base is read anew first. Called once for every batch, often with nobody."""
        self._shown = set()
        for one in [one for one in opened if _typed(one.event)][:AT_ONCE]:
            agency, user_id = one.claimed.agency, one.event.user_id
            self._show((agency, self._parts.vault.mark(PERSON, agency, user_id)), user_id, SLOW_S)

    def for_the_late(self, lanes: Sequence[Lane], now: datetime) -> None:
        """For people whose message has lain here. Not while we are busy: then each would make all wait longer."""
        if self._dispatch.in_flight:
            return
        for lane in [lane for lane in lanes if lane.person and _has_waited(lane, now)][:AT_ONCE]:
            self._show(lane.key, lane.opened[0].event.user_id, LATE_S)

    def _show(self, person: Person, user_id: str, seconds: int) -> None:
        channel = self._parts.channels(person[0])
        if channel is not None and person not in self._shown:
            self._shown.add(person)
            self._dispatch.run(person, partial(self._line.show_loading, channel.account, user_id, seconds))


def _typed(event: Event) -> bool:
    return event.one_to_one and isinstance(event.content, Text) and bool(event.reply_token)


def _has_waited(lane: Lane, now: datetime) -> bool:
    last = lane.opened[-1]
    return _typed(last.event) and AFTER < now - last.received < timedelta(seconds=60)
