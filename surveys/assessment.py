"""From instrument scores to the ITA total and its grade. For checking and what-if; never a forecast.

OIT side: indicators 9 and 10 are rounded to 2 places, then their mean is, and only then weighted. Survey side:
exact to the end. Source: the printed FY2567 total of อบต.ตุน (72.84) is reached by this policy alone.
"""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Entered:
    """Scores somebody typed, 0 to 100; None where unknown."""

    iit: Fraction | None = None
    eit_part_1: Fraction | None = None
    eit_part_2: Fraction | None = None
    """Collected by others; where only one part is known, the EIT is not."""
    indicator_9: Fraction | None = None
    indicator_10: Fraction | None = None


@dataclass(frozen=True)
class WhatIf:
    """What the entered scores come to. With something unknown, the least and the most that is still possible."""

    iit: Fraction | None
    eit: Fraction | None
    oit: Fraction | None
    least: Fraction
    most: Fraction
    least_grade: str
    most_grade: str

    @property
    def total(self) -> Fraction | None:
        """The total, when nothing is unknown."""
        return self.least if None not in (self.iit, self.eit, self.oit) else None


def what_if(fiscal_year: int, entered: Entered) -> WhatIf:
    """The total and grade by the rule of that fiscal year: a calculation, never a forecast of the official result."""
    eit, indicators = (entered.eit_part_1, entered.eit_part_2), (entered.indicator_9, entered.indicator_10)
    ends = []
    for unknown in (Fraction(0), Fraction(100)):
        known_iit = _or(entered.iit, unknown)
        known_eit = (_or(eit[0], unknown) + _or(eit[1], unknown)) / 2
        known_oit = oit(_or(indicators[0], unknown), _or(indicators[1], unknown))
        reached = total(known_iit, known_eit, known_oit)
        ends.append((reached, grade(fiscal_year, reached, iit=known_iit, eit=known_eit, oit_score=known_oit)))
    (least, least_grade), (most, most_grade) = ends
    return WhatIf(
        iit=entered.iit,
        eit=None if None in eit else known_eit,
        oit=None if None in indicators else known_oit,
        least=least,
        most=most,
        least_grade=least_grade,
        most_grade=most_grade,
    )


def _or(value: Fraction | None, otherwise: Fraction) -> Fraction:
    return otherwise if value is None else value


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
