"""Codes of six digits that people type to the bot: a member of staff's, or an informer's who wants to be told."""

import re

from kernel.thai import arabic_digits

_CODE = re.compile(r"\d{6}")
LONGEST = 40
"""Characters of a text that may still be a code: six digits, however they are spaced."""


def code_in(text: str) -> str | None:
    """The code when the text is one: six digits, Thai ones too, with or without a space."""
    if len(text) > LONGEST:
        return None
    digits = re.sub(r"[\s\-]", "", arabic_digits(text))
    return digits if digits.isascii() and _CODE.fullmatch(digits) else None
