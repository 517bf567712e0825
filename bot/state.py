"""Where a person's dialogue stands: a small value, kept sealed between messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from surveys import sitting as sittings
from surveys.sitting import Sitting

VERSION = 1
QUESTION_KEPT = timedelta(hours=24)
TOPIC_KEPT = timedelta(minutes=15)
"""How long a follow-up such as "แล้วต้องใช้เอกสารอะไร" belongs to what was answered last."""
LISTED_KEPT = timedelta(minutes=30)
"""How long a typed number means a line of the list shown last."""
TAKEN_BACK_KEPT = 5
RATINGS_KEPT = 30
"""Answers shown, and answers rated, that are remembered so that no thumb counts twice."""


@dataclass(frozen=True)
class Question:
    """The last question, so that "ask staff" needs no second typing. `key` is in its buttons."""

    key: str
    text: str = field(repr=False)
    message_id: str
    at: datetime
    others: tuple[str, ...] = ()
    """Entries that came next, for "not this one"."""


@dataclass(frozen=True)
class Topic:
    """What was talked about last: an entry's id, or a category."""

    about: str
    at: datetime
    more: int = 0
    """The part of a long answer that comes next; 0 when everything has been shown."""


@dataclass(frozen=True)
class Listed:
    """The numbered lines shown last: a typed number is a tap on that line."""

    lines: tuple[str, ...]
    """The data of each line's button."""
    at: datetime
    onward: str = ""
    """The data of the button for the next page."""
    first: int = 1
    """The number of the first line."""


@dataclass(frozen=True)
class State:
    """What the next step needs to remember."""

    sitting: Sitting | None = None
    question: Question | None = None
    waiting_for: str = ""
    """"question", "suggestion", "complaint", or "thread:" and an id: the next text goes to staff."""
    blocked: bool = False
    """The person has blocked the account: nothing may be sent."""
    taken_back: tuple[str, ...] = ()
    """Messages whose unsend came before them."""
    code_tries: tuple[datetime, ...] = ()
    topic: Topic | None = None
    listed: Listed | None = None
    shown: tuple[str, ...] = ()
    """Marks of the answers shown last: only those can be rated."""
    rated: tuple[str, ...] = ()
    nudged_at: datetime | None = None
    """When the person was last told that they had used an online service."""
    threads: tuple[str, ...] = ()
    """Keys of what the person has passed on to staff, the newest last: with them they come back to it."""

    @property
    def plain(self) -> bool:
        """Whether there is nothing to remember."""
        return self == State()


def to_dict(state: State) -> dict[str, Any]:
    """For the sealed store."""
    kept: dict[str, Any] = {"v": VERSION}
    if state.sitting is not None:
        kept["sitting"] = sittings.to_dict(state.sitting)
    if state.question is not None:
        asked = state.question
        kept["question"] = [asked.key, asked.text, asked.message_id, _ms(asked.at), *asked.others]
    if state.waiting_for:
        kept["waiting_for"] = state.waiting_for
    if state.blocked:
        kept["blocked"] = True
    if state.taken_back:
        kept["taken_back"] = list(state.taken_back)
    if state.code_tries:
        kept["code_tries"] = [_ms(moment) for moment in state.code_tries]
    if state.topic is not None:
        kept["topic"] = [state.topic.about, _ms(state.topic.at), state.topic.more]
    if state.listed is not None:
        listed = state.listed
        kept["listed"] = [_ms(listed.at), listed.onward, listed.first, *listed.lines]
    return kept | _marks(state)


def _marks(state: State) -> dict[str, Any]:
    given = {"shown": state.shown, "rated": state.rated, "threads": state.threads}
    kept: dict[str, Any] = {name: list(marks) for name, marks in given.items() if marks}
    if state.nudged_at is not None:
        kept["nudged_at"] = _ms(state.nudged_at)
    return kept


def from_dict(kept: Mapping[str, Any] | None) -> State:
    """The state; a fresh one for a new person and for a version we do not know."""
    if not kept or kept.get("v") != VERSION:
        return State()
    question = kept.get("question")
    return State(
        sitting=sittings.from_dict(kept["sitting"]) if "sitting" in kept else None,
        question=_question(question) if question else None,
        waiting_for=kept.get("waiting_for", ""),
        blocked=kept.get("blocked", False),
        taken_back=tuple(kept.get("taken_back", ())),
        code_tries=tuple(_moment(ms) for ms in kept.get("code_tries", ())),
        topic=_topic(kept.get("topic")),
        listed=_listed(kept.get("listed")),
        shown=tuple(kept.get("shown", ())),
        rated=tuple(kept.get("rated", ())),
        nudged_at=_moment(kept["nudged_at"]) if "nudged_at" in kept else None,
        threads=tuple(kept.get("threads", ())),
    )


def _topic(kept: Sequence[Any] | None) -> Topic | None:
    return Topic(kept[0], _moment(kept[1]), kept[2]) if kept else None


def _listed(kept: Sequence[Any] | None) -> Listed | None:
    if not kept:
        return None
    at, onward, first, *lines = kept
    return Listed(tuple(lines), _moment(at), onward, first)


def _question(kept: Sequence[Any]) -> Question:
    key, text, message_id, at, *others = kept
    return Question(key, text, message_id, _moment(at), tuple(others))


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
