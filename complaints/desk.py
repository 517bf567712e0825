"""What every verb of this room works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from complaints.casefile import CaseFiles
from complaints.crypto_ports import CaseCrypto, ShortMemory
from complaints.due import DueDay, calendar_due
from complaints.store_ports import SealedStore
from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Desk:
    """Store, cryptography, time, and what outlives no reboot."""

    store: SealedStore
    crypto: CaseCrypto
    clock: Clock
    memory: ShortMemory | None = None
    due: DueDay = calendar_due
    space: Callable[[], bool] = _always
    """Whether the disk has room for another case."""

    @property
    def today(self) -> date:
        """The day in Thailand."""
        return bangkok_day(self.clock.now())

    @property
    def short(self) -> ShortMemory:
        """The memory that forgets. Only verbs of a running service need one."""
        assert self.memory is not None
        return self.memory

    def files(self, agency: Agency) -> CaseFiles:
        """Seals and opens this agency's cases."""
        return CaseFiles(self.crypto, agency)
