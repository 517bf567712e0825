"""Two clerks press one button at the same moment: one is served, the other is told. SQLite lets one in at a time."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from console.faq_file_views import publish
from kernel.errors import Refused
from qa import passing, teaching
from qa.entries import Entry
from qa.faq_ports import Upload
from qa.knowledge import CHANGED
from qa.learning_ports import AskedRow, ClusterRow, ClusterState, Fate
from qa.ports import Side
from storage.database import Database
from storage.tables import metadata
from storage.work import Work
from storage.workplace import Workplace
from tests.cast import BAN_MAI, MALEE, NOON
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault

DAY = date(2026, 11, 20)


@pytest.fixture
def place(postgres_url: str, clock: FrozenClock) -> Iterator[Workplace]:
    database = Database.open(postgres_url)
    metadata.create_all(database.engine)
    yield Workplace(database, GlassVault(), clock)
    database.engine.dispose()


def at_once(place: Workplace, act: Callable[[Work, str], object]) -> list[str]:
    """What two clerks hear who have both begun before either is done."""
    both_here = threading.Barrier(2, timeout=10)

    def clerk(name: str) -> str:
        try:
            with place.begin() as work:
                work.revisions.all()
                both_here.wait()
                act(work, name)
        except Refused as refused:
            return refused.reason
        return "served"

    with ThreadPoolExecutor(2) as clerks:
        return sorted(clerks.map(clerk, ("somying", "somchai")))


def test_of_two_files_one_is_published_whole(place: Workplace) -> None:
    with place.begin() as work:
        work.agencies.add(BAN_MAI)
        work.revisions.bump(BAN_MAI, CHANGED)
        for name in ("somying", "somchai"):
            entries = (Entry("market", "ตลาด", "เปิดวันไหน", name), Entry(name, "ตลาด", f"ถาม {name}", name))
            work.faq.keep_upload(BAN_MAI, Upload(name, entries, 1, NOON, whole=True))
    heard = at_once(place, lambda work, name: publish(work, BAN_MAI, name, drastic=False))
    with place.read() as work:
        written_by = {entry.answer for entry in work.faq.all(BAN_MAI)}
    assert (heard, len(written_by)) == (["served", "upload_stale"], 1)


def test_of_two_answers_to_a_group_one_is_sent(place: Workplace, clock: FrozenClock) -> None:
    with place.begin() as work:
        work.agencies.add(BAN_MAI)
        asked = passing.pass_on(work, BAN_MAI, "ขอยืมเต็นท์", MALEE, "m1", clock)
        row = AskedRow("r1", DAY, Fate.PASSED_ON, "", b"sealed", reduced=False)
        work.asked.put_many([(BAN_MAI.code, row)])
        work.asked.replace(BAN_MAI, "r1", AskedRow("r1", DAY, Fate.PASSED_ON, "", b"sealed", False, "c1", asked))
        work.clusters.replace_open(BAN_MAI, [ClusterRow("c1", b"sealed", 1, "", DAY, ClusterState.OPEN)], DAY)

    def answer(work: Work, name: str) -> None:
        teaching.answer_group(work, BAN_MAI, "c1", Entry("tent", "ยืม", "เต็นท์", name), {asked}, name, clock)

    heard = at_once(place, answer)
    with place.read() as work:
        sent = [one for one in work.questions.messages(BAN_MAI, [asked])[asked] if one.side is Side.STAFF]
    assert (heard, len(sent)) == (["cluster_done", "served"], 1)
