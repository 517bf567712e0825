"""`make prove ONLY=posters`: every poster is read after each stress alone; a hundred are made in under a minute.

Posters: five kinds, four papers, two languages, and domains whose codes have version 2 and 3, in capitals and small
letters. Rendered by pdfium, read by zxing-cpp. Alone: 60 to 200 dpi; at 150 dpi turned or tilted by 30 degrees,
blurred by one pixel, or with a spot over 8 % of the modules outside the corner squares. Where a module has 2.5 pixels
or more, every code must be read. Scratches all over, several stresses together, and zbar where it is installed, are
told as rates.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PIL import Image

from app.house import House
from app.settings import Settings
from benchmarks import poster_stress as stress
from benchmarks.proofs_verdict import Verdict
from kernel.agency import Agency, Purpose, ServicePoint
from kernel.clock import bangkok_day
from qr import decoding, proofing, register, studio
from qr.formats import FORMATS
from qr.poster import Poster, fraud_poster, official_poster, point_poster
from web.paper import lacking, poster

LEAST_PX = 2.5
RESOLUTIONS = (60, 72, 100, 120, 150, 200)
STRESSED_AT = 150
TILT, BLUR_PX, DAMAGE = 30, 1.0, 0.08
SCRATCHES = (2, 4, 8)
"""Percent of a code under scratches: small marks everywhere spoil more than one large one."""
MANY, SECONDS = 100, 60.0
DAY = date(2026, 11, 21)
OFFICE = Agency("banmai", "องค์การบริหารส่วนตำบลบ้านใหม่", "อบต.บ้านใหม่", "0-4400-0001",
                official_eit_url="https://itas.nacc.example/go/eit/abc")  # fmt: skip
POINT = ServicePoint("EA7M", "งานจัดเก็บรายได้", "ภาษีที่ดิน", opened_on=DAY)
BASES = (("https://banmai.go.th", True), ("https://www.khaosamokhon.go.th", True), ("https://banmai.go.th", False))
"""Domains and whether their links are in capitals: versions 2, 3 and 3."""


@dataclass(frozen=True)
class Sheet:
    """A poster that the studio has handed out."""

    pdf: bytes
    link: str
    copies: int
    module_mm: float
    side: int

    def module_px(self, dpi: int) -> float:
        return self.module_mm / 25.4 * dpi


@dataclass
class Tally:
    """Codes shown and read, by stress."""

    shown: Counter[str]
    read: Counter[str]

    def count(
        self, stress_name: str, sheet: Sheet, page: Image.Image, read: Callable[[Image.Image], list[str]]
    ) -> None:
        self.shown[stress_name] += sheet.copies
        self.read[stress_name] += min(sheet.copies, read(page).count(sheet.link))


def prove(quick: bool) -> Verdict:
    """100 % for each stress alone; rates for the rest; MANY posters in under SECONDS."""
    begun = time.monotonic()
    tally, sheets = Tally(Counter(), Counter()), list(_sheets(quick))
    zbar = _zbar()
    for number, sheet in enumerate(sheets):
        _stress(tally, sheet, random.Random(number), 1 if quick else 3, zbar)
    many, took, busy = _make_many(10 if quick else MANY)
    figures: dict[str, float] = {"sheets": len(sheets), "zbar_present": int(zbar is not None)}
    for name in sorted(tally.shown):
        figures |= {f"{name}.codes": tally.shown[name], f"{name}.read": tally.read[name]}
        figures[f"{name}.percent"] = round(100 * tally.read[name] / tally.shown[name], 2)
    figures |= {"made.posters": many, "made.seconds": round(took, 1), "made.cpu_seconds": round(busy, 1)}
    verdict = Verdict("posters").told(figures, seconds=time.monotonic() - begun)
    for name in tally.shown:
        if name.startswith("alone."):
            verdict.claim(tally.shown[name] == tally.read[name],
                          f"{name}: {tally.read[name]} of {tally.shown[name]} codes are read")  # fmt: skip
    verdict.claim(took < SECONDS, f"{many} posters took {took:.0f} s")
    return verdict


def _sheets(quick: bool) -> Iterator[Sheet]:
    press = studio.Press(poster, lacking)
    for base, capitals in BASES[: 1 if quick else None]:
        for content in _posters(base, capitals):
            for paper in FORMATS.values():
                made = studio.make(press, content, paper)
                side = len(made.sized.modules) - 8
                yield Sheet(made.pdf, content.link, paper.copies, made.sized.module_mm, side)


def _posters(base: str, capitals: bool) -> Iterator[Poster]:
    for language in ("th", "en"):
        for purpose in (Purpose.SURVEY, Purpose.QUESTION, Purpose.ALL):
            yield point_poster(OFFICE, replace(POINT, purpose=purpose), base, DAY, language, capitals=capitals)
        yield fraud_poster(OFFICE, base, DAY, language, capitals=capitals)
        yield official_poster(OFFICE, base, DAY, language, capitals=capitals)


def _stress(
    tally: Tally, sheet: Sheet, chance: random.Random, times: int, zbar: Callable[[Image.Image], list[str]] | None
) -> None:
    for dpi in RESOLUTIONS:
        page = proofing.render(sheet.pdf, dpi)[0].convert("L")
        kind = "alone" if sheet.module_px(dpi) >= LEAST_PX else "below_2_5_px"
        tally.count(f"{kind}.dpi_{dpi}", sheet, page, decoding.read)
        if zbar is not None:
            tally.count(f"zbar.dpi_{dpi}", sheet, page, zbar)
    page = proofing.render(sheet.pdf, STRESSED_AT)[0].convert("L")
    codes = [_corners(one) for one in decoding.barcodes(page)]
    for name, worn in _worn(page, codes, sheet.side, chance, times):
        tally.count(name, sheet, worn, decoding.read)
        if zbar is not None:
            tally.count(f"zbar.{name.removeprefix('alone.')}", sheet, worn, zbar)


def _worn(
    page: Image.Image, codes: list[stress.Corners], side: int, chance: random.Random, times: int
) -> Iterator[tuple[str, Image.Image]]:
    yield "alone.turned_30", stress.turned(page, chance.choice((-TILT, TILT)))
    yield "alone.tilted_30_sideways", stress.tilted(page, chance.choice((-TILT, TILT)), upright=True)
    yield "alone.tilted_30_from_below", stress.tilted(page, chance.choice((-TILT, TILT)), upright=False)
    yield "alone.blurred_1_px", stress.blurred(page, BLUR_PX)
    for _ in range(times):
        yield "alone.damaged_8_percent", stress.spotted(page, codes, side, DAMAGE, chance)
    for percent in SCRATCHES:
        yield f"rate.scratched_{percent}_percent", stress.scratched(page, codes, side, percent / 100, chance)
    spoilt = stress.spotted(page, codes, side, DAMAGE, chance)
    yield "together.damage_blur", stress.blurred(spoilt, BLUR_PX)
    askew = stress.tilted(spoilt, TILT, upright=True)
    yield "together.damage_tilt", askew
    yield "together.damage_tilt_blur", stress.blurred(askew, BLUR_PX)
    half = askew.resize((askew.width // 2, askew.height // 2), Image.Resampling.BOX)
    yield "together.damage_tilt_blur_75_dpi", stress.blurred(half, BLUR_PX)


def _corners(one: Any) -> stress.Corners:
    at = one.position
    return [(corner.x, corner.y) for corner in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]


def _zbar() -> Callable[[Image.Image], list[str]] | None:
    """zbar through pyzbar, where both are installed."""
    if find_spec("pyzbar") is None:
        return None
    try:
        from pyzbar import pyzbar  # type: ignore[import-not-found]
    except ImportError:  # pyzbar without libzbar
        return None
    return lambda page: [found.data.decode() for found in pyzbar.decode(page)]


def _make_many(many: int) -> tuple[int, float, float]:
    """As an office does it: `python -m app poster --all`, PDF and PNG of each point, read back.

    (posters, seconds, those in which a processor worked for it)
    """
    with tempfile.TemporaryDirectory() as folder:
        house = House(Settings(data=Path(folder), base_url="https://banmai.go.th"))
        house.migrate()
        today = bangkok_day(house.clock.now())
        with house.workplace.begin() as work:
            work.agencies.add(OFFICE)
            for number in range(many - 2):  # the fraud door and the official form are the other two
                register.add(work, OFFICE, ServicePoint("", f"จุดบริการที่ {number + 1}", opened_on=today))
        house.close()
        out = Path(folder) / "posters"
        begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "app", "poster", "--all", "--out", str(out)]
        settings = {"PRONGSAI_DATA": folder, "PRONGSAI_BASE_URL": "https://banmai.go.th"}
        subprocess.run(command, check=True, env=settings)
        took, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return len(list(out.glob("*.pdf"))), took, busy
