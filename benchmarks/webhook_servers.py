"""The servers of the webhook's measurement: the product, its peers, and a LINE that counts their replies."""

import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.house import House
from app.settings import Settings
from benchmarks.processes import free_port, running, wait_for
from kernel.agency import Agency
from qa.knowledge import seed_starter

SECRET = "bench-secret"  # noqa: S105 - a made-up channel
THREADS = 8


@dataclass
class Target:
    """A server under load and the sink its replies go to."""

    name: str
    port: int
    sink_port: int

    def replies(self) -> int:
        """How many replies the sink has received."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.sink_port}/count") as answer:
            return int(answer.read())


@contextmanager
def sink(delay_ms: int) -> Iterator[int]:
    """A counting LINE."""
    port = free_port()
    with running("-m", "benchmarks.sink", "--port", str(port), "--delay-ms", str(delay_ms)):
        wait_for(f"http://127.0.0.1:{port}/count")
        yield port


@contextmanager
def echo(sink_port: int, *, pooled: bool = True) -> Iterator[Target]:
    """The peer on gunicorn gthread."""
    port = free_port()
    env = {"ECHO_LINE": f"http://127.0.0.1:{sink_port}", "ECHO_SECRET": SECRET, "ECHO_POOLED": str(int(pooled))}
    server = ["-m", "gunicorn", "-k", "gthread", "-w", "1", "--threads", str(THREADS), "--keep-alive", "15"]
    with running(*server, "-b", f"127.0.0.1:{port}", "benchmarks.echo_app:create_app()", env=env):
        _wait_for_port(port)
        yield Target("echo" if pooled else "echo with a client per event", port, sink_port)


@contextmanager
def ours(sink_port: int) -> Iterator[tuple[Target, list[int]]]:
    """The product as the Procfile runs it: one web process, one worker, SQLite with synchronous=FULL."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        env = prepare(Path(folder), sink_port, port)
        web = stack.enter_context(running("-m", "app", "serve", env=env, log=Path(folder) / "web.log"))
        worker = stack.enter_context(running("-m", "app", "worker", env=env, log=Path(folder) / "worker.log"))
        wait_for(f"http://127.0.0.1:{port}/readyz")
        yield Target("prongsai", port, sink_port), [web.pid, worker.pid]


def prepare(folder: Path, sink_port: int, port: int) -> dict[str, str]:
    """An agency with a channel and a knowledge base; the environment of its processes."""
    env = {
        "PRONGSAI_DATA": str(folder),
        "PRONGSAI_LINE_API": f"http://127.0.0.1:{sink_port}",
        "PRONGSAI_ALLOW_TWINS": "true",
        "PRONGSAI_THREADS": str(THREADS),
        "PRONGSAI_LOG_LEVEL": "ERROR",
        "PORT": str(port),
    }
    house = House(Settings(data=folder))
    house.migrate()
    agency = Agency("bench", "อบต.ทดสอบ", phone="0-2000-0000")
    with house.workplace.begin() as work:
        work.agencies.add(agency)
        work.credentials.put(
            agency,
            "line",
            {"secret": SECRET, "token": "bench", "bot_user_id": "U" + "0" * 32, "basic_id": "@bench"},
        )
        seed_starter(work, agency)
    house.close()
    return env


def _wait_for_port(port: int) -> None:
    deadline = time.perf_counter() + 30
    while time.perf_counter() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise TimeoutError("the peer did not start")
