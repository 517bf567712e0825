"""The webhook against an echo app on the same server, the same minute, interleaved.

Two rates: *acked* = events answered 200 per second; *answered* = events whose reply reached LINE per second,
from the first byte sent to the last reply received. With LINE at 0 ms and, suffix `_slow`, at 100 ms.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.house import House
from app.settings import Settings
from benchmarks.processes import ROOT, free_port, rss_mb, running, wait_for
from kernel.agency import Agency
from qa.knowledge import seed_starter

SECRET = "bench-secret"  # noqa: S105 - a made-up channel
PATH = "/line/bench/webhook"
THREADS = 8
EVENTS = {0: {1: 600, 8: 1500, 64: 2400}, 100: {1: 20, 8: 120, 64: 240}}
OUR_SLOW_EVENTS = {1: 300, 8: 2400, 64: 2400}
ROUNDS = 5


@dataclass
class Target:
    """A server under load and the sink its replies go to."""

    name: str
    port: int
    sink_port: int


@dataclass
class Measured:
    """One run."""

    acked_per_s: float
    answered_per_s: float
    p50_ms: float
    p99_ms: float


def replies(sink_port: int) -> int:
    """How many replies the sink has received."""
    with urllib.request.urlopen(f"http://127.0.0.1:{sink_port}/count") as answer:
        return int(answer.read())


def load(target: Target, events: int, connections: int) -> Measured:
    """Send `events` signed events over `connections` and wait until each is answered."""
    before = replies(target.sink_port)
    options = {"port": target.port, "path": PATH, "secret": SECRET, "events": events, "connections": connections}
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.load", *(f"--{key}={value}" for key, value in options.items())],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    process.stdout.readline()
    begun = time.perf_counter()
    process.stdin.write("go\n")
    process.stdin.flush()
    while replies(target.sink_port) - before < events:
        if time.perf_counter() - begun > 120:
            raise TimeoutError(f"{target.name}: {events - replies(target.sink_port) + before} replies are missing")
        time.sleep(0.02)
    answered_s = time.perf_counter() - begun
    result = json.loads(process.stdout.readline())
    process.wait()
    if result["refused"]:
        raise RuntimeError(f"{target.name} refused {result['refused']} events")
    return Measured(events / result["seconds"], events / answered_s, result["p50_ms"], result["p99_ms"])


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


def measure(full: bool) -> dict[str, float]:
    """All figures of this group, medians over interleaved rounds."""
    figures: dict[str, float] = {}
    for delay_ms, suffix in ((0, ""), (100, "_slow")):
        with (
            sink(delay_ms) as theirs_sink,
            sink(delay_ms) as our_sink,
            echo(theirs_sink) as peer,
            echo(theirs_sink, pooled=False) as example,
            ours(our_sink) as (product, pids),
        ):
            for target in (peer, example, product):  # caches, imports, first connections
                load(target, 100 if delay_ms == 0 else 24, 8)
            for connections in (1, 8, 64):
                rounds = ROUNDS * (2 if full else 1)
                figures |= _rounds(peer, example, product, delay_ms, connections, suffix, rounds)
            figures["rss.mb"] = round(sum(rss_mb(pid) for pid in pids), 1)
    return figures


def _rounds(
    peer: Target, example: Target, product: Target, delay_ms: int, connections: int, suffix: str, rounds: int
) -> dict[str, float]:
    acked, answered, p50, p99, peer_rate, our_rate, example_rate = [], [], [], [], [], [], []
    events = EVENTS[delay_ms][connections]
    our_events = OUR_SLOW_EVENTS[connections] if delay_ms else events
    for _ in range(rounds):
        base = load(peer, events, connections)
        mine = load(product, our_events, connections)
        if connections == 8:  # a client per event, as in the SDK's examples, beside the pooled peer
            example_rate.append(load(example, events, connections).answered_per_s)
        acked.append(mine.acked_per_s / base.acked_per_s)
        answered.append(mine.answered_per_s / base.answered_per_s)
        p50.append(mine.p50_ms)
        p99.append(mine.p99_ms)
        peer_rate.append(base.answered_per_s)
        our_rate.append(mine.answered_per_s)
    name = f"c{connections}{suffix}"
    figures = {
        f"webhook.acked_ratio_to_echo_{name}": round(statistics.median(acked), 2),
        f"webhook.answered_ratio_to_echo_{name}": round(statistics.median(answered), 2),
        f"webhook.acked_ratio_min_{name}": round(min(acked), 2),
        f"webhook.answered_ratio_min_{name}": round(min(answered), 2),
        f"webhook.echo_per_s_{name}": round(statistics.median(peer_rate), 1),
        f"webhook.answered_per_s_{name}": round(statistics.median(our_rate), 1),
        f"webhook.p50_ms_{name}": round(statistics.median(p50), 1),
        f"webhook.p99_ms_{name}": round(statistics.median(p99), 1),
    }
    if example_rate:
        figures[f"webhook.example_answered_per_s_{name}"] = round(statistics.median(example_rate), 1)
    print(f"  {name}: acked {figures[f'webhook.acked_ratio_to_echo_{name}']}x", flush=True)
    return figures
