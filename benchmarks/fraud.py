"""What a fraud report and a receipt cost, against the one slow thing in them: Argon2id with 3 passes over 64 MiB.

`fraud.ratio_to_argon2id`: the form opened and sent over HTTP, against one bare run beside it, in turn; medians.
`fraud.receipt_ratio_*`: a wrong and an unknown receipt against the right one, in turn; medians of whole answers.
"""

import os
import statistics
import time
from collections.abc import Callable

from nacl.pwhash import argon2id

from benchmarks.fraud_door import Informer, behind_proxy, open_door, unknown, wrong
from benchmarks.processes import rss_mb
from benchmarks.proofs_office import office
from devtools.line import Platform, serve

TOLD = {"what": "นายช่างเรียกเงินห้าพันบาทก่อนออกใบอนุญาตก่อสร้าง " * 5, "who": "นายช่าง", "where": "ที่สำนักงาน"}
_MIB = 1024 * 1024
CASES = 12
"""Wrong receipts fall on all of them in turn: none comes near the tenth, from which on trying costs work."""


def measure(full: bool) -> dict[str, float]:
    """All figures of this group."""
    with serve(Platform()) as line, office(line.url) as house, behind_proxy(house):
        open_door(house.house)
        house.open()
        base = f"http://127.0.0.1:{house.port}"
        figures = _filing(base, 40 if full else 15) | _receipts(base, 100 if full else 67)
        assert house.web.running is not None
        return figures | {"fraud.rss_mb": round(rss_mb(house.web.running.pid), 1)}


def _filing(base: str, rounds: int) -> dict[str, float]:
    ours, bare = [], []
    Informer(base).send(TOLD)
    for _ in range(rounds):
        ours.append(_seconds(lambda: Informer(base).send(TOLD)))
        bare.append(_seconds(_argon2id))
    pairs = [one / other for one, other in zip(ours, bare, strict=True)]
    return {
        "fraud.submission_ms": round(1000 * statistics.median(ours), 1),
        "fraud.argon2id_ms": round(1000 * statistics.median(bare), 1),
        "fraud.ratio_to_argon2id": round(statistics.median(ours) / statistics.median(bare), 3),
        "fraud.ratio_to_argon2id_pairs": round(statistics.median(pairs), 3),
    }


def _receipts(base: str, rounds: int) -> dict[str, float]:
    right = [Informer(base).send(TOLD) for _ in range(CASES)]
    locators = {one[:6] for one in right}
    took: dict[str, list[float]] = {"right": [], "wrong": [], "unknown": []}
    for turn in range(rounds):
        own = right[turn % CASES]
        tries = {"right": own, "wrong": wrong(own), "unknown": unknown(locators)}
        for kind in sorted(tries, key=lambda _: os.urandom(4)):
            expected = 200 if kind == "right" else 422
            took[kind].append(_seconds(lambda: _look(base, tries[kind], expected)))  # noqa: B023 - called at once
    median = {kind: statistics.median(some) for kind, some in took.items()}
    return {
        "fraud.receipt_ratio_wrong": round(median["wrong"] / median["right"], 3),
        "fraud.receipt_ratio_unknown": round(median["unknown"] / median["right"], 3),
        "fraud.receipt_ratio_unknown_to_wrong": round(median["unknown"] / median["wrong"], 3),
        "fraud.receipt_ms": round(1000 * median["right"], 1),
        "fraud.receipt_tries": float(3 * rounds),
    }


def _look(base: str, receipt: str, expected: int) -> None:
    status, _ = Informer(base).look(receipt)
    assert status == expected, status


def _argon2id() -> None:
    argon2id.kdf(64, b"1" * 17, os.urandom(16), opslimit=3, memlimit=64 * _MIB)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
