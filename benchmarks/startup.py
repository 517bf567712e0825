"""How long the product needs to be ready, on a data folder that exists already."""

import statistics
import tempfile
from pathlib import Path

from benchmarks.processes import free_port, running, wait_for
from benchmarks.webhook_servers import prepare


def measure(full: bool) -> dict[str, float]:
    """Median seconds from `python -m app serve` to a 200 of /healthz."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        env = prepare(Path(folder), sink_port=9, port=port)
        seconds = []
        for _ in range(7 if full else 3):
            with running("-m", "app", "serve", env=env):
                seconds.append(wait_for(f"http://127.0.0.1:{port}/healthz"))
        return {"startup.seconds": round(statistics.median(seconds), 2)}
