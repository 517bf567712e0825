"""The qa room's stores in memory, and a unit of work around them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from kernel.agency import Agency
from kernel.jobs import Job
from qa.entries import Entry
from qa.faq_ports import Upload
from qa.ports import Count, Progress, SealedMessage, SealedThread
from qa.versions import BY_PRODUCT, Change, Version
from tests.cast import NOON
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault


class FakeFaq:
    """Entries in a dict."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Entry] = {}
        self._versions: list[tuple[str, Version]] = []
        self._uploads: dict[tuple[str, str], Upload] = {}
        self._synonyms: dict[str, str] = {}

    def put(self, agency: Agency, entry: Entry, now: datetime, change: Change = BY_PRODUCT) -> Entry:
        before = self._rows.get((agency.code, entry.id))
        stored = replace(entry, version=before.version + 1 if before else 1)
        self._rows[agency.code, entry.id] = stored
        self._versions.insert(0, (agency.code, Version(stored, now, change)))
        return stored

    def changed_at(self, agency: Agency) -> dict[str, datetime]:
        return {one.entry.id: one.at for code, one in reversed(self._versions) if code == agency.code}

    def versions(self, agency: Agency, entry_id: str) -> list[Version]:
        return [one for code, one in self._versions if (code, one.entry.id) == (agency.code, entry_id)]

    def synonyms(self, agency: Agency) -> str:
        return self._synonyms.get(agency.code, "")

    def keep_synonyms(self, agency: Agency, lines: str, now: datetime, by: str) -> None:
        self._synonyms[agency.code] = lines

    def keep_upload(self, agency: Agency, upload: Upload) -> None:
        self._uploads[agency.code, upload.staff_id] = upload

    def upload(self, agency: Agency, staff_id: str) -> Upload | None:
        return self._uploads.get((agency.code, staff_id))

    def drop_upload(self, agency: Agency, staff_id: str) -> None:
        self._uploads.pop((agency.code, staff_id), None)

    def get(self, agency: Agency, entry_id: str) -> Entry | None:
        return self._rows.get((agency.code, entry_id))

    def all(self, agency: Agency) -> list[Entry]:
        mine = [entry for (code, _), entry in self._rows.items() if code == agency.code]
        return sorted(mine, key=lambda entry: (entry.category, entry.id))


class FakeQuestions:
    """Sealed threads in a dict."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], SealedThread] = {}
        self._messages: dict[tuple[str, str], dict[int, SealedMessage]] = {}

    def add(self, agency: Agency, thread: SealedThread, first: SealedMessage) -> bool:
        if (agency.code, thread.id) in self._rows:
            return False
        self._rows[agency.code, thread.id] = thread
        self.put_message(agency, thread.id, first)
        return True

    def get(self, agency: Agency, thread_id: str) -> SealedThread | None:
        return self._rows.get((agency.code, thread_id))

    def hold(self, agency: Agency, thread_id: str) -> SealedThread | None:
        return self.get(agency, thread_id)

    def many(self, agency: Agency, thread_ids: Sequence[str]) -> list[SealedThread]:
        return [thread for thread in self._of(agency) if thread.id in thread_ids]

    def in_progress(self, agency: Agency, *progress: Progress) -> list[SealedThread]:
        return [thread for thread in self._of(agency) if thread.progress in progress]

    def replace(self, agency: Agency, thread: SealedThread) -> None:
        if (agency.code, thread.id) in self._rows:
            self._rows[agency.code, thread.id] = thread

    def remove(self, agency: Agency, thread_id: str) -> None:
        self._rows.pop((agency.code, thread_id), None)
        self._messages.pop((agency.code, thread_id), None)

    def messages(self, agency: Agency, thread_ids: Sequence[str]) -> dict[str, list[SealedMessage]]:
        found = {one: self._messages.get((agency.code, one), {}) for one in thread_ids}
        return {one: [kept[place] for place in sorted(kept)] for one, kept in found.items()}

    def put_message(self, agency: Agency, thread_id: str, message: SealedMessage) -> None:
        self._messages.setdefault((agency.code, thread_id), {})[message.place] = message

    def remove_message(self, agency: Agency, thread_id: str, place: int) -> None:
        self._messages.get((agency.code, thread_id), {}).pop(place, None)

    def mark_delivered(self, agency: Agency, thread_id: str) -> None:
        kept = self._messages.get((agency.code, thread_id), {})
        kept.update({place: replace(message, delivered=True) for place, message in kept.items()})

    def by_message(self, agency: Agency, message_mark: str) -> list[tuple[str, int]]:
        every = ((code, thread, one) for (code, thread), kept in self._messages.items() for one in kept.values())
        return sorted((thread, one.place) for code, thread, one in every
                      if (code, one.message_mark) == (agency.code, message_mark))  # fmt: skip

    def _of(self, agency: Agency) -> list[SealedThread]:
        mine = [thread for (code, _), thread in self._rows.items() if code == agency.code]
        return sorted(mine, key=lambda thread: (thread.asked_at, thread.id))


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


class FakeAnswerTimes:
    """(agency, month, minutes) in the order of the answers."""

    def __init__(self) -> None:
        self.noted: list[tuple[str, date, int]] = []

    def add(self, agency: Agency, month: date, minutes: int) -> None:
        self.noted.append((agency.code, month, minutes))


class FakeQaWork:
    """A unit of work holding only what this room uses."""

    def __init__(self) -> None:
        self.faq = FakeFaq()
        self.questions = FakeQuestions()
        self.counts = FakeCounts()
        self.revisions = FakeRevisions()
        self.jobs = FakeJobs()
        self.answer_times = FakeAnswerTimes()
        self.vault = GlassVault()
        self.clock = FrozenClock()
