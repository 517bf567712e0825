"""A small read-only page: the spreadsheets, their tabs, the request log."""

import json
from dataclasses import asdict
from html import escape

from devtools.sheets.book import Sheet
from devtools.sheets.emulator import Emulator
from devtools.sheets.ranges import shown

_HTML = "text/html; charset=UTF-8"
_SHOWN_ROWS = 500
_STYLE = """body{font:16px/1.6 sans-serif;margin:2rem}table{border-collapse:collapse}
td,th{border:1px solid #888;padding:.2rem .5rem;text-align:left;vertical-align:top;white-space:pre-wrap}"""


def find(emulator: Emulator, path: str) -> tuple[bytes, str] | None:
    """The page at `path` and its type: `/`, `/book/<id>`, `/_log`, `/_dump`; None elsewhere."""
    if path == "/_log":
        return json.dumps([asdict(line) for line in list(emulator.log)], indent=1).encode(), "application/json"
    if path == "/_dump":
        return json.dumps(emulator.dump(), ensure_ascii=False, indent=1).encode(), "application/json"
    if path == "/":
        return _whole("Sheets emulator", _books(emulator)), _HTML
    if path.startswith("/book/"):
        body = _book(emulator, path.removeprefix("/book/"))
        return None if body is None else (_whole("Sheets emulator", body), _HTML)
    return None


def _whole(title: str, body: str) -> bytes:
    head = f"<!DOCTYPE html><html lang=th><meta charset=utf-8><title>{title}</title><style>{_STYLE}</style>"
    return f"{head}<h1>{title}</h1>{body}</html>".encode("utf-8", "replace")


def _books(emulator: Emulator) -> str:
    with emulator.lock:
        items = "".join(
            f'<li><a href="/book/{escape(book.id)}">{escape(book.title)}</a> ({escape(book.id)})'
            f"{' forbidden' if book.forbidden else ''}</li>"
            for book in emulator.books
        )
        asked = len(emulator.log)
    return (
        f'<ul>{items or "<li>no spreadsheet"}</ul><p><a href="/_log">{asked} requests</a> <a href="/_dump">dump</a></p>'
    )


def _book(emulator: Emulator, book_id: str) -> str | None:
    with emulator.lock:
        book = next((book for book in emulator.books if book.id == book_id), None)
        if book is None:
            return None
        parts = [f"<h2>{escape(book.title)}</h2>"]
        parts += [f"<h3>{escape(sheet.title)} (#{sheet.id})</h3>{_table(sheet)}" for sheet in book.sheets]
    return "".join(parts)


def _table(sheet: Sheet) -> str:
    last = min(max(sheet.cells, default=-1) + 1, _SHOWN_ROWS)
    wide = max((max(row, default=-1) for row in sheet.cells.values()), default=-1) + 1
    lines = [[str(shown(sheet, row, column, "FORMULA")) for column in range(wide)] for row in range(last)]
    rows = ["".join(f"<td>{escape(text)}</td>" for text in line) for line in lines]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
