"""Fraud rooms over fresh sealed databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.sealed.room import FraudRoom
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import Staffed, cheap_room, staffed
from tests.fresh import sealed_in


@pytest.fixture
def room(tmp_path: Path, clock: FrozenClock) -> Iterator[FraudRoom]:
    """An empty room over a SQLite file of its own."""
    opened = cheap_room(sealed_in(tmp_path), clock)
    yield opened
    opened.close()


@pytest.fixture
def banmai(room: FraudRoom) -> Staffed:
    """Ban Mai's door, open."""
    return staffed(room, BAN_MAI)
