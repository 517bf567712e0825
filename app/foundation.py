"""What the house stands on: its clock, its keys and its two databases, chosen from the settings."""

from __future__ import annotations

from functools import cached_property

from app.archive import Some, Tables
from app.fraud import due_day
from app.settings import Settings
from app.shifted_clock import ShiftedClock
from kernel.clock import Clock, SystemClock
from storage import migrations
from storage import tables as main_tables
from storage.database import Database
from storage.group_commit import GroupCommitInbox
from storage.intake import pen_for
from storage.keyfile import KeyFile
from storage.sealed import migrations as sealed_migrations
from storage.sealed import tables as sealed_tables
from storage.sealed.database import SealedStore
from storage.sealed.room import FraudRoom
from storage.vault import SealedVault
from storage.workplace import Workplace

KEY_STORE = "sealedkeys"


class Foundation:
    """Clock, keys and databases of one process, each made on first use."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock = clock or (ShiftedClock(settings.clock_file) if settings.clock_file else SystemClock())

    @cached_property
    def keys(self) -> KeyFile:
        return KeyFile.load_or_create(self.settings.keys)

    @cached_property
    def vault(self) -> SealedVault:
        return SealedVault(self.keys)

    @cached_property
    def database(self) -> Database:
        return Database.open(self.settings.database, pool_size=self.settings.threads + 4)

    @cached_property
    def workplace(self) -> Workplace:
        return Workplace(self.database, self.vault, self.clock)

    @cached_property
    def inbox(self) -> GroupCommitInbox:
        return GroupCommitInbox(pen_for(self.database))

    @cached_property
    def sealed(self) -> SealedStore:
        return SealedStore.open(self.settings.sealed_database)

    @cached_property
    def fraud(self) -> FraudRoom:
        return FraudRoom(self.sealed, self.keys, self.clock, due=due_day)

    def migrate(self) -> dict[str, str]:
        """Make or update both databases and the key file; returns each database's revision."""
        assert self.keys
        if self.settings.data.exists():  # made by an older version, or by hand: closed too
            self.settings.data.chmod(0o700)
        migrations.migrate(self.database.engine)
        sealed_migrations.migrate(self.settings.sealed_database)
        return {name: revision for name, (_, _, revision) in self.stores().items() if name != KEY_STORE}

    def migrated(self) -> bool:
        """Whether both databases have the tables this program needs. Raises SQLAlchemyError when one is away."""
        return (
            migrations.current(self.database.engine) == migrations.head()
            and sealed_migrations.current(self.sealed.engine) == sealed_migrations.head()
        )

    def stores(self) -> dict[str, tuple[Database, Tables, str]]:
        """The databases with their tables and newest revisions, for backup and restore.

        What opens fraud cases is a store of its own here: its archives live for two weeks.
        """
        sealed = sealed_tables.metadata.sorted_tables
        keys = Some([table for table in sealed if table.name in sealed_tables.KEYS])
        rest = Some([table for table in sealed if table.name not in sealed_tables.KEYS])
        return {
            "prongsai": (self.database, main_tables.metadata, migrations.head()),
            "sealed": (self.sealed.database, rest, sealed_migrations.head()),
            KEY_STORE: (self.sealed.database, keys, sealed_migrations.head()),
        }

    def key_check(self, store: str) -> str:
        """A mark that only this installation's key file makes."""
        return self.vault.mark("backup", store)

    def close(self) -> None:
        """Close what was opened; what is asked for again is opened again."""
        self.let_go("inbox", "database", "sealed")  # what writes before what it writes to
        self.forget("workplace", "fraud")

    def let_go(self, *names: str) -> None:
        """Close these parts, in this order, where they were made."""
        for name in names:
            opened = self.__dict__.pop(name, None)
            if opened is not None:
                opened.close()

    def forget(self, *names: str) -> None:
        """Make these parts anew when they are asked for again."""
        for name in names:
            self.__dict__.pop(name, None)
