"""From a name to a code, from a sign to the next one."""

from dataclasses import replace
from datetime import date

import pytest

from kernel.agency import Agency, Purpose, ServicePoint, Sign
from kernel.codes import ALPHABET, read_code
from kernel.errors import Refused
from qr import register
from tests.cast import BAN_MAI, TAX_COUNTER

DAY = date(2026, 11, 21)
DRAFT = ServicePoint("", "กองช่าง", "ไฟสาธารณะ", Purpose.ALL, DAY, unit="กองช่าง")


class Points:
    """One office's register in memory; codes in `taken` are on somebody else's wall."""

    def __init__(self, *points: ServicePoint) -> None:
        self.kept = {point.code: point for point in points}
        self.signs = [Sign(point.code, point.code, DAY) for point in points]
        self.refusals = 0

    def add(self, agency: Agency, point: ServicePoint) -> None:
        if point.code in self.kept:
            raise Refused("code_taken")
        self.add_sign(agency, Sign(point.code, point.code, DAY))
        self.kept[point.code] = point

    def change(self, agency: Agency, point: ServicePoint, before: ServicePoint | None = None) -> None:
        self.kept[point.code] = point

    def all(self, agency: Agency) -> list[ServicePoint]:
        return list(self.kept.values())

    def add_sign(self, agency: Agency, sign: Sign) -> None:
        if self.refusals:
            self.refusals -= 1
            raise Refused("code_taken")
        self.signs.append(sign)

    def retire_signs(self, agency: Agency, point: str, day: date) -> None:
        for place, one in enumerate(self.signs):
            if one.point == point and one.retired_on is None:
                self.signs[place] = replace(one, retired_on=day)


class Book:
    def __init__(self, *points: ServicePoint) -> None:
        self.points = Points(*points)


def test_add_gives_a_code_that_people_can_read_out():
    book = Book()
    codes = [register.add(book, BAN_MAI, DRAFT).code for _ in range(50)]
    assert {len(code) for code in codes} == {4}
    assert set("".join(codes)) <= set(ALPHABET)
    assert [read_code(code.lower()) for code in codes] == codes
    assert list(book.points.kept) == codes


def test_add_tries_again_and_longer_when_codes_are_taken():
    book = Book()
    book.points.refusals = 30
    assert len(register.add(book, BAN_MAI, DRAFT).code) == 6
    book.points.refusals = 1000
    with pytest.raises(Refused, match="code_taken"):
        register.add(book, BAN_MAI, DRAFT)


@pytest.mark.parametrize(
    ("reason", "wrong"),
    [
        ("point_name", {"name": " "}),
        ("point_name", {"name": "ก" * 81}),
        ("point_unit", {"unit": "ก" * 81}),
        ("point_services", {"services": "ก" * 301}),
        ("point_days", {"closes_on": date(2026, 11, 20)}),
    ],
)
def test_add_refuses_what_no_poster_can_carry(reason, wrong):
    with pytest.raises(Refused, match=reason):
        register.add(Book(), BAN_MAI, replace(DRAFT, **wrong))


def test_reprint_keeps_the_point_and_retires_every_older_sign():
    book = Book(TAX_COUNTER)
    second = register.reprint(book, BAN_MAI, TAX_COUNTER, date(2026, 12, 1))
    third = register.reprint(book, BAN_MAI, second, date(2026, 12, 2))
    assert (third.code, third.posted, book.points.kept) == (TAX_COUNTER.code, third.sign, {TAX_COUNTER.code: third})
    assert [(sign.id, sign.retired_on) for sign in book.points.signs] == [
        (TAX_COUNTER.code, date(2026, 12, 1)),
        (second.posted, date(2026, 12, 2)),
        (third.posted, None),
    ]


def test_reprint_of_a_retired_point_is_refused():
    with pytest.raises(Refused, match="point_retired"):
        register.reprint(Book(), BAN_MAI, replace(TAX_COUNTER, retired_on=DAY), DAY)


def test_points_retire_the_day_after_their_last():
    last = replace(TAX_COUNTER, closes_on=DAY)
    book = Book(last, replace(TAX_COUNTER, code="EB8H"))
    assert register.retire_ended(book, BAN_MAI, DAY) == []
    assert register.retire_ended(book, BAN_MAI, date(2026, 11, 22)) == [replace(last, retired_on=DAY)]
    assert register.retire_ended(book, BAN_MAI, date(2026, 11, 23)) == []


def test_point_is_open_between_its_days():
    point = replace(TAX_COUNTER, opened_on=date(2026, 11, 20), closes_on=DAY)
    opened = [point.open_on(date(2026, 11, day)) for day in (19, 20, 21, 22)]
    assert opened == [False, True, True, False]
    assert not replace(point, retired_on=date(2026, 11, 1)).open_on(DAY)
