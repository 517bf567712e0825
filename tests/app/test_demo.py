"""`make run` twice: the first start shows secrets and addresses, the second adds nothing and shows none again."""

import re
import signal
import sqlite3
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from storage.tables import metadata
from tests.browser.running import PATIENCE_S, Started, accounts, launch

SEEDED = (
    "agencies", "credentials", "faq_entries", "responses", "revisions", "service_points", "staff", "staff_log",
    "survey_rounds",
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """One start of the demo until Ctrl-C, and what it left."""

    said: str
    pages: dict[str, int]
    folder: Path
    rows: dict[str, int]
    schema: dict[str, list[str]]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Run, Run]]:
    """A first start and a second one over the same folder, every library talkative."""
    folder = tmp_path_factory.mktemp("demo")
    yield _run(folder), _run(folder)


def _run(folder: Path) -> Run:
    started = launch(folder, PRONGSAI_LOG_LEVEL="DEBUG")
    try:
        pages = {url: _status(url) for url in re.findall(r"http://\S+", started.said)}
        workbooks = Path(started.said.rstrip().rpartition("  ")[2])
        _wait_for(workbooks / "demo.xlsx")
        _stop(started)
    finally:
        if started.process.poll() is None:
            started.process.kill()
            started.process.wait()
    return Run(started.said, pages, workbooks, _rows(started.data), _schema(started.data))


def _wait_for(file: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not file.exists():
        assert time.monotonic() < deadline, f"no {file.name}"
        time.sleep(0.05)


def _stop(started: Started) -> None:
    parts = psutil.Process(started.process.pid).children(recursive=True)
    assert len(parts) >= 2
    started.process.send_signal(signal.SIGINT)
    assert started.process.wait(PATIENCE_S) == 0
    assert [part for part in parts if part.is_running()] == []


def _status(url: str) -> int:
    with urllib.request.urlopen(url, timeout=PATIENCE_S) as answer:  # noqa: S310 - loopback
        status: int = answer.status
        return status


def _rows(data: Path) -> dict[str, int]:
    """How many rows each seeded table has."""
    assert set(SEEDED) <= set(metadata.tables)
    with closing(sqlite3.connect(data / "prongsai.db")) as database:
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in SEEDED}


def _schema(data: Path) -> dict[str, list[str]]:
    """Every table and index as it was made."""
    query = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    found = {}
    for name in ("prongsai.db", "sealed.db"):
        with closing(sqlite3.connect(data / name)) as database:
            found[name] = [str(row) for row in database.execute(query)]
    return found


def _secrets(said: str) -> list[str]:
    """Everything of the first sheet that opens something."""
    clerk, officers = accounts(said)
    recovery = re.findall(r"^ +((?:[A-Z2-7]{4}-){13}[A-Z2-7]{4})$", said, re.MULTILINE)
    assert len(recovery) == 1
    return [clerk.password, *(one.password for one in officers), *(one.totp for one in officers), *recovery]


pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


def test_printed_addresses_answer_at_both_starts(runs: tuple[Run, Run]) -> None:
    for run in runs:
        paths = [url.split("/", 3)[3] for url in run.pages]
        assert (paths, set(run.pages.values())) == (["chat/", "", "console/"], {200})
        assert [path.name for path in run.folder.glob("*.xlsx")] == ["demo.xlsx"]


def test_second_start_migrates_and_seeds_nothing(runs: tuple[Run, Run]) -> None:
    first, second = runs
    assert min(first.rows.values()) > 0
    assert (second.rows, second.schema) == (first.rows, first.schema)


def test_secrets_are_printed_once_and_logged_never(runs: tuple[Run, Run]) -> None:
    first, second = runs
    log = (first.folder.parent / "demo.log").read_text("utf-8")
    assert "worker.started" in log
    for secret in _secrets(first.said):
        assert (first.said.count(secret), secret in second.said, secret in log) == (1, False, False)
    assert re.findall("TOTP|รหัสผ่าน|password", second.said) == []
