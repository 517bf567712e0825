"""From instrument scores to the ITA total and its grade. For checking and what-if; never a forecast.

OIT side: indicators 9 and 10 are rounded to 2 places, then their mean is, and only then weighted. Survey side:
exact to the end. Source: the printed FY2567 total of อบต.ตุน (72.84) is reached by this policy alone.
"""

from fractions import Fraction

from surveys.scoring import half_up
from surveys.texts import GRADES

WEIGHTS = {"iit": Fraction(30, 100), "eit": Fraction(30, 100), "oit": Fraction(40, 100)}

OLD_GRADES = ((95, "AA"), (85, "A"), (75, "B"), (65, "C"), (55, "D"), (50, "E"), (0, "F"))
"""Up to FY2565: first floor that the total reaches."""


def rounded(value: Fraction) -> Fraction:
    """Half-up to 2 places, still exact."""
    return Fraction(half_up(value))


def oit(indicator_9: Fraction, indicator_10: Fraction) -> Fraction:
    """The OIT score of its two indicators, rounded as it is printed."""
    return rounded((rounded(indicator_9) + rounded(indicator_10)) / 2)


def total(iit: Fraction, eit: Fraction, oit_score: Fraction) -> Fraction:
    """The weighted sum."""
    return WEIGHTS["iit"] * iit + WEIGHTS["eit"] * eit + WEIGHTS["oit"] * oit_score


def grade(
    fiscal_year: int,
    total_score: Fraction,
    *,
    iit: Fraction | None = None,
    eit: Fraction | None = None,
    oit_score: Fraction | None = None,
) -> str:
    """The grade word of a fiscal year, on the total rounded to 2 places.

    From FY2566 the two best grades need every instrument at 95 or 85; with one unknown the answer is ผ่าน (at least).
    """
    reached = rounded(total_score)
    if fiscal_year <= 2565:
        return next(word for floor, word in OLD_GRADES if reached >= floor)
    parts = [part for part in (iit, eit, oit_score) if part is not None]
    for floor, word in ((95, "excellent"), (85, "good")):
        if reached >= floor and len(parts) == 3 and min(parts) >= floor:
            return GRADES[word]
    if reached >= 85:
        return GRADES["pass"]
    return GRADES["improve" if reached >= 70 else "urgent"]
