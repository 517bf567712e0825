"""What entered scores come to, by the rule of their year."""

from fractions import Fraction

import pytest

from surveys.assessment import Entered, what_if
from surveys.scoring import half_up


def entered(iit: str = "", part_1: str = "", part_2: str = "", nine: str = "", ten: str = "") -> Entered:
    return Entered(*(Fraction(text) if text else None for text in (iit, part_1, part_2, nine, ten)))


def test_printed_total_of_fy2567_is_reached() -> None:
    """อบต.ตุน: parts whose mean is the printed EIT of 82.78."""
    found = what_if(2567, entered("90.552", "87.78", "77.78", "44.17", "60.00"))
    assert found.total is not None
    assert (half_up(found.total), found.least_grade) == ("72.84", "ต้องปรับปรุง")
    assert (half_up(found.eit or 0), half_up(found.oit or 0)) == ("82.78", "52.09")


def test_printed_total_of_fy2563_has_the_grade_of_its_year() -> None:
    found = what_if(2563, entered("83.934", "87.29333", "87.29333", "86.56", "50.00"))
    assert found.total is not None
    assert (half_up(found.total), found.least_grade) == ("78.68", "B")


@pytest.mark.parametrize(("year", "grade"), [(2565, "A"), (2566, "ผ่าน")])
def test_grade_rule_changes_with_the_year(year: int, grade: str) -> None:
    assert what_if(year, entered("100", "80", "80", "90", "90")).least_grade == grade


def test_unknown_part_two_leaves_half_the_eit_open() -> None:
    found = what_if(2567, entered("90", "90", "", "90", "90"))
    assert (found.eit, found.total) == (None, None)
    assert (half_up(found.least), half_up(found.most)) == ("76.50", "91.50")
    assert (found.least_grade, found.most_grade) == ("ต้องปรับปรุง", "ผ่านดี")


def test_one_oit_indicator_alone_is_no_oit() -> None:
    found = what_if(2567, entered("90", "90", "90", "90", ""))
    assert (found.oit, half_up(found.least), half_up(found.most)) == (None, "72.00", "92.00")


def test_nothing_entered_leaves_everything_open() -> None:
    found = what_if(2567, Entered())
    assert (found.least, found.most, found.least_grade, found.most_grade) == (0, 100, "ต้องปรับปรุงโดยด่วน", "ผ่านดีเยี่ยม")


def test_known_zero_is_not_unknown() -> None:
    found = what_if(2567, entered("0", "0", "0", "0", "0"))
    assert (found.total, found.most) == (0, 0)
