"""Where each person's dialogue stands."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from kernel.agency import Agency
from kernel.errors import Unreadable
from kernel.post import open_state
from kernel.vault import Vault
from storage.pairs import among, these
from storage.tables import conversations

log = logging.getLogger("storage.conversations")

# built once, as in the inbox
_MANY = select(conversations.c.agency, conversations.c.person, conversations.c.state).where(
    among(conversations.c.agency, conversations.c.person)
)


@lru_cache
def _put_for(dialect: str) -> Any:
    statement: Any = (postgresql if dialect == "postgresql" else sqlite).insert(conversations)
    return statement.on_conflict_do_update(
        index_elements=["agency", "person"],
        set_={"state": statement.excluded.state, "updated_on": statement.excluded.updated_on},
    )


class SqlConversations:
    """Where each person's dialogue stands, sealed, under a keyed hash of the person."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    def many(self, persons: Sequence[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
        """The opened states of (agency code, person) pairs; unknown persons are absent."""
        if not persons:
            return {}
        rows = self._db.execute(_MANY, these(persons))
        states = {(row.agency, row.person): self._open(row) for row in rows}
        return {person: state for person, state in states.items() if state is not None}

    def _open(self, row: Any) -> dict[str, Any] | None:
        try:
            return open_state(self._vault, row.agency, row.person, row.state)
        except Unreadable:  # one damaged row must not stop everybody: this person starts afresh
            log.error("conversation.unreadable", extra={"agency": row.agency})
            return None

    def put_many(self, states: Mapping[tuple[str, str], bytes], today: date) -> None:
        """Keep states that `kernel.post.seal_state` has sealed."""
        if states:
            rows = [
                {"agency": agency, "person": person, "state": state, "updated_on": today}
                for (agency, person), state in states.items()
            ]
            self._db.execute(_put_for(self._db.dialect.name), rows)

    def forget(self, agency: Agency, person: str) -> None:
        """Drop a person's state: they blocked the account or asked for it."""
        self._db.execute(
            delete(conversations).where(conversations.c.agency == agency.code, conversations.c.person == person)
        )

    def forget_before(self, day: date) -> int:
        """Drop states nobody has touched since before `day`."""
        return self._db.execute(delete(conversations).where(conversations.c.updated_on < day)).rowcount
