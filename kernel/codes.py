"""Codes that people read, say and type: no look-alike letters, and a check symbol that catches slips."""

import secrets

from kernel.thai import arabic_digits

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""30 symbols; 0/O, 1/I/L and U are left out because they are misread on paper."""


def check_symbol(body: str) -> str:
    """The check symbol over `body` (Luhn mod N with N = 30): every single slip and nearly every swap is caught."""
    n, factor, total = len(ALPHABET), 2, 0
    for symbol in reversed(body):
        addend = factor * ALPHABET.index(symbol)
        total += addend // n + addend % n
        factor = 3 - factor
    return ALPHABET[-total % n]


def new_code(length: int = 4) -> str:
    """A fresh random code of `length` symbols, the last of which is the check symbol."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(length - 1))
    return body + check_symbol(body)


def read_code(text: str) -> str | None:
    """The code in `text` as we store it, or None when it cannot be one (wrong symbol, failed check)."""
    code = "".join(arabic_digits(text).upper().split()).replace("-", "")
    if not 3 <= len(code) <= 12 or any(symbol not in ALPHABET for symbol in code):
        return None
    return code if check_symbol(code[:-1]) == code[-1] else None


def luhn_digit(digits: str) -> str:
    """The decimal Luhn check digit for `digits`."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def luhn_valid(digits: str) -> bool:
    """Whether the last digit checks all before it."""
    return len(digits) > 1 and digits.isascii() and digits.isdigit() and luhn_digit(digits[:-1]) == digits[-1]


def new_id() -> str:
    """A random 128-bit identifier in hex: says nothing about when, where or in what order."""
    return secrets.token_hex(16)
