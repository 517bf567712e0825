"""Personal data inside a message: found so that it is neither logged nor shown in a list."""

import re

from kernel.thai import arabic_digits

_BETWEEN = r"[\s.()\u200b-\u200f\u2010-\u2015\u2060\ufeff-]{0,3}"
"""What people put between the digits of one number: "081 - 234 - 5678", "(081) 234–5678"."""
_CITIZEN_ID = re.compile(rf"(?<!\d)\d{_BETWEEN}\d{{4}}{_BETWEEN}\d{{5}}{_BETWEEN}\d{{2}}{_BETWEEN}\d(?!\d)")
_PHONE = re.compile(rf"(?<!\d)(?:\+?66{_BETWEEN}0?{_BETWEEN}|0)[2-9](?:{_BETWEEN}\d){{7,8}}(?!\d)")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}")
_LONG_NUMBER = re.compile(rf"\d(?:{_BETWEEN}\d){{8,}}")
_RECEIPT_LIKE = re.compile(rf"\d(?:{_BETWEEN}\d){{19,}}")

HIDDEN = "[…]"
"""Stands where something personal stood."""


def contains_personal_data(text: str) -> bool:
    """Whether `text` holds a citizen id (checksum right), a Thai phone number or an e-mail address."""
    plain = arabic_digits(text)
    if _PHONE.search(plain) or _MAIL.search(plain):
        return True
    return any(citizen_id_valid(found[0]) for found in _CITIZEN_ID.finditer(plain))


def contains_citizen_id(text: str) -> bool:
    """Whether a person's id stands in `text`; a juristic number, which begins with 0, is nobody's secret."""
    found = (number[0] for number in _CITIZEN_ID.finditer(arabic_digits(text)))
    return any(number[0] != "0" and citizen_id_valid(number) for number in found)


def citizen_id_valid(number: str) -> bool:
    """Whether 13 digits (separators allowed) carry the right check digit of a Thai citizen id."""
    digits = [int(symbol) for symbol in number if symbol.isdigit()]
    if len(digits) != 13:
        return False
    total = sum(digit * (13 - place) for place, digit in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == digits[12]


def masked(text: str) -> str:
    """`text` fit for a list: e-mail addresses and every number of 9 digits or more are hidden."""
    return _LONG_NUMBER.sub(HIDDEN, _MAIL.sub(HIDDEN, arabic_digits(text)))


def without_receipt(text: str) -> str:
    """`text` without anything as long as a fraud receipt, which opens a case and must be kept nowhere."""
    return _RECEIPT_LIKE.sub(HIDDEN, arabic_digits(text))
