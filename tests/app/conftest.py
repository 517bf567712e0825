"""A whole house over real files: two agencies with a service point each, and its command line."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import cli
from app.house import House
from app.settings import Settings
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.fakes.clock import FrozenClock
from tests.fresh import carefree

Run = Callable[..., Result]
Build = Callable[[str, str | None], House]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own settings take no part."""
    for name in os.environ:
        if name.startswith("PRONGSAI_") or name in {"DATABASE_URL", "SEALED_DATABASE_URL", "PORT"}:
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with both agencies, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("migrated") / "data"
    house = House(Settings(data=folder), FrozenClock())
    house.migrate()
    populate(house)
    house.close()
    return folder


def populate(house: House) -> None:
    """Two agencies with a point each."""
    with house.workplace.begin() as work:
        for agency, point in ((BAN_MAI, TAX_COUNTER), (NONG_BUA, WELFARE_COUNTER)):
            work.agencies.add(agency)
            work.points.add(agency, point)


@pytest.fixture
def house(migrated: Path, tmp_path: Path, clock: FrozenClock) -> Iterator[House]:
    """The populated house."""
    folder = Path(shutil.copytree(migrated, tmp_path / "data"))
    opened = House(Settings(data=folder), clock)
    carefree(opened.database.engine)
    yield opened
    opened.close()


@pytest.fixture
def bare(tmp_path: Path, clock: FrozenClock) -> Iterator[House]:
    """A house before its first migration."""
    opened = House(Settings(data=tmp_path / "bare"), clock)
    yield opened
    opened.close()


@pytest.fixture
def run(house: House) -> Run:
    """Type a command in the populated house."""
    return typing_in(house)


def typing_in(house: House) -> Run:
    """A command line in that house."""

    def type_in(*words: object, answers: str = "") -> Result:
        return CliRunner().invoke(cli, [str(word) for word in words], obj=house, input=answers)

    return type_in


def sentence(result: Result) -> str:
    """The one sentence of a command that failed as it should: no traceback, nothing on standard output."""
    assert isinstance(result.exception, SystemExit), result.exception
    lines = [line for line in result.stderr.splitlines() if not line.startswith("  ")]
    assert (result.exit_code, result.stdout, len(lines)) == (1, "", 1), result.output
    return lines[0].removeprefix("Error: ")


@pytest.fixture
def build(tmp_path: Path, clock: FrozenClock) -> Iterator[Build]:
    """Houses by name, all with the same key file unless a test takes it away."""
    built: list[House] = []

    def make(name: str, url: str | None = None) -> House:
        house = House(Settings(data=tmp_path / name, key_file=tmp_path / "keys.json", DATABASE_URL=url), clock)
        built.append(house)
        return house

    yield make
    for house in built:
        house.close()
