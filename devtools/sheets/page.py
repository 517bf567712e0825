"""A small read-only page: the spreadsheets, their tabs, the request log."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from html import escape
from urllib.parse import quote

from devtools.sheets.book import Book
from devtools.sheets.calls import Answer
from devtools.sheets.emulator import Emulator
from devtools.sheets.lettering import letters
from devtools.sheets.reading import Reader
from devtools.sheets.refusal import Refusal
from devtools.sheets.sheet import Sheet

_HTML = "text/html; charset=UTF-8"
_SHOWN_ROWS, _SHOWN_LINES = 500, 200
_STYLE = """body{font:16px/1.6 Sarabun,sans-serif;margin:2rem}table{border-collapse:collapse;margin:.5rem 0 2rem}
td,th{border:1px solid #888;padding:.2rem .5rem;text-align:left;vertical-align:top;white-space:pre-wrap}
th{background:#eee;font-weight:600}td.number{text-align:right}nav a{margin-right:1rem}"""


def find(emulator: Emulator, path: str, method: str = "GET") -> Answer:
    """The answer at `/`, `/book/<id>`, `/_log` and `/_dump`; 404 elsewhere."""
    if method == "GET" and path == "/_log":
        return _json([asdict(line) for line in list(emulator.log)])
    if method == "GET" and path == "/_dump":
        return _json(emulator.dump())
    if method == "GET" and path == "/":
        return Answer(_whole(_books(emulator) + _requests(emulator)), _HTML)
    body = _book(emulator, path.removeprefix("/book/")) if method == "GET" and path.startswith("/book/") else None
    return Answer(b"not here", "text/plain", 404) if body is None else Answer(_whole(body), _HTML)


def _json(found: object) -> Answer:
    return Answer(json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))


def _whole(body: str) -> bytes:
    head = f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Sheets emulator</title><style>{_STYLE}</style>"
    page = (
        f'{head}<h1>Sheets emulator</h1><p>In memory on this machine; not Google. <a href="/">All</a></p>{body}</html>'
    )
    return page.encode("utf-8", "replace")


def _books(emulator: Emulator) -> str:
    with emulator.lock:
        items = "".join(_item(book) for book in emulator.books)
    return f"<ul>{items or '<li>no spreadsheet</li>'}</ul>"


def _item(book: Book) -> str:
    state = " forbidden" if book.forbidden else " read-only" if book.read_only else ""
    link = f'<a href="/book/{quote(book.id, safe="")}">{escape(book.title)}</a>'
    return f"<li>{link} ({escape(book.id)}){state}: {len(book.sheets)} tabs</li>"


def _requests(emulator: Emulator) -> str:
    lines = list(emulator.log)
    rows = "".join(
        f"<tr><td>{datetime.fromtimestamp(line.at, UTC):%H:%M:%S}<td>{line.method}<td>{escape(line.path)}"
        f"<td class=number>{line.size}<td>{line.status or 'no answer'}<td>{line.fault}</tr>"
        for line in lines[-_SHOWN_LINES:][::-1]
    )
    head = "<tr><th>UTC<th>method<th>path<th>bytes<th>status<th>fault</tr>"
    links = '<nav><a href="/_log">log as JSON</a><a href="/_dump">all as a seed</a></nav>'
    return f"<h2>{len(lines)} requests</h2>{links}<table>{head}{rows}</table>"


def _book(emulator: Emulator, book_id: str) -> str | None:
    with emulator.lock:
        book = next((book for book in emulator.books if book.id == book_id), None)
        if book is None:
            return None
        reader = Reader(emulator.acting(book, ""))
        parts = [f"<h2>{escape(book.title)}</h2><nav>{''.join(_anchor(sheet) for sheet in book.sheets)}</nav>"]
        parts += [_tab(reader, sheet) for sheet in book.sheets]
    return "".join(parts)


def _anchor(sheet: Sheet) -> str:
    return f'<a href="#{sheet.id}">{escape(sheet.title)}</a>'


def _tab(reader: Reader, sheet: Sheet) -> str:
    facts = f"{sheet.rows} x {sheet.columns}, {len(sheet.charts)} charts, {len(sheet.protected)} protected ranges"
    name = f'<h3 id="{sheet.id}">{escape(sheet.title)} (#{sheet.id}{", hidden" if sheet.hidden else ""})</h3>'
    return f"{name}<p>{facts}</p>{_table(reader, sheet)}"


def _table(reader: Reader, sheet: Sheet) -> str:
    last = min(sheet.last_row() + 1, _SHOWN_ROWS)
    wide = max((column for _, column in sheet.filled()), default=-1) + 1
    head = "".join(f"<th>{letters(column)}" for column in range(wide))
    rows = [
        f"<tr><th>{row + 1}" + "".join(_cell(reader, sheet, row, column) for column in range(wide))
        for row in range(last)
    ]
    return f"<table><tr><th>{head}</tr>{''.join(rows)}</table>" if wide else "<p>empty</p>"


def _cell(reader: Reader, sheet: Sheet, row: int, column: int) -> str:
    try:
        shown = reader.shown(sheet, row, column, "FORMATTED_VALUE")
    except Refusal:  # a formula or a format that is not covered: the page shows what was typed
        shown = reader.shown(sheet, row, column, "FORMULA")
    given = sheet.cell(row, column).get("userEnteredValue", {})
    return f"<td{' class=number' if 'numberValue' in given else ''}>{escape(str(shown))}"
