"""The runner itself: tests that share something costly stay in one process."""

import os

import pytest


@pytest.mark.xdist_group("together")
def test_groups_are_known_to_whoever_deals_out_the_tests(request: pytest.FixtureRequest) -> None:
    """xdist writes a group into the test's id. A pytest that ignores this starts every shared demo twice."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        pytest.skip("one process runs everything")
    assert request.node.nodeid.endswith("@together")
