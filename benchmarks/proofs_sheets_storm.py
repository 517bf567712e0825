"""Three hundred offices whose sheets are always out of date, and the sixty writes a minute that Google gives them.

Judged by the emulator's own log. Emulator and product share a clock that runs several times as fast as the machine's:
ten minutes of Google's are ten minutes to both.
"""

import time
from collections import defaultdict

from benchmarks.processes import said
from benchmarks.proofs_verdict import Verdict
from benchmarks.sheets_agencies import office
from benchmarks.sheets_office import Desk, desk
from devtools.sheets import Quota, busiest
from devtools.sheets.quota import Windows

TICK_S = 0.4
"""How often the shared clock gains a second."""


def prove_storm(quick: bool) -> Verdict:
    """Run it: ten minutes, or as many as a quarter of the offices need."""
    verdict, begun = Verdict("sheets.storm"), time.monotonic()
    agencies, limit, minutes = (60, 60, 4) if quick else (300, 60, 10)
    with desk() as house:
        account = house.google.service_account("desk@project.example")
        for number in range(agencies):
            house.settle_in(office(number))
            house.connect(house.agencies[-1], account)
        _provisioned(house, verdict)
        house.emulator.windows = Windows(Quota(limit, limit, 5 * limit, 5 * limit))
        found = Storm(house).rage(60 * minutes)
        figures = found.figures() | {"agencies": agencies, "minutes": minutes, "limit": limit}
    fair = 60 * agencies / limit
    verdict.claim(figures["most_writes_in_60_s"] <= limit, f"{figures['most_writes_in_60_s']} writes within 60 s")
    verdict.claim(figures["refused_after_first_minute"] == 0, f"{figures['refused_after_first_minute']} times 429")
    verdict.claim(figures["longest_wait_s"] <= 2 * fair, f"somebody waited {figures['longest_wait_s']} s, fair {fair}")
    verdict.claim(figures["agencies_served"] == agencies, f"{figures['agencies_served']} of {agencies} served")
    return verdict.told(figures | {"fair_share_s": fair}, seconds=time.monotonic() - begun)


def _provisioned(house: Desk, verdict: Verdict) -> None:
    """Every sheet is made and filled once, without a limit: the storm is about what comes afterwards."""
    for agency in house.agencies:
        house.answer(agency, 5)
    house.workers[0].start()
    deadline = time.monotonic() + 20 + 3 * len(house.agencies)
    while time.monotonic() < deadline:
        time.sleep(1.0)
        if house.nobody_waits():
            break
        house.move(5)
    late = [agency.code for agency in house.agencies if house.differing(agency)]
    verdict.claim(not late, f"{len(late)} sheets not filled: {said(house.workers[0].log)}")
    house.move(120)


class Storm:
    """Every agency has new answers again as soon as its sheet was written."""

    def __init__(self, house: Desk) -> None:
        self._house = house
        self._since: dict[str, float] = {}
        self._waits: dict[str, list[float]] = defaultdict(list)
        self._seen = self._first = len(house.emulator.log)
        self._start = self._speed = 0.0

    def rage(self, seconds: float) -> "Storm":
        """So many seconds of the shared clock."""
        house, begun = self._house, time.monotonic()
        start = house.emulator.now()
        for agency in house.agencies:
            self._dirty(agency.code)
        while (passed := house.emulator.now() - start) < seconds:
            time.sleep(TICK_S)
            self._notice()
            house.move(1)
        for agency in house.agencies:  # who still waits has waited so long
            self._waits[agency.code].append(house.emulator.now() - self._since[agency.code])
        self._speed = passed / (time.monotonic() - begun)
        self._start = start
        return self

    def _dirty(self, code: str) -> None:
        agency = next(one for one in self._house.agencies if one.code == code)
        self._house.answer(agency, 1)
        self._since[code] = self._house.emulator.now()

    def _notice(self) -> None:
        log = self._house.emulator.log
        fresh, self._seen = log[self._seen :], len(log)
        written = {line.path.split("/")[3].partition(":")[0].removeprefix("book-") for line in fresh
                   if line.writing and line.status == 200}  # fmt: skip
        for code in written:
            self._waits[code].append(self._house.emulator.now() - self._since[code])
            self._dirty(code)

    def figures(self) -> dict[str, float]:
        """What the emulator's log says."""
        lines = self._house.emulator.log[self._first :]
        refused = [line for line in lines if line.status == 429]
        return {
            "writes": sum(1 for line in lines if line.writing and line.status == 200),
            "reads": self._house.reads(self._first),
            "most_writes_in_60_s": max(busiest(lines, writing=True).values(), default=0),
            "refused": len(refused),
            "refused_after_first_minute": sum(1 for line in refused if line.at > self._start + 60),
            "longest_wait_s": round(max(max(waits) for waits in self._waits.values())),
            "agencies_served": sum(1 for waits in self._waits.values() if len(waits) > 1),
            "clock_speed": round(self._speed, 1),
        }
