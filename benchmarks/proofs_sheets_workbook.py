"""`kill -9` on the process that writes the workbook: whoever opens the file finds a whole one, at any moment."""

import random
import time
from pathlib import Path

from openpyxl import load_workbook

from benchmarks.processes import Process
from benchmarks.proofs_verdict import Verdict
from benchmarks.sheets_agencies import office
from benchmarks.sheets_office import Desk, desk
from sheets_sync import texts

OFFICE = office()
ROWS = 2000
AT_ONCE_S = 260
"""By then the lease of a killed run is over."""


def prove_workbook(quick: bool) -> Verdict:
    """Run it; no credentials anywhere, as on the first day."""
    verdict, begun = Verdict("sheets.workbook"), time.monotonic()
    with desk() as house:
        house.settle_in(OFFICE)
        house.answer(OFFICE, 200 if quick else ROWS)
        writer = Writer(house)
        verdict.claim(writer.run() == 0, "the first workbook was not written")
        for _ in range(10 if quick else 100):
            house.answer(OFFICE, 1)
            writer.killed()
            _judge(verdict, house, writer)
        house.move(AT_ONCE_S)
        verdict.claim(writer.run() == 0 and _responses(writer.path) == _there(house), "the last run left rows out")
        copies = sorted(writer.path.with_suffix("").glob("*.xlsx"))
        broken = [one.name for one in copies if _responses(one) < 0]
        verdict.claim(0 < len(copies) <= 7 and not broken, f"{len(copies)} earlier ones, broken: {broken}")
        figures = {"kills": writer.kills, "kills_while_writing": writer.mid_write, "opened": writer.kills,
                   "rows": _there(house), "one_run_s": round(writer.takes_s, 2)}  # fmt: skip
    least = {"kills": 10 if quick else 100, "kills_while_writing": 1 if quick else 30}
    return verdict.told(figures, seconds=time.monotonic() - begun, at_least=least)


def _judge(verdict: Verdict, house: Desk, writer: "Writer") -> None:
    found = _responses(writer.path)
    verdict.claim(found >= 0, f"kill {writer.kills}: the workbook does not open")
    verdict.claim(
        writer.before <= found <= _there(house), f"kill {writer.kills}: {found} rows, neither old nor new"
    )  # fmt: skip
    writer.before = found


class Writer:
    """`python -m app sync`, as cron or a person would call it."""

    def __init__(self, house: Desk) -> None:
        self._house = house
        self._process: Process = house.sync
        self._process.command = ("sync", "--agency", OFFICE.code)
        self.path = house.house.settings.workbooks / f"{OFFICE.code}.xlsx"
        self.kills = self.mid_write = 0
        self.takes_s = 0.0
        self.before = 0

    def run(self) -> int:
        """Once, to its end; the exit code."""
        begun = time.monotonic()
        self._process.start()
        assert self._process.running is not None
        code = self._process.running.wait(120)
        self.takes_s = time.monotonic() - begun
        return code

    def killed(self) -> None:
        """Once, not to its end: mostly while the file is being written, else at any moment."""
        self._house.move(AT_ONCE_S)
        known = set(self._begun())
        self._process.start()
        assert self._process.running is not None
        deadline = time.monotonic() + random.choice((random.uniform(0, self.takes_s), 30.0, 30.0, 30.0))
        while time.monotonic() < deadline and self._process.running.poll() is None and not set(self._begun()) - known:
            time.sleep(0.002)
        time.sleep(random.uniform(0, random.choice((0.02, 0.1, 0.3, 0.4 * self.takes_s))))
        if self._process.running.poll() is None:
            self._process.kill()
            self.mid_write += bool(set(self._begun()) - known)
        self.kills += 1

    def _begun(self) -> list[Path]:
        """Files under way, of this run and of killed ones."""
        return list(self.path.parent.rglob(".*.tmp"))


def _there(house: Desk) -> int:
    with house.house.workplace.read() as work:
        return work.responses.last_place(OFFICE)


def _responses(path: Path) -> int:
    """Rows of answers in a workbook, whose every tab is read; -1 for one that does not open."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        lengths = {sheet.title: sum(1 for _ in sheet.iter_rows(values_only=True)) - 1 for sheet in book.worksheets}
        book.close()
    except Exception as broken:  # noqa: BLE001 - whatever it is, a person would see a file that does not open
        print(f"  {path.name}: {type(broken).__name__}: {broken}")
        return -1
    return next(length for title, length in lengths.items() if title.startswith(texts.RESPONSES))
