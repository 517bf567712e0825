"""Chromium at phone width in front of the real demo. `--shots=DIR` also takes the README's pictures."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from app.evidence import screens
from tests.browser import overview
from tests.browser.running import Demo, start
from tests.browser.visitor import Visitor
from tests.requirements import lacking

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Visitors = Callable[..., Visitor]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Known when this folder is named on the command line, as `make shots` does."""
    parser.addoption("--shots", type=Path, default=None, help="a folder for the README's pictures")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One Chromium and one demo at a time: all of these run in the same process."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            for mark in (pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")):
                item.add_marker(mark)


@pytest.fixture(scope="package")
def shots(request: pytest.FixtureRequest) -> Iterator[Path | None]:
    """Where pictures go; None when nobody asked for them."""
    asked: Path | None = request.config.getoption("--shots", default=None)
    folder = request.config.invocation_params.dir / asked if asked else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    yield folder
    if folder:
        overview.compose(folder)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; its own downloads are never used."""
    program = screens.browser()
    if program is None:
        lacking("browser", f"Chromium: none of {', '.join(screens.BROWSERS)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def demo(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A fresh demo office; at the end it is stopped as a newcomer would stop it."""
    running = start(tmp_path_factory.mktemp("demo"))
    try:
        yield running
        running.stop()
    finally:
        if running.process.poll() is None:
            running.process.terminate()
            running.process.wait()


@pytest.fixture
def visitors(chromium: Browser, demo: Demo, shots: Path | None) -> Iterator[Visitors]:
    """Makes visitors, each with an own browser profile; `script=False` for those without JavaScript."""
    made: list[Visitor] = []

    def arrive(*, script: bool = True) -> Visitor:
        made.append(Visitor(chromium, demo, shots, script=script))
        return made[-1]

    yield arrive
    for visitor in made:
        visitor.close()


@pytest.fixture
def clerk(visitors: Visitors, demo: Demo) -> Visitor:
    """The clerk, signed in."""
    visitor = visitors()
    visitor.sign_in(demo.clerk)
    return visitor
