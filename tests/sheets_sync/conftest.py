"""A key that is slow to make is made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from devtools.sheets import Running, serve
from tests.fakes.clock import FrozenClock
from tests.sheets_sync.office import Office, emulator, open_office


@pytest.fixture(scope="session")
def private_key() -> rsa.RSAPrivateKey:
    """A service account's key, made here."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def google() -> Iterator[Running]:
    """A Google without faults that accepts only tokens it issued."""
    with serve(emulator=emulator()) as running:
        yield running
    assert running.emulator.violations == []


@pytest.fixture
def office(tmp_path: Path, clock: FrozenClock, google: Running) -> Iterator[Office]:
    """An office that would find `google`."""
    made = open_office(tmp_path, clock, google)
    yield made
    made.workplace.database.engine.dispose()
