"""The console over a real Workplace on SQLite, reached through its real sign-in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two offices with staff, a frozen clock, a console on top."""
    made = Desk(tmp_path)
    yield made
    made.close()
