"""What a step wants written down. The step itself writes nothing: `bot.applying` calls one verb for each."""

from dataclasses import dataclass, field
from datetime import datetime

from qa.learning_ports import Fate
from qa.ports import Kind
from surveys.records import Answers


@dataclass(frozen=True)
class Counted:
    """One more for the service statistics."""

    outcome: str
    topic: str


@dataclass(frozen=True)
class Rated:
    """A thumb under an answer; of whom, nothing knows."""

    entry_id: str
    helped: bool


@dataclass(frozen=True)
class AskedUnknown:
    """Something for a person to answer."""

    text: str = field(repr=False)
    message_id: str = ""
    kind: Kind = Kind.QUESTION
    key: str = field(default="", compare=False)
    """With it the person comes back to the thread."""


@dataclass(frozen=True)
class Asked:
    """A question and how it ended so far: what the office learns from, without who. A later one replaces it."""

    text: str = field(repr=False)
    message_id: str
    fate: Fate
    entry: str
    """Id of the entry that was shown; "" when none was."""


@dataclass(frozen=True)
class SurveyDone:
    """A finished survey."""

    answers: Answers = field(repr=False)


@dataclass(frozen=True)
class VisitCounted:
    """A poster's code was sent."""

    point: str


@dataclass(frozen=True)
class Unsent:
    """A message was taken back: erase what was kept of it."""

    message_id: str


@dataclass(frozen=True)
class Forgotten:
    """The person blocked the account: nothing more may be sent, nothing is kept."""

    threads: tuple[str, ...] = ()
    """Keys of what they have passed on to staff."""


@dataclass(frozen=True)
class WroteOn:
    """More words for a thread with staff."""

    thread: str
    text: str = field(repr=False)
    message_id: str = ""


@dataclass(frozen=True)
class ThreadTapped:
    """A thread is ended ("close"), opened again ("reopen"), or its answer helped ("yes") or not ("no")."""

    thread: str
    way: str


@dataclass(frozen=True)
class Erased:
    """The person wants what they have passed on to staff gone."""

    threads: tuple[str, ...]


@dataclass(frozen=True)
class LinkStaff:
    """A member of staff typed a link code."""

    code: str = field(repr=False)


@dataclass(frozen=True)
class Photographed:
    """A member of staff sent a photograph: look for our signs in it."""

    message_id: str
    reply_token: str = field(repr=False)
    at: datetime


Fact = (
    Counted
    | Rated
    | Asked
    | AskedUnknown
    | SurveyDone
    | VisitCounted
    | Unsent
    | Forgotten
    | LinkStaff
    | Photographed
    | WroteOn
    | ThreadTapped
    | Erased
)
