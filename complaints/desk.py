"""What every verb of this room works with."""

from dataclasses import dataclass
from datetime import date

from complaints.casefile import CaseFiles
from complaints.ports import CaseCrypto, SealedStore
from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day


@dataclass(frozen=True)
class Desk:
    """Store, cryptography and time."""

    store: SealedStore
    crypto: CaseCrypto
    clock: Clock

    @property
    def today(self) -> date:
        """The day in Thailand."""
        return bangkok_day(self.clock.now())

    def files(self, agency: Agency) -> CaseFiles:
        """Seals and opens this agency's cases."""
        return CaseFiles(self.crypto, agency)
