"""The receipt: 24 digits, the only thing an informer holds. 6 find the case, 17 are the secret, 1 checks the rest."""

import re
from dataclasses import dataclass, field

from kernel.codes import luhn_digit, luhn_valid
from kernel.errors import Refused
from kernel.thai import arabic_digits

DIGITS, GROUP = 24, 4
LOCATOR_DIGITS, SECRET_DIGITS = 6, 17
_LONGEST_TYPED = 200
_IN_TEXT = re.compile(r"(?<!\d)\d(?:[\s\u200b\u2010-\u2014-]?\d){23}(?![\s-]?\d)")
_BETWEEN = str.maketrans("", "", " -\t\r\n\u00a0\u200b\u2010\u2011\u2012\u2013\u2014")


@dataclass(frozen=True)
class Receipt:
    """A well-formed receipt. Its repr shows no digit."""

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.digits) != DIGITS or not luhn_valid(self.digits):
            raise Refused("receipt_malformed")

    @property
    def locator(self) -> str:
        """Finds the case row; not secret."""
        return self.digits[:LOCATOR_DIGITS]

    @property
    def secret(self) -> str:
        """56 bits; stored nowhere."""
        return self.digits[LOCATOR_DIGITS:-1]

    @property
    def groups(self) -> tuple[str, ...]:
        """Six groups of four, as shown and read aloud."""
        return tuple(self.digits[start : start + GROUP] for start in range(0, DIGITS, GROUP))

    @property
    def shown(self) -> str:
        """ "1234-5678-…"."""
        return "-".join(self.groups)


def receipt_from(number: bytes) -> Receipt:
    """The receipt that 32 uniformly random bytes stand for."""
    body = str(int.from_bytes(number, "big") % 10 ** (LOCATOR_DIGITS + SECRET_DIGITS))
    body = body.zfill(LOCATOR_DIGITS + SECRET_DIGITS)
    return Receipt(body + luhn_digit(body))


def read_receipt(text: str) -> Receipt:
    """What a person typed: Thai and full-width digits, spaces and dashes are fine.

    Raises Refused("receipt_malformed") when it cannot be a receipt; that costs no key derivation.
    """
    return Receipt(arabic_digits(text[:_LONGEST_TYPED]).translate(_BETWEEN))


def holds_receipt(text: str) -> bool:
    """Whether a receipt stands somewhere in a text: whoever reads the text could then speak as its author."""
    found = _IN_TEXT.findall(arabic_digits(text))
    return any(luhn_valid(one.translate(_BETWEEN)) for one in found)
