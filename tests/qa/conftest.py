"""The knowledge base's stores, in memory."""

import pytest

from tests.fakes.qa import FakeQaWork


@pytest.fixture
def work() -> FakeQaWork:
    """Empty stores under a frozen clock."""
    return FakeQaWork()
