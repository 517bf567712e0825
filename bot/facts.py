"""What a step wants written down. The step itself writes nothing: `bot.applying` calls one verb for each."""

from dataclasses import dataclass, field

from qa.ports import Kind
from surveys.records import Answers


@dataclass(frozen=True)
class Counted:
    """One more for the service statistics."""

    outcome: str
    topic: str


@dataclass(frozen=True)
class AskedUnknown:
    """Something for a person to answer."""

    text: str = field(repr=False)
    message_id: str = ""
    kind: Kind = Kind.QUESTION


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


@dataclass(frozen=True)
class LinkStaff:
    """A member of staff typed a link code."""

    code: str = field(repr=False)


Fact = Counted | AskedUnknown | SurveyDone | VisitCounted | Unsent | Forgotten | LinkStaff
