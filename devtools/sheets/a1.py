"""A1 notation: what people write for a rectangle of cells, and how Google writes it back."""

import re
from dataclasses import dataclass
from typing import Any

from devtools.sheets.book import Book
from devtools.sheets.lettering import column, corner, letters, quoted
from devtools.sheets.refusal import bad
from devtools.sheets.sheet import Sheet

Json = dict[str, Any]
_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d*)")


@dataclass(frozen=True)
class Area:
    """A rectangle as asked for: ends are excluded, None is open."""

    top: int = 0
    left: int = 0
    bottom: int | None = None
    right: int | None = None

    @property
    def a1(self) -> str:
        """Open ends stay open: A5:B, C:C, 2:4."""
        wide, tall = self.left == 0 and self.right is None, self.top == 0 and self.bottom is None
        first = ("" if wide else letters(self.left)) + ("" if tall else str(self.top + 1))
        last = ("" if self.right is None else letters(self.right - 1)) + (
            "" if self.bottom is None else str(self.bottom)
        )
        if wide and tall:
            return ""
        return first if first == last and not (wide or tall) else f"{first}:{last}"


@dataclass(frozen=True)
class Block:
    """A rectangle of one sheet; ends are excluded and within the grid."""

    sheet: Sheet
    top: int
    left: int
    bottom: int
    right: int

    @property
    def a1(self) -> str:
        """As Google echoes it: always with the sheet, quoted only where needed."""
        first, last = corner(self.top, self.left), corner(self.bottom - 1, self.right - 1)
        return f"{quoted(self.sheet.title)}!{first}" + ("" if first == last else f":{last}")

    @property
    def rows(self) -> range:
        """Row indexes."""
        return range(self.top, self.bottom)

    @property
    def columns(self) -> range:
        """Column indexes."""
        return range(self.left, self.right)

    @property
    def json(self) -> Json:
        """GridRange."""
        rows = {"startRowIndex": self.top, "endRowIndex": self.bottom}
        return {**on(self.sheet), **rows, "startColumnIndex": self.left, "endColumnIndex": self.right}

    def meets(self, other: "Block") -> bool:
        """Whether they have a cell in common."""
        down = self.top < other.bottom and other.top < self.bottom
        return self.sheet.id == other.sheet.id and down and self.left < other.right and other.left < self.right


def on(sheet: Sheet) -> Json:
    """The sheetId of a range: Google leaves out a 0."""
    return {"sheetId": sheet.id} if sheet.id else {}


def whole(sheet: Sheet) -> Block:
    """All of a sheet."""
    return Block(sheet, 0, 0, sheet.rows, sheet.columns)


def clip(sheet: Sheet, area: Area) -> Block:
    """The part within the grid. Raises Refusal(400) when the area begins beyond it."""
    bottom = sheet.rows if area.bottom is None else min(area.bottom, sheet.rows)
    right = sheet.columns if area.right is None else min(area.right, sheet.columns)
    if area.top >= sheet.rows or area.left >= sheet.columns:
        raise beyond(sheet, area)
    return Block(sheet, area.top, area.left, max(bottom, area.top), max(right, area.left))


def beyond(sheet: Sheet, area: Area) -> Exception:
    """The refusal of a rectangle that begins outside the grid."""
    name = named(sheet, area)
    return bad(f"Range ({name}) exceeds grid limits. Max rows: {sheet.rows}, max columns: {sheet.columns}")


def named(sheet: Sheet, area: Area) -> str:
    """As refusals name a rectangle: within the grid or not."""
    return quoted(sheet.title) + (f"!{area.a1}" if area.a1 else "")


def area_of(given: Json) -> Area:
    """A GridRange. Raises Refusal(400) when an end lies before its start."""
    area = Area(
        given.get("startRowIndex") or 0,
        given.get("startColumnIndex") or 0,
        given.get("endRowIndex"),
        given.get("endColumnIndex"),
    )
    ends = ((area.top, area.bottom), (area.left, area.right))
    if min(area.top, area.left) < 0 or any(end is not None and end < start for start, end in ends):
        raise bad("The start index of a range must not be negative nor greater than its end index")
    return area


def block_of(book: Book, given: Json) -> Block:
    """The cells of a GridRange. Raises Refusal(400)."""
    return clip(book.sheet(given.get("sheetId") or 0), area_of(given))


def block(book: Book, text: str) -> Block:
    """The cells of an A1 text. Raises Refusal(400) for one that does not parse."""
    return clip(*read(book, text))


def read(book: Book, text: str) -> tuple[Sheet, Area]:
    """Sheet and area of an A1 text: a cell comes before a range's name, and that before a sheet's title."""
    title, rest = _split(text)
    sheet = book.titled(title) if title is not None else book.sheets[0]
    if sheet is None:
        raise bad(f"Unable to parse range: {text}")
    if not rest:
        return sheet, Area()
    area = _area(rest)
    if area is not None:
        return sheet, area
    named = next((one for one in book.named if one["name"].lower() == rest.lower()), None)
    if named is not None:
        return book.sheet(named["range"].get("sheetId", 0)), area_of(named["range"])
    titled = book.titled(rest) if title is None else None
    if titled is None:
        raise bad(f"Unable to parse range: {text}")
    return titled, Area()


def _split(text: str) -> tuple[str | None, str]:
    between = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text)
    if between:
        return between[1].replace("''", "'"), between[2] or ""
    title, mark, rest = text.rpartition("!")
    return (title, rest) if mark else (None, text)


def _area(text: str) -> Area | None:
    corners = [_CORNER.fullmatch(part) for part in text.split(":")]
    if len(corners) > 2 or any(one is None or not one[0] for one in corners):
        return None
    (left, top), (right, bottom) = [_corner(one) for one in (corners[0], corners[-1])]
    if -1 in (top, bottom) or (len(corners) == 1 and (left is None or top is None)):
        return None
    rows = _ordered(top, bottom)
    columns = _ordered(left, right)
    return Area(rows[0], columns[0], rows[1], columns[1])


def _ordered(first: int | None, last: int | None) -> tuple[int, int | None]:
    if first is None or last is None:
        return (first if first is not None else last or 0) if last is None else 0, None if last is None else last + 1
    return min(first, last), max(first, last) + 1


def _corner(found: Any) -> tuple[int | None, int | None]:
    return (column(found[1]) if found[1] else None), (int(found[2]) - 1 if found[2] else None)
