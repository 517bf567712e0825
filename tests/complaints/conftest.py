"""Fraud rooms over fresh sealed databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.sealed.migrations import migrate
from storage.sealed.room import FraudRoom
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import Staffed, cheap_room, staffed


@pytest.fixture
def room(tmp_path: Path, clock: FrozenClock) -> Iterator[FraudRoom]:
    """An empty room over a SQLite file of its own."""
    url = f"sqlite:///{tmp_path}/sealed.db"
    migrate(url)
    opened = cheap_room(url, clock)
    yield opened
    opened.close()


@pytest.fixture
def banmai(room: FraudRoom) -> Staffed:
    """Ban Mai's door, open."""
    return staffed(room, BAN_MAI)
