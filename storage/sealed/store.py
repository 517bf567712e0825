"""One transaction of the sealed store, with all its stores."""

from functools import cached_property

from sqlalchemy import Connection, false, literal, select

from storage.sealed.audit_store import SqlAudit
from storage.sealed.case_store import SqlCases
from storage.sealed.chat_store import SqlChats, SqlFacts, SqlNotices, SqlTries
from storage.sealed.count_stores import SqlCounters, SqlSnapshots, SqlUsedForms
from storage.sealed.officer_stores import SqlOfficers, SqlRecoveries
from storage.sealed.tables import KEYS, metadata
from storage.sealed.thread_store import SqlThreads

_ALL_KEYS = select(
    *(select(literal(1)).select_from(metadata.tables[name]).where(false()).exists() for name in sorted(KEYS))
)
"""Reads no row; fails where one of the tables is missing."""


class SealedTransaction:
    """All sealed stores over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def look_for_keys(self) -> None:
        """Raises ProgrammingError or OperationalError unless every table is there that opens cases."""
        self.connection.execute(_ALL_KEYS)

    @cached_property
    def cases(self) -> SqlCases:
        return SqlCases(self.connection)

    @cached_property
    def threads(self) -> SqlThreads:
        return SqlThreads(self.connection)

    @cached_property
    def officers(self) -> SqlOfficers:
        return SqlOfficers(self.connection)

    @cached_property
    def recoveries(self) -> SqlRecoveries:
        return SqlRecoveries(self.connection)

    @cached_property
    def forms(self) -> SqlUsedForms:
        return SqlUsedForms(self.connection)

    @cached_property
    def counters(self) -> SqlCounters:
        return SqlCounters(self.connection)

    @cached_property
    def audit(self) -> SqlAudit:
        return SqlAudit(self.connection)

    @cached_property
    def snapshots(self) -> SqlSnapshots:
        return SqlSnapshots(self.connection)

    @cached_property
    def tries(self) -> SqlTries:
        return SqlTries(self.connection)

    @cached_property
    def facts(self) -> SqlFacts:
        return SqlFacts(self.connection)

    @cached_property
    def notices(self) -> SqlNotices:
        return SqlNotices(self.connection)

    @cached_property
    def chats(self) -> SqlChats:
        return SqlChats(self.connection)
