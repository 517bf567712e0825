"""What is on its way to one person: the body of an outbox row, as a value."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.events import Event
from bot.ports import Message
from kernel.codes import new_id
from kernel.post import Outgoing

TOKEN_TRIED = timedelta(minutes=20)
"""LINE promises a reply token for one minute and lets it die after twenty; a refused reply costs nothing."""

TOKEN_PROMISED = timedelta(seconds=55)
"""Of LINE's minute, what surely remains ours: a token refused in this time has been used by an earlier try."""

REPLY, PUSH = "reply", "push"


@dataclass(frozen=True)
class Letter:
    """Messages, and how they may reach the person."""

    messages: Sequence[Message] = field(repr=False)
    user: str = field(default="", repr=False)
    """"" in groups: those are never pushed to."""
    token: str = field(default="", repr=False)
    token_ms: int = 0
    """When the token came."""
    event_ms: int = 0
    stage: str = REPLY
    """PUSH once a push has been decided on, which is written down before the first try."""
    lasting: bool = True
    paid: bool = False
    """Whether the push is counted in the budget already."""
    about: str = ""
    """Ids of the threads it answers, with spaces between; "" for everything else."""
    unheard: bool = False
    """Whether LINE has left earlier tries of the reply unanswered: nobody knows whether it has gone out."""

    def token_may_live(self, now: datetime) -> bool:
        """Whether a reply is worth a try."""
        arrived, happened = _moment(self.token_ms), _moment(self.event_ms)
        return bool(self.token) and now - arrived <= TOKEN_TRIED and now - happened <= TOKEN_TRIED

    def token_lives(self, now: datetime) -> bool:
        """Whether LINE's promise still holds: a reply is good, or has gone out before."""
        return bool(self.token) and now - _moment(self.token_ms) <= TOKEN_PROMISED


def answer_to(
    event: Event, received: datetime, messages: Sequence[Message], *, lasting: bool, about: Collection[str] = ()
) -> Letter:
    """The reply to an event. about -- the threads whose answers it carries along"""
    user = event.user_id if event.one_to_one else ""
    told = " ".join(sorted(about))
    return Letter(list(messages), user, event.reply_token, _ms(received), _ms(event.at), REPLY, lasting, about=told)


def about(row: Outgoing) -> set[str]:
    """The threads that a row's letter answers."""
    return set(letter_of(row).about.split())


def outgoing(agency: str, person: str, letter: Letter, now: datetime) -> Outgoing:
    """A new row for the outbox. Its id doubles as the retry key of a push."""
    return Outgoing(agency, new_id(), person, _body(letter), now)


def letter_of(row: Outgoing) -> Letter:
    """The letter in a row."""
    return Letter(**row.body)


def rewritten(row: Outgoing, letter: Letter) -> Outgoing:
    """The row with a changed letter."""
    return Outgoing(row.agency, row.id, row.person, _body(letter), row.created_at)


def _body(letter: Letter) -> dict[str, Any]:
    return dict(vars(letter))  # messages are never changed in place; copying them deeply cost half of an answer


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
