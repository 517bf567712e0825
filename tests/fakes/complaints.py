"""A fraud room with cheap key derivation, two officers per agency and a proved recovery key."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import make_url

from complaints.keys import InformerKey, OfficerKey
from complaints.ports import SealedWork
from complaints.receipt import Receipt
from complaints.report import Report
from kernel.agency import Agency
from kernel.clock import Clock
from kernel.codes import new_id
from storage.crypto import Cost
from storage.keyfile import KeyFile
from storage.sealed import recovery_sheet
from storage.sealed.case_crypto import Costs, SodiumCaseCrypto
from storage.sealed.database import SealedStore
from storage.sealed.recovery_sheet import RecoverySheet
from storage.sealed.room import FraudRoom
from storage.sealed.short_memory import ShortMemory
from tests.fresh import lasting_folder

_LEAST = Cost(1, 8192)
CHEAP = Costs(receipt=_LEAST, officer=_LEAST, floor=_LEAST)
"""The least that libsodium takes: a millisecond instead of a second."""

PLOY, KAMNAN = "officer-ploy", "officer-kamnan"
PASSWORD = "kratong-loy-nam"

REPORT = Report(
    what="นายช่างเรียกเงินห้าพันบาทก่อนออกใบอนุญาตก่อสร้าง",
    who="นายช่างโยธา",
    when="ต้นเดือนพฤศจิกายน",
    where="ที่สำนักงาน",
    known="เห็นด้วยตนเอง",
    evidence="มีเพื่อนบ้านอยู่ด้วย",
    category="bribery",
)


@dataclass
class Staffed:
    """An open door: the room, its officers' keys and what is in the envelope."""

    room: FraudRoom
    agency: Agency
    sheet: RecoverySheet
    audit_seed: bytes
    keys: dict[str, OfficerKey] = field(default_factory=dict)

    def file(self, report: Report = REPORT, form: str | None = None) -> Receipt:
        """File through a fresh form, or through this one."""
        return self.room.file(self.agency, report, form or new_id())

    def references(self, officer: str = PLOY) -> list[str]:
        """What the officer's list shows."""
        return [line.reference for line in self.room.reader(self.agency, self.keys[officer]).all()]


def staffed(room: FraudRoom, agency: Agency) -> Staffed:
    """Enrol both officers, load a recovery key and prove it as the command line does."""
    keys = {one: room.enrol(agency, one, f"นาง{one}", PASSWORD) for one in (PLOY, KAMNAN)}
    sheet = recovery_sheet.new_sheet()
    seed = room.load_recovery(agency, sheet.public)
    assert seed is not None
    room.prove_recovery(agency, recovery_sheet.answer(sheet.secret, room.challenge_recovery(agency), agency.code))
    return Staffed(room, agency, sheet, seed, keys)


def cheap_room(url: str, clock: Clock, keys: KeyFile | None = None) -> FraudRoom:
    """A room over a migrated sealed database; what lives for minutes lies beside an SQLite file, to be searched too."""
    store, path = SealedStore.open(url), make_url(url).database or ""
    folder = Path(path).parent / "short" if url.startswith("sqlite") else lasting_folder()
    return FraudRoom(store, keys or KeyFile.fresh(), clock, CHEAP, memory=ShortMemory(folder), space=lambda: True)


class WatchedStore:
    """A sealed store that knows whether a transaction is open."""

    def __init__(self, store: SealedStore) -> None:
        self._store = store
        self.open = 0

    @contextmanager
    def begin(self) -> Iterator[SealedWork]:
        with self._store.begin() as work, self._counted():
            yield work

    @contextmanager
    def read(self) -> Iterator[SealedWork]:
        with self._store.read() as work, self._counted():
            yield work

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1


class WatchedCrypto(SodiumCaseCrypto):
    """Notes for every receipt derivation how many transactions were open during it, and under which salt."""

    def __init__(self, store: WatchedStore) -> None:
        super().__init__(bytes(32), CHEAP)
        self._watched = store
        self.open_during: list[int] = []
        self.salts: list[bytes] = []

    def informer(self, secret: str, salt: bytes, *, filing: bool = False) -> InformerKey:
        self.open_during.append(self._watched.open)
        self.salts.append(salt)
        return super().informer(secret, salt, filing=filing)
