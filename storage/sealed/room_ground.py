"""What every part of the fraud room stands on."""

from dataclasses import dataclass

from complaints.desk import Desk
from storage.sealed.database import SealedStore
from storage.sealed.short_memory import ShortMemory


@dataclass(frozen=True)
class Ground:
    """A desk, with the real store and memory under it."""

    store: SealedStore
    memory: ShortMemory
    desk: Desk
