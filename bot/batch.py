"""A batch of claimed events on its way from rows to turns: opened, sorted into lanes, stepped through."""

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot import events, letters
from bot.desk import Desk, Turn
from bot.desks import Desks
from bot.dialogue import asks_who, step
from bot.events import Event
from bot.facts import SurveyDone
from bot.heard import noted
from bot.intake import LABEL
from bot.parts import Parts
from bot.ports import Work
from bot.state import State, from_dict
from bot.topics import threads
from kernel.post import ClaimedEvent, Outgoing
from kernel.vault import Vault
from qa import inbox, sealing
from surveys import has_answered

log = logging.getLogger("bot.batch")

PERSON = "person"
"""The vault's label of the keyed hash under which a person's state, messages and staff account are found."""


@dataclass(frozen=True)
class Opened:
    """A claimed event, readable."""

    claimed: ClaimedEvent
    event: Event
    received: datetime


@dataclass
class Lane:
    """One person's (or group's) events, in the order in which they happened."""

    desk: Desk
    person: str
    """"" where there is nobody to remember: groups, and people whom LINE does not name."""
    opened: list[Opened] = field(default_factory=list)
    state: State = field(default_factory=State)
    held: list[Outgoing] = field(default_factory=list)

    @property
    def agency(self) -> str:
        return self.desk.agency.code

    @property
    def key(self) -> tuple[str, str]:
        """(agency code, person)."""
        return self.agency, self.person


@dataclass(frozen=True)
class Step:
    """One event's turn, and where the person stood before."""

    opened: Opened
    before: State
    desk: Desk
    turn: Turn


@dataclass(frozen=True)
class Failed:
    """An event whose handling raised: it gets another try later."""

    claimed: ClaimedEvent


def open_event(vault: Vault, claimed: ClaimedEvent) -> Opened:
    """Unseal and read. Raises kernel.errors.Unreadable when the row was damaged or moved."""
    sealed = json.loads(vault.unseal(LABEL, f"{claimed.agency}/{claimed.mark}", claimed.body))
    received = events.moment(sealed["received"]) or claimed.at
    return Opened(claimed, events.read(sealed["event"], claimed.at), received)


def sort_into_lanes(
    parts: Parts,
    desks: Desks,
    claimed: Iterable[ClaimedEvent],
    now: datetime,
    before_slow_work: Callable[[Sequence[Opened]], None],
) -> tuple[list[Lane], list[ClaimedEvent], list[Failed]]:
    """Lanes; events of agencies that are gone, to be wiped; events that cannot be opened.

    before_slow_work -- told of the events whose agency has to be read first, which may take seconds
    """
    lanes: dict[tuple[str, str], Lane] = {}
    gone: list[ClaimedEvent] = []
    failed: list[Failed] = []
    every = _open_all(parts.vault, claimed, failed)
    standing = _desks_of(every, desks, now, before_slow_work)
    for opened in every:
        one = opened.claimed
        if one.agency not in standing:
            failed.append(Failed(one))
            continue
        desk = standing[one.agency]
        if desk is None:
            gone.append(one)
            continue
        lane = lanes.get((one.agency, one.lane))
        if lane is None:
            person = parts.vault.mark(PERSON, one.agency, opened.event.user_id) if opened.event.one_to_one else ""
            lane = lanes[one.agency, one.lane] = Lane(desk, person)
        lane.opened.append(opened)
    return list(lanes.values()), gone, failed


def _desks_of(
    every: Sequence[Opened], desks: Desks, now: datetime, before_slow_work: Callable[[Sequence[Opened]], None]
) -> dict[str, Desk | None]:
    """Each agency's desk at this moment: None where the agency is gone, left out where it cannot be read."""
    agencies = {opened.claimed.agency for opened in every}
    slow = {code for code in agencies if not desks.ready(code, now)}
    before_slow_work([opened for opened in every if opened.claimed.agency in slow])
    found = desks.all_at(agencies, now)
    return {code: replace(desk, now=now) if desk is not None else None for code, desk in found.items()}


def _open_all(vault: Vault, claimed: Iterable[ClaimedEvent], failed: list[Failed]) -> list[Opened]:
    every = []
    for one in claimed:
        try:
            every.append(open_event(vault, one))
        except Exception:  # the worker's outer loop over events: one that cannot be read must not stop the others
            log.exception("event.unreadable", extra={"agency": one.agency})
            failed.append(Failed(one))
    return every


def look_up(work: Work, lanes: Sequence[Lane], failed: list[Failed]) -> list[Lane]:
    """Fill in what is known about the people: their states, what is held for them, and who they are to the survey.

    Returns the lanes of which this is known; the events of the others go to `failed`.
    """
    named = {lane.key: lane for lane in lanes if lane.person}
    states = work.conversations.many(list(named))
    for row in work.outbox.held(list(named)):
        named[row.agency, row.person].held.append(row)
    known = [lane for lane in lanes if not lane.person]
    for key, lane in named.items():
        try:
            lane.state = from_dict(states.get(key))
            _recognise(work, lane)
            _recall(work, lane)
        except Exception:  # as above
            log.exception("person.unreadable", extra={"agency": lane.agency})
            failed += [Failed(opened.claimed) for opened in lane.opened]
        else:
            known.append(lane)
    return known


def _recognise(work: Work, lane: Lane) -> None:
    if not any(asks_who(lane.state, opened.event) for opened in lane.opened):
        return
    agency, round_ = lane.desk.agency, lane.desk.round
    answered = round_ is not None and has_answered(work, agency, round_.id, lane.opened[0].event.user_id)
    staff = work.staff.by_line(agency, lane.person) is not None
    lane.desk = replace(lane.desk, answered=answered, staff=staff)


def _recall(work: Work, lane: Lane) -> None:
    """What the person has passed on to staff, where a step asks for it; keys of what is gone are forgotten."""
    if not any(threads.asks(lane.state, opened.event) for opened in lane.opened):
        return
    agency, user_id = lane.desk.agency, lane.opened[0].event.user_id
    ids = {key: sealing.thread_id(work.vault, agency, user_id, key) for key in lane.state.threads}
    found = inbox.opened(work, agency, work.questions.many(agency, list(ids.values())))
    known = {thread.id for thread in found}
    lane.state = replace(lane.state, threads=tuple(key for key, thread_id in ids.items() if thread_id in known))
    newest = sorted(found, key=lambda thread: thread.active_at, reverse=True)
    lane.desk = replace(lane.desk, threads=tuple(newest), held=frozenset().union(*map(letters.about, lane.held)))


def walk(lane: Lane, opened: Sequence[Opened], state: State, desk: Desk, failed: list[Failed]) -> list[Step]:
    """Step through events in their order; one that raises is left out and noted in `failed`."""
    steps = []
    for one in opened:
        try:
            turn = noted(state, step(desk, state, one.event))
        except Exception:  # as above
            log.exception("event.failed", extra={"agency": lane.agency})
            failed.append(Failed(one.claimed))
            continue
        steps.append(Step(one, state, desk, turn))
        state = turn.state
        if any(isinstance(fact, SurveyDone) for fact in turn.facts):
            desk = replace(desk, answered=True)
    return steps
