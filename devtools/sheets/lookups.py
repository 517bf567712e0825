"""Data filters: ranges chosen by A1 text, by indexes or by developer metadata."""

from collections.abc import Iterator

from devtools.sheets import a1
from devtools.sheets.book import Book
from devtools.sheets.cells import Json
from devtools.sheets.marks import Metadata, matches
from devtools.sheets.refusal import bad, not_covered
from devtools.sheets.sheet import ROWS


def marks(book: Book, chosen: Json) -> list[Metadata]:
    """The developer metadata that one DataFilter finds. Raises Refusal(400)."""
    lookup = _only(chosen).get("developerMetadataLookup")
    if lookup is not None:
        return [one for one in book.metadata.values() if matches(one, lookup)]
    block = _block(book, chosen)
    return [one for one in book.metadata.values() if one.sheet == block.sheet.id and _inside(one, block)]


def blocks(book: Book, chosen: Json) -> list[a1.Block]:
    """The cells that one DataFilter finds. Raises Refusal."""
    if "developerMetadataLookup" not in _only(chosen):
        return [_block(book, chosen)]
    return [_on(book, one) for one in marks(book, chosen)]


def pairs(book: Book, filters: list[Json]) -> Iterator[tuple[Json, a1.Block]]:
    """Each filter with each of its blocks; a block is named once."""
    seen = set()
    for chosen in filters:
        for block in blocks(book, chosen):
            if block.a1 not in seen:
                seen.add(block.a1)
                yield chosen, block


def _only(chosen: Json) -> Json:
    kinds = {name: part for name, part in chosen.items() if part is not None}
    if len(kinds) != 1:
        raise bad("dataFilter.filter must be specified.")
    return kinds


def _block(book: Book, chosen: Json) -> a1.Block:
    if "a1Range" in chosen:
        return a1.block(book, chosen["a1Range"])
    book.sheet(chosen["gridRange"].get("sheetId") or 0, "sheet")
    return a1.block_of(book, chosen["gridRange"])


def _inside(one: Metadata, block: a1.Block) -> bool:
    if not one.dimension:
        return block == a1.whole(block.sheet)
    return one.at in (block.rows if one.dimension == ROWS else block.columns)


def _on(book: Book, one: Metadata) -> a1.Block:
    if one.sheet is None:
        raise not_covered("values of developer metadata that is on the whole spreadsheet")
    everything = a1.whole(book.sheet(one.sheet))
    if not one.dimension:
        return everything
    if one.dimension == ROWS:
        return a1.Block(everything.sheet, one.at, 0, one.at + 1, everything.right)
    return a1.Block(everything.sheet, 0, one.at, everything.bottom, one.at + 1)
