"""What a step may look at: a frozen view of the agency and of what is known about the sender."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from bot.facts import Fact
from bot.ports import Message
from bot.state import State
from kernel.agency import Agency, ServicePoint
from kernel.clock import bangkok_day
from qa.answering import Reply
from qa.entries import Entry
from qa.inbox import OpenThread
from qr import links
from surveys.instruments import Instrument
from surveys.records import Round

PREFILLED = 80
"""Characters ready to send: in a link each Thai one is nine, and LINE takes 1,000 in all."""


class Knowledge(Protocol):
    """The agency's knowledge base."""

    def reply(self, text: str, topic: str | None = None) -> Reply: ...
    def entry(self, entry_id: str) -> Entry | None: ...
    def categories(self) -> Mapping[str, Sequence[Entry]]: ...


@dataclass(frozen=True)
class Desk:
    """The agency as it stands now, and two facts about the person who writes."""

    agency: Agency
    knowledge: Knowledge
    points: Mapping[str, ServicePoint]
    """By code, retired ones included."""
    round: Round | None
    instrument: Instrument | None
    now: datetime
    base_url: str
    answered: bool = False
    """Whether the sender has answered the current round."""
    staff: bool = False
    """Whether the sender's account is linked to a member of staff."""
    threads: Sequence[OpenThread] = ()
    """What the sender has passed on to staff, the latest moved first; only where the step needs it."""
    held: frozenset[str] = frozenset()
    """Ids of threads whose answer is held for the sender and rides on the next reply; looked up with `threads`."""
    account: str = ""
    """The LINE account's public id, "@..."; "" while it is not known."""

    @property
    def today(self) -> date:
        """The day in Thailand."""
        return bangkok_day(self.now)

    @property
    def figures(self) -> str:
        """The agency's public page."""
        return f"{self.base_url}/a/{self.agency.code}"

    @property
    def privacy(self) -> str:
        """The privacy notice."""
        return f"{self.figures}/privacy"

    def private_chat(self, text: str) -> str | None:
        """A link that opens the one-to-one chat with `text` ready to send; None while the account is not known."""
        return links.line_oa_message(self.account, text[:PREFILLED]) if self.account else None


@dataclass(frozen=True)
class Turn:
    """What follows from one event."""

    state: State
    messages: Sequence[Message] = ()
    facts: Sequence[Fact] = ()
    refusals: Mapping[str, Sequence[Message]] = field(default_factory=dict)
    """What to say instead when a verb refuses one of the facts, by the refusal's reason; "" for any other."""
    lasting: bool = True
    """Whether the messages are still worth showing later, when they could not be delivered now."""


def short_key(*parts: str) -> str:
    """A short name for something, the same whenever the step is repeated."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=5).hexdigest()
