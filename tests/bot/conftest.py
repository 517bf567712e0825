"""Fixtures of the bot's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.office import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A running office on a fresh copy of the database."""
    with open_office(tmp_path) as opened:
        yield opened
