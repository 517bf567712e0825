"""A town that answers by real webhooks and pages, and from which everything can be stolen."""

import logging
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
from flask import Flask
from sqlalchemy import select

from kernel.clock import bangkok_day
from kernel.vault import Vault
from sheets_sync.parts import Parts as SyncParts
from sheets_sync.worker import sync_agency
from storage.tables import ballots, conversations, metadata
from surveys import publish_batch
from surveys.asides import publish_asides
from tests.bot.office import Office, open_office
from tests.cast import BAN_MAI, TAX_COUNTER
from tests.fakes.fraud_door import FakeFraudDoor
from tests.flows.relink_loot import Loot, Witnessed
from tests.web.answering import answer_all
from web import Parts as WebParts
from web import install as install_web

CHOICES = [
    given for given in product("123456", "123456", "12", "123456") if len(set(given)) > 1
]  # different people answer differently, so that a find can be told from luck


@dataclass
class Town:
    """The office, its pages, and what an outsider and the person themselves know."""

    office: Office
    web: Flask
    folder: Path
    logs: Callable[[], str]
    truth: list[dict[str, int]] = field(default_factory=list)
    transcript: list[Witnessed] = field(default_factory=list)
    sealed: list[bytes] = field(default_factory=list)
    """Every sealed ballot and dialogue that was ever on disk."""

    def people_answer(self, people: int, publish: Callable[[], None] | None = None, *, pages: bool = True) -> None:
        """One after the other, minutes apart; what waits is published as the job would."""
        given = random.Random(11).sample(CHOICES, people)
        for number, choices in enumerate(given):
            self.office.clock.pass_time(minutes=7)
            answers = "".join(choices) + "22222"
            user = self._on_the_page(answers) if pages and number % 4 == 3 else self._in_the_chat(number, answers)
            self._saw(user, answers)
            self._remember()
            (publish or self.publish)()

    def one_a_day(self, publish: Callable[[], None]) -> None:
        """Six people on six days."""
        for number, choices in enumerate(random.Random(3).sample(CHOICES, 6)):
            self.office.clock.pass_time(days=1)
            answers = "".join(choices) + "22222"
            self._saw(self._in_the_chat(number, answers), answers)
            publish()

    def _saw(self, user: str, answers: str) -> None:
        self.truth.append({f"e{at}": int(one) for at, one in enumerate(answers, 1)})
        self.transcript.append(Witnessed(user, bangkok_day(self.office.clock.now()), 7 * len(self.transcript)))

    def _in_the_chat(self, number: int, answers: str) -> str:
        person = self.office.person(f"คนที่ {number}")
        for words in (f"EIT {TAX_COUNTER.code}", *answers, "ส่ง"):
            self.office.clock.pass_time(seconds=3)
            person.send_text(words)
        self.office.work()
        return str(person.user_id)

    def _on_the_page(self, answers: str) -> str:
        assert answer_all(self.web.test_client(), f"/s/{TAX_COUNTER.code}", answers).status_code == 303
        return ""

    def _remember(self) -> None:
        with self.office.workplace.read() as work:
            for column in (ballots.c.payload, conversations.c.state):
                found = work.connection.execute(select(column)).scalars()
                self.sealed += [bytes(one) for one in found if one is not None]

    def publish(self, rng: random.Random | None = None, *, day_end: bool = False) -> None:
        """The batch job."""
        with self.office.workplace.begin() as work:
            publish_batch(work, BAN_MAI, self.office.clock, rng=rng, day_end=day_end)
            publish_asides(work, BAN_MAI, self.office.clock)

    def steal(self, vault: Vault | None) -> Loot:
        """Everything there is, after the worker's own tidying and syncing."""
        office = self.office
        sync_agency(SyncParts(office.workplace, office.clock, self.folder, "https://banmai.example"), BAN_MAI)
        office.workplace.database.clear_traces()
        with office.workplace.read() as work:
            round_id = current_round_id(work)
            tables = {
                table.name: [dict(row) for row in work.connection.execute(select(table)).mappings()]
                for table in metadata.sorted_tables
            }
        files = {path.name: path.read_bytes() for path in sorted(self.folder.iterdir()) if path.is_file()}
        logs, lines = self.logs(), workbook_rows(self.folder)
        return Loot(BAN_MAI, round_id, tables, files, lines, logs, tuple(self.transcript), vault)


def current_round_id(work: Any) -> str:
    (round_,) = work.rounds.all(BAN_MAI)
    return str(round_.id)


def workbook_rows(folder: Path) -> Sequence[Sequence[object]]:
    path = folder / "banmai.xlsx"
    if not path.exists():
        return ()
    book = openpyxl.load_workbook(path, read_only=True)
    rows = [[cell.value for cell in row] for row in book["คำตอบแบบสำรวจ"].iter_rows(min_row=2)]
    book.close()
    return rows


class Heard(logging.Handler):
    """Keeps every log line with all its facts."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self.lines.append(str(vars(record)))


@contextmanager
def opened_town(folder: Path) -> Iterator[Town]:
    """An office with its pages on one database file, everything logged."""
    heard, root = Heard(), logging.getLogger()
    before = root.level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    try:
        with open_office(folder) as office:
            app, place = Flask("public"), office.workplace
            door = FakeFraudDoor(office.clock)
            url = "https://banmai.example"
            install_web(app, WebParts(place, place.vault, office.clock, url, door, lambda _agency, _text: None))
            yield Town(office, app, folder, lambda: "\n".join(heard.lines))
    finally:
        root.setLevel(before)
        root.removeHandler(heard)
