"""What tab and knowledge base last agreed on, kept between two runs in the Google target's row."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from kernel.agency import Agency
from qa.entries import Entry
from qa.knowledge import CHANGED
from sheets_sync import texts
from sheets_sync.lease import put_state
from sheets_sync.ports import SyncWork

FAQ_JOB = "faq_sheet"
"""The job's kind."""
LOOK_EVERY = timedelta(hours=1)
"""Drive tells which sheets people have edited; this is for what it did not tell: an edit right after our own."""


@dataclass
class Memory:
    """What tab and knowledge base last agreed on."""

    spreadsheet: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    """Id -> version of each entry that had a row."""
    revision: int = -1
    held: str = ""
    """Why edits wait: a key of `texts.FAQ_HELD`."""
    said: str = ""
    """The same in Thai, for the console."""
    choices: str = ""
    """A fingerprint of the drop-downs that the tab has."""
    doubt_until: str = ""
    """Until then a lost write may still arrive; the tab is left alone."""

    def agree(self, entries: Sequence[Entry], revision: int) -> None:
        """Both say the same now; `entries` have rows."""
        self.rows = {entry.id: entry.version for entry in entries}
        self.revision, self.held, self.said = revision, "", ""

    def hold(self, why: str) -> None:
        """Edits wait for somebody."""
        self.held, self.said = why, texts.FAQ_HELD[why]

    def in_doubt(self, now: datetime) -> bool:
        """Whether a lost write may still arrive."""
        return bool(self.doubt_until) and now < datetime.fromisoformat(self.doubt_until)


def due(work: SyncWork, agency: Agency, spreadsheet: str) -> bool:
    """Whether the knowledge base has changed since tab and knowledge base last agreed."""
    memory = remembered(work, agency)
    return memory.spreadsheet != spreadsheet or memory.revision != revision_of(work, agency)


def remembered(work: SyncWork, agency: Agency) -> Memory:
    """The memory of the agency's tab."""
    return Memory(**work.targets.hold(agency, "google")["state"].get("faq", {}))


def remember(work: SyncWork, agency: Agency, memory: Memory, now: datetime) -> None:
    """Keep it, and ask for the next look at the tab."""
    put_state(work, agency, "google", faq=asdict(memory))
    if memory.doubt_until:
        look_at(work, agency, datetime.fromisoformat(memory.doubt_until))
    look_later(work, agency, now)


def look_later(work: SyncWork, agency: Agency, now: datetime) -> None:
    """Ask for a look in an hour: one, however many passes ask for it."""
    again = now + LOOK_EVERY
    work.jobs.put(agency, FAQ_JOB, key=f"look:{again:%Y%m%dT%H}", run_at=again)


def look_at(work: SyncWork, agency: Agency, moment: datetime) -> None:
    """Ask for a look then. A key of its own: putting the running job again would make it run at once, for ever."""
    work.jobs.put(agency, FAQ_JOB, key=f"look:{moment:%Y%m%dT%H%M%S}", run_at=moment)


def revision_of(work: SyncWork, agency: Agency) -> int:
    """The knowledge base's revision."""
    return work.revisions.all().get((agency.code, CHANGED), 0)
