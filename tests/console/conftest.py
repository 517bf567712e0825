"""The console over a real Workplace on SQLite, reached through its real sign-in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.sealed.room import FraudRoom
from tests.console.desk import Desk
from tests.fakes.complaints import cheap_room
from tests.fresh import sealed_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two offices with staff, a frozen clock, a console on top."""
    made = Desk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def room(desk: Desk) -> Iterator[FraudRoom]:
    """The real fraud room behind the console."""
    made = cheap_room(sealed_in(desk.folder), desk.clock)
    desk.serve(made)
    yield made
    made.close()
