"""What a machine may lack. Where a run must not skip (our own CI), the lack is an error instead."""

import os
from typing import NoReturn

import pytest


def lacking(what: str, reason: str) -> NoReturn:
    """Skip with a printed reason, unless PRONGSAI_TESTS_REQUIRE names `what` (browser, postgres)."""
    if what in os.environ.get("PRONGSAI_TESTS_REQUIRE", "").split():
        pytest.fail(f"{what} is required here, but: {reason}")
    pytest.skip(reason)
