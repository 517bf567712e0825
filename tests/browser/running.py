"""The real demo as a newcomer starts it: a process with its printed sheet, stopped by Ctrl-C."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60


@dataclass(frozen=True)
class Account:
    """A demo account as printed."""

    login: str
    password: str
    totp: str = ""


@dataclass(frozen=True)
class Demo:
    """A running demo office."""

    process: "subprocess.Popen[bytes]"
    address: str
    data: Path
    clerk: Account
    officers: tuple[Account, Account]

    def stop(self) -> None:
        """Ctrl-C; it must end well, with all that it started."""
        started = psutil.Process(self.process.pid).children(recursive=True)
        assert len(started) >= 2
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(PATIENCE_S) == 0
        assert [child for child in started if child.is_running()] == []


@dataclass(frozen=True)
class Started:
    """A demo that has printed its addresses, and everything that it printed."""

    process: "subprocess.Popen[bytes]"
    address: str
    data: Path
    said: str


def start(folder: Path) -> Demo:
    """Start a fresh demo in `folder` and read its sheet."""
    started = launch(folder)
    clerk, officers = accounts(started.said)
    return Demo(started.process, started.address, started.data, clerk, officers)


def launch(folder: Path, **settings: str) -> Started:
    """Start the demo in `folder`, fresh or again, and wait for the printed addresses."""
    data, printed = folder / "data", folder / "printed.txt"
    address = f"http://127.0.0.1:{_free_port()}"
    with printed.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "demo", "run"],
            cwd=ROOT,
            env={**_environment(data, address.rpartition(":")[2]), **settings},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Started(process, address, data, _sheet(process, printed, str(data / "workbooks")))


def accounts(sheet: str) -> tuple[Account, tuple[Account, Account]]:
    """The clerk and both officers, read from the printed sheet."""
    login = re.search(r"/ login +(\S+)", sheet)
    password = re.search(r"/ password +(\S+)", sheet)
    assert login is not None
    assert password is not None
    first, second = re.findall(r"^ +(officer\d) +.*?/ password +(\S+) +TOTP +(\S+)", sheet, re.MULTILINE)
    return Account(login[1], password[1]), (Account(*first), Account(*second))


def _environment(data: Path, port: str) -> dict[str, str]:
    ours = ("PRONGSAI_", "DATABASE_URL", "SEALED_DATABASE_URL", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PRONGSAI_DATA": str(data), "PORT": port}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _sheet(process: "subprocess.Popen[bytes]", printed: Path, last: str) -> str:
    deadline = time.monotonic() + PATIENCE_S
    while last not in (text := printed.read_text("utf-8")):
        assert process.poll() is None, text
        assert time.monotonic() < deadline, "the demo printed no addresses"
        time.sleep(0.05)
    return text
