"""Columns by letters, cells by name, titles in quotes."""

import re

_PLAIN_TITLE = re.compile(r"[A-Za-z_\u0e00-\u0e7f][A-Za-z0-9_.\u0e00-\u0e7f]*")
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")


def column(text: str) -> int:
    """A -> 0, AA -> 26."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def letters(number: int) -> str:
    """0 -> A, 26 -> AA."""
    text, left = "", number + 1
    while left:
        left, rest = divmod(left - 1, 26)
        text = chr(65 + rest) + text
    return text


def corner(row: int, at: int) -> str:
    """(0, 0) -> A1."""
    return f"{letters(at)}{row + 1}"


def quoted(title: str) -> str:
    """A sheet's title as it stands before the `!`."""
    if _PLAIN_TITLE.fullmatch(title) and not _CELL_LIKE.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"
