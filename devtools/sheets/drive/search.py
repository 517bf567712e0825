"""Drive's search language, as far as spreadsheets need it."""

import re
from collections.abc import Sequence

from devtools.sheets.book import Book
from devtools.sheets.refusal import Refusal, not_covered

_TERM = re.compile(
    r"""\s*(?P<field>\w+)\s*(?P<sign>=|!=|contains|in|>=|<=|>|<)\s*(?P<value>'(?:\\.|[^'])*'|"(?:\\.|[^"])*"|true|false)\s*"""
    r"""|\s*(?P<item>'(?:\\.|[^'])*'|"(?:\\.|[^"])*")\s+in\s+(?P<list>\w+)\s*""",
    re.IGNORECASE,
)


def matching(books: Sequence[Book], query: str, mime_type: str) -> list[Book]:
    """The files that `query` finds: terms joined by `and`. Raises Refusal."""
    terms = _terms(query)
    return [book for book in books if all(_holds(book, *term, mime_type) for term in terms)]


def _terms(query: str) -> list[tuple[str, str, str]]:
    terms, at = [], 0
    while query[at:].strip():
        found = _TERM.match(query, at)
        if not found:
            raise Refusal(400, "Invalid Value", reason="invalid", location="q")
        if found["list"]:
            terms.append((found["list"], "in", _text(found["item"])))
        else:
            terms.append((found["field"], found["sign"].lower(), _text(found["value"])))
        at = found.end()
        joined = re.match(r"and\b", query[at:], re.IGNORECASE)
        if not joined and query[at:].strip():
            raise not_covered(f"the Drive search {query}")
        at += joined.end() if joined else 0
    return terms


def _text(quoted: str) -> str:
    return re.sub(r"\\(.)", r"\1", quoted[1:-1]) if quoted[0] in "'\"" else quoted.lower()


def _holds(book: Book, field: str, sign: str, value: str, mime_type: str) -> bool:
    known = {"name": book.title, "title": book.title, "mimeType": mime_type, "trashed": "false"}
    if field == "parents" and sign == "in":
        return value in (book.parents or ["root"])
    if field in {"owners", "writers", "readers"} and sign == "in":
        return book.role(value) == field[:-1]
    if field not in known or sign not in {"=", "!=", "contains"}:
        raise not_covered(f"the Drive search {field} {sign}")
    if sign == "contains":
        return value.lower() in known[field].lower()
    return (known[field] == value) == (sign == "=")


def ordered(books: list[Book], order: str) -> list[Book]:
    """By orderBy; last modified first when nothing is asked for. Raises Refusal(501)."""
    keys = {"name": lambda book: book.title, "modifiedTime": lambda book: book.modified,
            "createdTime": lambda book: book.created}  # fmt: skip
    for part in reversed([one.split() for one in (order or "modifiedTime desc").split(",")]):
        if part[0] not in keys:
            raise not_covered(f"orderBy {part[0]}")
        books = sorted(books, key=keys[part[0]], reverse=part[1:] == ["desc"])
    return books
