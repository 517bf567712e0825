"""The second step of signing in: six digits from a telephone (TOTP, RFC 6238: 30 seconds, SHA-1)."""

import base64
import hmac
from datetime import datetime

import pyotp

from kernel.thai import arabic_digits

PERIOD_S = 30
DRIFT = 1
"""Steps that a telephone's clock may be early or late."""


def secret_from(*marks: str) -> str:
    """A 160-bit base32 secret made of keyed marks (hex): the same until the session ends, stored nowhere."""
    return base64.b32encode(bytes.fromhex("".join(marks))[:20]).decode()


def link(secret: str, login: str, office: str) -> str:
    """The otpauth link a telephone's authenticator app scans. `office` in ASCII keeps the code small."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=office)


def digits_of(typed: str) -> str:
    """The digits of a typed code, Thai ones too, without spaces and hyphens; "" when anything else is in it."""
    digits = "".join(arabic_digits(typed).split()).replace("-", "")
    return digits if digits.isascii() and digits.isdigit() else ""


def fitting_step(secret: str, typed: str, now: datetime, last_step: int) -> int | None:
    """The time step whose code was typed, or None. A step not after `last_step` is used up and never fits."""
    digits = digits_of(typed)
    if len(digits) != 6:
        return None
    present = int(now.timestamp()) // PERIOD_S
    totp = pyotp.TOTP(secret)
    fitting = None
    for step in range(present - DRIFT, present + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step), digits) and step > last_step:
            fitting = step
    return fitting
