"""Protected ranges: whom a change is refused."""

from devtools.sheets import a1
from devtools.sheets.book import Book
from devtools.sheets.cells import Json
from devtools.sheets.refusal import Refusal, bad
from devtools.sheets.sheet import Sheet


def check(book: Book, block: a1.Block) -> None:
    """Raise Refusal(400) when the person at work may not change every cell of `block`."""
    for one in block.sheet.protected:
        if one.get("warningOnly") or _may(book, one) or not block.meets(_block(book, one, block.sheet)):
            continue
        if any(_holds(a1.block_of(book, free), block) for free in one.get("unprotectedRanges", ())):
            continue
        raise bad(
            "You are trying to edit a protected cell or object. "
            "Please contact the spreadsheet owner to remove protection if you need to edit."
        )


def check_sheet(book: Book, sheet: Sheet) -> None:
    """The same for every cell of a sheet."""
    check(book, a1.whole(sheet))


def _may(book: Book, one: Json) -> bool:
    return book.user in one.get("editors", {}).get("users", ()) or book.role(book.user) == "owner"


def _block(book: Book, one: Json, sheet: Sheet) -> a1.Block:
    """Where it is; a range that lies beyond the grid by now protects nothing."""
    try:
        if "namedRangeId" in one:
            named = next(name for name in book.named if name["namedRangeId"] == one["namedRangeId"])
            return a1.block_of(book, named["range"])
        return a1.block_of(book, one["range"])
    except (Refusal, StopIteration):
        return a1.Block(sheet, 0, 0, 0, 0)


def _holds(outer: a1.Block, inner: a1.Block) -> bool:
    down = outer.top <= inner.top and inner.bottom <= outer.bottom
    return outer.sheet is inner.sheet and down and outer.left <= inner.left and inner.right <= outer.right
