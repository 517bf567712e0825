"""Where a person's dialogue stands: a small value, kept sealed between messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from surveys import sitting as sittings
from surveys.sitting import Sitting

VERSION = 1
QUESTION_KEPT = timedelta(hours=24)
TAKEN_BACK_KEPT = 5


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
class State:
    """What the next step needs to remember."""

    sitting: Sitting | None = None
    question: Question | None = None
    waiting_for: str = ""
    """"question", "suggestion" or "complaint": the next text goes to staff."""
    blocked: bool = False
    """The person has blocked the account: nothing may be sent."""
    taken_back: tuple[str, ...] = ()
    """Messages whose unsend came before them."""
    code_tries: tuple[datetime, ...] = ()

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
    )


def _question(kept: Sequence[Any]) -> Question:
    key, text, message_id, at, *others = kept
    return Question(key, text, message_id, _moment(at), tuple(others))


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
