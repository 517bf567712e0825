"""A spreadsheet out of Drive and into it: export, and CSV uploaded over a file."""

import csv
import io
import secrets
from typing import TYPE_CHECKING, Any

from devtools.sheets import a1
from devtools.sheets.book import Book
from devtools.sheets.calls import Answer, Call, Json
from devtools.sheets.drive.files import found
from devtools.sheets.drive.version2 import OTHERS, SEPARATED, XLSX, version2
from devtools.sheets.reading import Reader
from devtools.sheets.refusal import Refusal, bad, not_covered
from devtools.sheets.sheet import Sheet
from devtools.sheets.values import Writer

if TYPE_CHECKING:
    from devtools.sheets.emulator import Emulator


def export(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Answer:
    """files.export: the first sheet as CSV or TSV as it is shown, all of them as .xlsx."""
    book, kind = google.acting(found(google, call, parts[0]), call.user), call.one("mimeType")
    if kind in SEPARATED:
        return Answer(_separated(book, SEPARATED[kind]), kind)
    if kind == XLSX:
        return Answer(_workbook(book), kind)
    if kind in OTHERS:
        raise not_covered(f"export as {kind}")
    raise Refusal(400, "The requested conversion is not supported.", location="convertTo")


def _separated(book: Book, mark: str) -> bytes:
    rows = Reader(book).value_range(a1.whole(book.sheets[0])).get("values", [])
    wide = max((len(row) for row in rows), default=0)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark, lineterminator="\r\n")
    writer.writerows([*row, *[""] * (wide - len(row))] for row in rows)
    return text.getvalue().removesuffix("\r\n").encode()


def _workbook(book: Book) -> bytes:
    from openpyxl import Workbook  # slow to import, and rarely needed

    made, reader, file = Workbook(), Reader(book), io.BytesIO()
    made.remove(made.active)
    for sheet in book.sheets:
        page = made.create_sheet(sheet.title)
        for row, column in sheet.filled():
            kept = page.cell(row + 1, column + 1)
            kept.value = reader.shown(sheet, row, column, "FORMULA")
            if "stringValue" in sheet.cell(row, column)["userEnteredValue"]:
                kept.data_type = "s"  # openpyxl would make a formula of a text that begins with =
    made.save(file)
    return file.getvalue()


def upload(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """Drive v2 upload of a CSV over a spreadsheet: one sheet is left, with a new id and the file's name."""
    if call.one("uploadType") != "media" or not call.flag("convert"):
        raise not_covered("uploads other than uploadType=media with convert=true")
    found(google, call, parts[0], writing=True)
    try:
        rows = list(csv.reader(io.StringIO(call.body.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise bad("Bad Request") from wrong

    def act(book: Book) -> Json:
        _replace(book, rows)
        return version2(book, google.now())

    return google.change(parts[0], call.user, act)


def _replace(book: Book, rows: list[list[Any]]) -> None:
    book.sheets, book.named, book.metadata = [Sheet(secrets.randbelow(2**31 - 1), book.title[:100])], [], {}
    book.time_zone = "America/Los_Angeles"  # Google forgets the old one
    sheet = book.sheets[0]
    sheet.resize(max(sheet.rows, len(rows)), max(sheet.columns, *(len(row) for row in rows), 1))
    book.check_size()
    Writer(book, "USER_ENTERED").write_block(a1.whole(sheet), {"values": rows})


def no_storage() -> Refusal:
    """What a service account hears that wants to own a file."""
    message = "The user's Drive storage quota has been exceeded."
    return Refusal(403, message, reason="storageQuotaExceeded", domain="usageLimits")
