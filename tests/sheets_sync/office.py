"""An office with two agencies, a database on disk and an emulated Google: what the sync tests share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from complaints.statistics import PeriodCounts, Snapshot
from devtools.sheets import Emulator, Running
from kernel.agency import Agency
from kernel.clock import bangkok_day
from sheets_sync import sources, tabs
from sheets_sync.model import Tab
from sheets_sync.parts import Parts
from storage.database import Database
from storage.workplace import Workplace
from surveys.records import Response, Round
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault
from tests.fresh import furnish

DAY = date(2026, 11, 20)
ROUND = Round("eit-2567:2570Q1", "eit-2567", "2570Q1", date(2026, 10, 1), date(2026, 12, 31))
SNAPSHOT = Snapshot(DAY, (PeriodCounts("2570Q1", 1, 2), PeriodCounts("2570", 1, 2), PeriodCounts("2569", 0, 0)))
BOOKS = {BAN_MAI.code: "sheet-of-ban-mai", NONG_BUA.code: "sheet-of-nong-bua"}
LEVEL_ITEMS = ("e1", "e2", "e4", "e5", "e6", "e7", "e8")


@dataclass
class Office:
    """The product's side."""

    workplace: Workplace
    clock: FrozenClock
    parts: Parts

    def answer(self, agency: Agency, how_many: int, *, point: str | None = None) -> None:
        """Published responses, each different from the one before."""
        with self.workplace.begin() as work:
            work.rounds.add(agency, ROUND, b"secret")
            first = work.responses.last_place(agency) + 1
            work.responses.add_all(agency, [response(agency, place, point) for place in range(first, first + how_many)])

    def connect(self, agency: Agency, account: dict[str, Any], book: str | None = None) -> None:
        """Enter the credentials, as the console does."""
        values = {"service_account": account, "spreadsheet_id": book or BOOKS[agency.code]}
        with self.workplace.begin() as work:
            work.credentials.put(agency, "sheets", values)

    def target(self, agency: Agency, kind: str = "google") -> dict[str, Any]:
        """How a target stands."""
        with self.workplace.read() as work:
            found = work.targets.get(agency, kind)
        assert found is not None
        return found

    def jobs(self, agency: Agency) -> list[str]:
        """Keys of the sync jobs that wait."""
        with self.workplace.read() as work:
            return [job.key for job in work.jobs.waiting(agency) if job.kind == "sync"]


def response(agency: Agency, place: int, point: str | None) -> Response:
    """The agency's response at `place`; its answers follow from the place."""
    answers = {item: (place + shift) % 6 + 1 for shift, item in enumerate(LEVEL_ITEMS)}
    answers["e3"] = place % 2 + 1
    key = f"{agency.code}{place:020}"
    return Response(key, ROUND.id, ROUND.instrument, point, "line", DAY, answers, place)


def open_office(folder: Path, clock: FrozenClock, google: Running | None = None) -> Office:
    """Two agencies with a service point each."""
    database = Database.open(f"sqlite:///{folder}/office.db")
    furnish(database.engine)
    workplace = Workplace(database, GlassVault(), clock)
    with workplace.begin() as work:
        for agency, point in ((BAN_MAI, TAX_COUNTER), (NONG_BUA, WELFARE_COUNTER)):
            work.agencies.add(agency)
            work.points.add(agency, point)
    parts = Parts(
        workplace=workplace,
        clock=clock,
        workbook_folder=folder / "workbooks",
        base_url="https://desk.example",
        sheets_api_base=google.url if google else None,
        timeouts=(2.0, 5.0),
    )
    return Office(workplace, clock, parts)


def with_statistics(office: Office, snapshots: Sequence[Snapshot]) -> Parts:
    """The parts of an installation with a fraud door."""
    return replace(office.parts, statistics=lambda agency: snapshots)


def service_account(
    google: Running, private_key: rsa.RSAPrivateKey, email: str = "desk@project.example"
) -> dict[str, str]:
    """A key as Google hands it out, with a real RSA key and the emulator's token address."""
    pem = private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    google.emulator.tokens.know(email, public)
    return {
        "type": "service_account",
        "project_id": "project",
        "private_key_id": "k1",
        "private_key": pem,
        "client_email": email,
        "client_id": "1",
        "token_uri": google.token_uri,
    }


def emulator(*faults: str, seed: int = 7, auth: bool = True) -> Emulator:
    """A Google with an empty spreadsheet for each agency; it refuses what Google's documents do not know."""
    google = Emulator(faults=faults, fault_seed=seed, auth=auth, check=True)
    for code, book in BOOKS.items():
        google.add(book, f"Sheet of {code}")
    return google


def model(office: Office, agency: Agency) -> list[Tab]:
    """The tabs as the database has them now."""
    with office.workplace.read() as work:
        figures = sources.read(work, agency, bangkok_day(office.clock.now()), office.parts.base_url)
    return tabs.build(figures)
