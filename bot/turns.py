"""Whose turn it is: while a letter to a person is in other hands, an answer of ours could overtake it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.batch import Lane
from bot.ports import Outbox
from kernel.post import ClaimedEvent

HELD_UP = timedelta(seconds=45)
"""The longest time for which a person's letter that is in other hands, or is to be tried again, holds up what comes
after it. What comes after has a younger reply token, so that it can still be answered when that time is over."""
EARLY = timedelta(seconds=0.3)
"""How long events are left alone whose turn has not come: else they would fill every batch, and others would wait."""


class Turns:
    """Lanes that wait until another worker has sent its letter, or has died and its letters are taken over.

    ours -- whether this worker has that letter (agency, row) in hand itself
    """

    def __init__(self, ours: Callable[[tuple[str, str]], bool]) -> None:
        self._ours = ours
        self._early: dict[tuple[str, str], datetime] = {}

    def not_yet(self, now: datetime) -> list[tuple[str, str]]:
        """The lanes to leave alone at this moment."""
        self._early = {lane: until for lane, until in self._early.items() if until > now}
        return list(self._early)

    def take(self, outbox: Outbox, lanes: Sequence[Lane], now: datetime) -> tuple[list[Lane], list[ClaimedEvent]]:
        """Lanes whose turn it is, and the events of the others."""
        persons = [lane.key for lane in lanes if lane.person]
        others = {
            (agency, person)
            for agency, row_id, person in outbox.under_way(persons, now - HELD_UP)
            if not self._ours((agency, row_id))
        }
        early = [opened.claimed for lane in lanes if lane.key in others for opened in lane.opened]
        self._early |= {(one.agency, one.lane): now + EARLY for one in early}
        return [lane for lane in lanes if lane.key not in others], early
