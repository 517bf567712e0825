"""The qa room's stores in memory, and a unit of work around them."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime

from kernel.agency import Agency
from kernel.jobs import Job
from qa.entries import Entry
from qa.ports import Count, Progress, SealedQuestion
from tests.cast import NOON
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault


class FakeFaq:
    """Entries in a dict."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Entry] = {}

    def put(self, agency: Agency, entry: Entry, now: datetime) -> Entry:
        before = self._rows.get((agency.code, entry.id))
        stored = replace(entry, version=before.version + 1 if before else 1)
        self._rows[agency.code, entry.id] = stored
        return stored

    def get(self, agency: Agency, entry_id: str) -> Entry | None:
        return self._rows.get((agency.code, entry_id))

    def all(self, agency: Agency) -> list[Entry]:
        mine = [entry for (code, _), entry in self._rows.items() if code == agency.code]
        return sorted(mine, key=lambda entry: (entry.category, entry.id))


class FakeQuestions:
    """Sealed questions in a dict."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], SealedQuestion] = {}

    def add(self, agency: Agency, question: SealedQuestion) -> None:
        self._rows[agency.code, question.id] = question

    def get(self, agency: Agency, question_id: str) -> SealedQuestion | None:
        return self._rows.get((agency.code, question_id))

    def in_progress(self, agency: Agency, progress: Progress) -> list[SealedQuestion]:
        return [question for question in self._of(agency) if question.progress is progress]

    def undelivered(self, agency: Agency) -> list[SealedQuestion]:
        return [question for question in self.in_progress(agency, Progress.ANSWERED) if question.person is not None]

    def replace(self, agency: Agency, question: SealedQuestion) -> None:
        if (agency.code, question.id) in self._rows:
            self._rows[agency.code, question.id] = question

    def remove(self, agency: Agency, question_id: str) -> None:
        self._rows.pop((agency.code, question_id), None)

    def by_message(self, agency: Agency, message_mark: str) -> list[SealedQuestion]:
        return [question for question in self._of(agency) if question.message_mark == message_mark]

    def _of(self, agency: Agency) -> list[SealedQuestion]:
        mine = [question for (code, _), question in self._rows.items() if code == agency.code]
        return sorted(mine, key=lambda question: (question.asked_at, question.id))


class FakeCounts:
    """Counters in memory."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, date, str, str]] = Counter()

    def add(self, agency: Agency, day: date, outcome: str, topic: str) -> None:
        self._counts[agency.code, day, outcome, topic] += 1

    def between(self, agency: Agency, first: date, last: date) -> list[Count]:
        mine = sorted((key[1:], count) for key, count in self._counts.items() if key[0] == agency.code)
        return [Count(*key, count) for key, count in mine if first <= key[0] <= last]


class FakeRevisions:
    """Numbers that only grow."""

    def __init__(self) -> None:
        self.numbers: Counter[tuple[str, str]] = Counter()

    def bump(self, agency: Agency, what: str) -> None:
        self.numbers[agency.code, what] += 1


class FakeJobs:
    """Remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[Job] = []

    def put(
        self,
        agency: Agency,
        kind: str,
        *,
        key: str = "",
        run_at: datetime | None = None,
        payload: dict[str, str] | None = None,
    ) -> None:
        self.asked.append(Job(agency.code, kind, key, run_at or NOON, payload or {}))


class FakeQaWork:
    """A unit of work holding only what this room uses."""

    def __init__(self) -> None:
        self.faq = FakeFaq()
        self.questions = FakeQuestions()
        self.counts = FakeCounts()
        self.revisions = FakeRevisions()
        self.jobs = FakeJobs()
        self.vault = GlassVault()
        self.clock = FrozenClock()
