"""The 24 digits."""

import pytest

from complaints.receipt import Receipt, read_receipt, receipt_from
from kernel.codes import luhn_digit
from kernel.errors import Refused

BODY = "12345678901234567890123"
DIGITS = BODY + luhn_digit(BODY)


def test_receipt_consists_of_locator_secret_and_check_digit() -> None:
    receipt = Receipt(DIGITS)
    assert (receipt.locator, receipt.secret) == ("123456", "78901234567890123")
    assert receipt.locator + receipt.secret + luhn_digit(BODY) == DIGITS


def test_receipt_shows_groups_of_four() -> None:
    assert Receipt(DIGITS).shown == f"1234-5678-9012-3456-7890-{DIGITS[20:]}"


@pytest.mark.parametrize(
    "typed",
    [
        DIGITS,
        Receipt(DIGITS).shown,
        " ".join(Receipt(DIGITS).groups),
        f"  {DIGITS[:10]}\n{DIGITS[10:]}\t",
        DIGITS.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
        DIGITS.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        DIGITS[:4] + "\u2013" + DIGITS[4:],
    ],
)
def test_reading_takes_what_people_type(typed: str) -> None:
    assert read_receipt(typed).digits == DIGITS


@pytest.mark.parametrize("typed", ["", "1234", DIGITS[:-1], DIGITS + "0", "a" * 24, "²" * 24, "9" * 100_000])
def test_reading_refuses_what_cannot_be_a_receipt(typed: str) -> None:
    with pytest.raises(Refused, match=r"^receipt_malformed$"):
        read_receipt(typed)


def test_reading_catches_every_single_slip() -> None:
    slips = [
        DIGITS[:place] + other + DIGITS[place + 1 :]
        for place in range(24)
        for other in "0123456789"
        if other != DIGITS[place]
    ]
    caught = 0
    for slip in slips:
        try:
            read_receipt(slip)
        except Refused:
            caught += 1
    assert caught == len(slips) == 24 * 9


def test_receipt_from_a_number_is_well_formed_and_keeps_leading_zeros() -> None:
    assert receipt_from(bytes(32)).digits == "0" * 24
    assert len({receipt_from(bytes([n]) * 32).digits for n in range(50)}) == 50


def test_receipt_hides_its_digits_from_tracebacks() -> None:
    assert repr(Receipt(DIGITS)) == "Receipt()"
