"""One measured side of the report benchmark, alone in its process: prints JSON with seconds and its highest memory."""

import json
import re
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kernel.agency import Agency
from kernel.calendar import period

AGENCIES = 100
SPAN = period("2570Q1")
ROUND = f"eit-2567:{SPAN.code}"
FLAT = "flat_responses"


def people() -> list[Agency]:
    """The agencies of the province."""
    return [Agency(f"o{number:03}", f"อบต. {number}", size="SML"[number % 3]) for number in range(AGENCIES)]


def ours(url: str, repeats: int) -> dict[str, float]:
    """The product's report over all agencies, and one office's."""
    from kernel.clock import SystemClock
    from storage.database import Database
    from storage.work import Work
    from surveys.province import province
    from surveys.results import by_point, summary

    agencies, database = people(), Database.open(url)

    def everybody() -> None:
        with database.read() as connection:
            work = Work(connection, None, SystemClock())  # type: ignore[arg-type]
            found = province(work.tallies, agencies, SPAN)
            assert found.whole.summary.n == sum(one.summary.n for one in found.agencies.values()) > 0

    def office() -> None:
        with database.read() as connection:
            work = Work(connection, None, SystemClock())  # type: ignore[arg-type]
            assert summary(work, agencies[0], ROUND)
            assert by_point(work, agencies[0], ROUND)

    found = {"seconds": _median(everybody, repeats), "office_ms": 1000 * _median(office, repeats), "mb": _highest_mb()}
    database.close()
    return found


def pandas(file: str, repeats: int) -> dict[str, float]:
    """The same means and counts by pandas, from its own flat table."""
    import pandas as pd

    from surveys.instruments import load

    begun = time.perf_counter()
    with sqlite3.connect(file) as connection:
        frame = pd.read_sql(f"SELECT * FROM {FLAT}", connection)
    for key in ("agency", "point", "channel", "month"):
        frame[key] = frame[key].astype("category")
    items = []
    for item in load("eit-2567").items:
        points = {option.position: float(option.points) for option in item.options}
        frame[item.id] = frame[item.id].map(points)
        items.append(item.id)
    reading = time.perf_counter() - begun

    def compute() -> None:
        for rest in ([], ["channel"], ["point"], ["month"], ["flagged"]):
            groups = frame.groupby(["agency", *rest], observed=True)[items]
            _scored(groups.mean(), groups.count())
        for key in ("channel", "month", "flagged"):
            groups = frame.groupby(key, observed=True)[items]
            _scored(groups.mean(), groups.count())

    return {"reading": reading, "seconds": _median(compute, min(repeats, 3)), "mb": _highest_mb()}


def _scored(means: Any, counts: Any) -> tuple[Any, ...]:
    """Indicators and totals of a table of item means."""
    indicators = [means[names].mean(axis=1) for names in (["e1", "e2", "e3"], ["e4", "e5", "e6"], ["e7", "e8", "e9"])]
    return (*indicators, sum(indicators) / 3, counts.sum(axis=1))


def _median(work: Callable[[], None], repeats: int) -> float:
    work()  # caches of the database, statements, imports
    seconds = []
    for _ in range(repeats):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


def _highest_mb() -> float:
    """The process's highest resident memory so far; unlike getrusage it forgets what came before exec."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


if __name__ == "__main__":
    print(json.dumps({"ours": ours, "pandas": pandas}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))))
