"""The webhook against an echo app on the same server, the same minute, interleaved.

Two rates: *acked* = events answered 200 per second; *answered* = events whose reply reached LINE per second,
from the first byte sent to the last reply received. With LINE at 0 ms and, suffix `_slow`, at 100 ms.
"""

import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from benchmarks.processes import ROOT, rss_mb
from benchmarks.webhook_servers import SECRET, Target, echo, ours, sink

PATH = "/line/bench/webhook"
EVENTS = {0: {1: 600, 8: 1500, 64: 2400}, 100: {1: 20, 8: 120, 64: 240}}
OUR_SLOW_EVENTS = {1: 300, 8: 2400, 64: 2400}
ROUNDS = 5


@dataclass
class Measured:
    """One run."""

    acked_per_s: float
    answered_per_s: float
    p50_ms: float
    p99_ms: float


def load(target: Target, events: int, connections: int) -> Measured:
    """Send `events` signed events over `connections` and wait until each is answered."""
    before = target.replies()
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
    while target.replies() - before < events:
        if time.perf_counter() - begun > 120:
            raise TimeoutError(f"{target.name}: {events - target.replies() + before} replies are missing")
        time.sleep(0.02)
    answered_s = time.perf_counter() - begun
    result = json.loads(process.stdout.readline())
    process.wait()
    if result["refused"]:
        raise RuntimeError(f"{target.name} refused {result['refused']} events")
    return Measured(events / result["seconds"], events / answered_s, result["p50_ms"], result["p99_ms"])


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
