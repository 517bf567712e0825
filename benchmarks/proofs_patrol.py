"""`make prove ONLY=patrol`: genuine and pasted-over signs in simulated chat-quality photographs (devtools/camera.py).

A misread is a genuine sign called anything but genuine at its own point, or a pasted-over one called genuine: none is
allowed. A photograph that cannot be read is counted and no misread: staff are asked to take it again.
"""

import time
from collections import Counter
from collections.abc import Iterator

from benchmarks.proofs_verdict import Verdict
from devtools import camera
from kernel.agency import Agency, ServicePoint
from kernel.codes import check_symbol
from qr import codes, links, patrol, photographs
from qr.patrol import Finding, Signs

BASE = "https://banmai.go.th"
OFFICE = Agency("banmai", "องค์การบริหารส่วนตำบลบ้านใหม่")
POINTS = {
    code: ServicePoint(code, f"จุด {code}") for code in (body + check_symbol(body) for body in ("EA7", "EB8", "K2M"))
}
FALSE = (
    "https://banmai-go.th/q/EA7",
    "HTTPS://BANMAI.GO.TH.EXAMPLE/Q/EA7",
    "https://bit.ly/3xYzAb",
    "HTTPS://BANMAI.GO.TH/Q/ZZZZ",
    "https://line.me/ti/g2/x7Kq",
    "00020101021129370016A0000006770",
)
"""What stickers say: look-alike hosts, a shortener, a point that never was, a chat group, a payment."""


def signs() -> Signs:
    """What the office has on its walls."""
    return Signs(BASE, OFFICE, POINTS, {}, lambda _code: None, "@banmai")


def genuine(count: int) -> Iterator[tuple[bytes, Finding]]:
    """Photographs, and what each of them is."""
    for seed in range(count):
        code = list(POINTS)[seed % len(POINTS)]
        page = camera.sign(codes.png(links.landing(BASE, code)))
        yield camera.photograph(page, seed), Finding(patrol.Verdict.GENUINE, patrol.Sheet.POINT, point=code)


def pasted(count: int) -> Iterator[tuple[bytes, Finding]]:
    """The same signs under somebody's sticker."""
    for seed in range(count):
        code = list(POINTS)[seed % len(POINTS)]
        text = FALSE[seed % len(FALSE)]
        page = camera.pasted_over(camera.sign(codes.png(links.landing(BASE, code))), codes.png(text), seed)
        yield camera.photograph(page, 1000 + seed), patrol.judge(text, signs())


def tried(photos: Iterator[tuple[bytes, Finding]]) -> Counter[str]:
    """right, unreadable and misread."""
    found: Counter[str] = Counter()
    for photo, truth in photos:
        seen = patrol.judge_all(photographs.texts_in(photo), signs())
        unread = seen == (Finding(patrol.Verdict.UNREADABLE),)
        found["unreadable" if unread else "right" if seen == (truth,) else "misread"] += 1
    return found


def prove(quick: bool) -> Verdict:
    """40 genuine and 40 pasted-over photographs: no misread, and nearly all of them read."""
    begun, each = time.monotonic(), 10 if quick else 40
    ours, theirs = tried(genuine(each)), tried(pasted(each))
    figures = {
        "genuine.photos": each, "genuine.read_percent": 100 * ours["right"] / each,
        "pasted.photos": each, "pasted.read_percent": 100 * theirs["right"] / each,
        "misread": ours["misread"] + theirs["misread"],
    }  # fmt: skip
    verdict = Verdict("patrol").told(figures, seconds=time.monotonic() - begun)
    verdict.claim(figures["misread"] == 0, f"misread: {ours['misread']} genuine, {theirs['misread']} pasted over")
    for kind in ("genuine", "pasted"):
        rate = figures[f"{kind}.read_percent"]
        verdict.claim(rate >= 90, f"{kind}: only {rate} % could be read")
    return verdict
