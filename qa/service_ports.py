"""What the service statistics need from outside, to be read and to be noted."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from kernel.agency import Agency
from qa.ports import AnswerTimes


class ServiceWork(Protocol):
    """What the service statistics are read from."""

    @property
    def counts(self) -> "ReadCounts": ...
    @property
    def answer_times(self) -> "ReadTimes": ...


class ReadCounts(Protocol):
    """Service counters, to be read."""

    def between(self, agency: Agency, first: date, last: date) -> Sequence["Counted"]: ...


class ReadTimes(Protocol):
    """Answer times and waiting questions, to be read."""

    def between(self, agency: Agency, first: date, last: date) -> list[tuple[date, int, int]]: ...

    def waiting(self, agency: Agency) -> Mapping[date, int]: ...


class Counted(Protocol):
    """One day's count of one outcome and topic."""

    @property
    def day(self) -> date: ...
    @property
    def outcome(self) -> str: ...
    @property
    def topic(self) -> str: ...
    @property
    def count(self) -> int: ...


class TimingWork(Protocol):
    """What noting an answer's time needs."""

    @property
    def answer_times(self) -> AnswerTimes: ...
