"""The workplace: where units of work are begun."""

from collections.abc import Iterator
from contextlib import contextmanager

from kernel.clock import Clock
from kernel.vault import Vault
from storage.database import Database, reachable
from storage.work import Work


class Workplace:
    """Opens transactions with everything a verb may need in them."""

    def __init__(self, database: Database, vault: Vault, clock: Clock) -> None:
        self.database = database
        self.vault = vault
        self.clock = clock

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """A writing transaction: commits at a clean exit, rolls back on an exception.

        Raises kernel.errors.Unavailable when the database is away, locked or full: a later retry is useful.
        """
        with reachable(), self.database.begin() as connection:
            yield Work(connection, self.vault, self.clock)

    @contextmanager
    def read(self) -> Iterator[Work]:
        """A reading transaction: one consistent moment, no write lock. Raises Unavailable like `begin`."""
        with reachable(), self.database.read() as connection:
            yield Work(connection, self.vault, self.clock)
