"""Colours that old eyes can read: WCAG's contrast ratio, and the nearest colour that keeps it."""

import re

from kernel.errors import Refused

LEAST = 7.0
"""WCAG 2.1, 1.4.6: text, level AAA."""
WHITE = "#ffffff"
_STEP = 0.98


def read_colour(text: str) -> str:
    """ "#0a4d46" from "#0A4D46" or "0a4d46". Raises Refused("colour")."""
    said = text.strip().lstrip("#").lower()
    if not re.fullmatch("[0-9a-f]{6}", said):
        raise Refused("colour")
    return f"#{said}"


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str) -> str:
    """The colour itself where white on it has 7:1, else the same colour darkened until it has."""
    channels = [float(part) for part in _channels(colour)]
    made = colour
    while ratio(made, WHITE) < LEAST:
        channels = [part * _STEP for part in channels]
        made = "#" + "".join(f"{int(part):02x}" for part in channels)
    return made


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
