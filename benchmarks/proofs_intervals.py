"""`make prove ONLY=intervals`: how often the 95 % intervals hold the true score, on a stated grid.

Grid: true scores 60, 65 ... 95; n 30, 40, 50, 75, 100 (and 10, 15, 20 apart); five shapes of a six-level item. Yes/no
items are counted exactly, not drawn, for every whole true score 60-95 and every n 30-100. Indicators: n 30, 50, 100,
four shapes. Arrows are tried between two rounds of one and the same truth. Shapes: benchmarks/interval_cover.py.
"""

import time

from benchmarks.interval_cover import SMALL_SIZES, false_arrows, indicator_cover, level_cover, yes_no_cover
from benchmarks.proofs_verdict import Verdict


def prove(quick: bool) -> Verdict:
    """Mean cover 93-97 % and never below 90 % from n = 30 on; below that it may be wider, never narrower than 90 %."""
    begun = time.monotonic()
    draws = 200 if quick else 2_000
    items, students = level_cover(draws)
    small, _ = level_cover(draws, SMALL_SIZES, seed=4)
    yes_no, indicators = yes_no_cover(), indicator_cover(draws // 2)
    figures = {
        **items.figures("level_items"), **yes_no.figures("yes_no_items"), **indicators.figures("indicators"),
        **small.figures("level_items_n10_to_20"), **students.figures("students_t"), "draws_a_cell": draws,
        "false_arrows_percent": false_arrows(10 * draws),
    }  # fmt: skip
    verdict = Verdict("intervals").told(figures, seconds=time.monotonic() - begun)
    for name in ("level_items", "yes_no_items", "indicators"):
        mean, worst = figures[f"{name}.mean"], figures[f"{name}.worst"]
        verdict.claim(93 <= mean <= 97, f"{name}: mean cover {mean} % is outside 93-97 %")
        verdict.claim(worst >= (85 if quick else 90), f"{name}: cover falls to {worst} %")
    least = figures["level_items_n10_to_20.mean"]
    verdict.claim(least >= 93, f"n 10-20: mean cover {least} % is below 93 %")
    verdict.claim(figures["false_arrows_percent"] <= 2, "arrows appear where nothing has changed")
    return verdict
