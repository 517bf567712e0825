"""How far one tab gets with the next request: which of its rows are sent, and what is known once they are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.drawing import BLOCK, blocks, room_of, row_at
from sheets_sync.model import Tab
from sheets_sync.state import Piece, TabState
from sheets_sync.trouble import Parked

MOST_ROWS = 5000
MOST_BYTES = 1_400_000
"""Of one request; Google recommends at most 2 MB."""

Step = tuple[TabState, tuple[Piece, ...]]
Span = tuple[int, int]


@dataclass
class Room:
    """What still fits into the request."""

    bytes: int = MOST_BYTES
    rows: int = MOST_ROWS

    def take(self, size: int) -> bool:
        """Use up a row of `size` bytes; False when it does not fit. Raises Parked("too_large") if it never will."""
        if size > MOST_BYTES:
            raise Parked("too_large")
        if size > self.bytes or self.rows < 1:
            return False
        self.bytes -= size
        self.rows -= 1
        return True


def tab_step(tab: Tab, known: TabState, poison: Mapping[str, str], room: Room) -> Step | None:
    """What is known of the tab afterwards, and the pieces that are sent; None when there is nothing to do, or no room.

    Raises Parked: "ahead" for a growing tab that shrank, "too_large".
    """
    if tab.growing and known.written > len(tab.rows):
        raise Parked("ahead")
    kept, missing = compared(tab, known, poison)
    carried = _filled(tab, missing, poison, room)
    shrunk = known.written > len(tab.rows)
    if not carried and (missing or not shrunk):
        return None
    written = max(min(known.written, len(tab.rows)), *(piece.past for piece in carried), 0)
    sure = _merged([*kept, *((piece.first, piece.past) for piece in carried)])
    return TabState(written, _known_blocks(tab, written, poison, sure), known.look), carried


def compared(tab: Tab, known: TabState, poison: Mapping[str, str]) -> tuple[list[Span], list[Span]]:
    """Rows that stand in the sheet as they should, and those that do not; the header is row -1."""
    if known.written < 0:
        return [], [(-1, len(tab.rows))]
    kept: list[Span] = []
    missing: list[Span] = []
    stand = min(known.written, len(tab.rows))
    spans = [(-1, 0), *((first, min(first + BLOCK, stand)) for first in range(0, stand, BLOCK))]
    for span, there in zip(spans, blocks(tab, stand, poison), strict=True):
        place = 0 if span[0] < 0 else 1 + span[0] // BLOCK
        same = place < len(known.blocks) and known.blocks[place] == there and span[1] == _past(place, known.written)
        (kept if same else missing).append(span)
    if stand < len(tab.rows):
        missing.append((stand, len(tab.rows)))
    return kept, _merged(missing)


def _past(place: int, written: int) -> int:
    """The end of a block as it was fingerprinted when so many rows were written."""
    return 0 if place == 0 else min(place * BLOCK, written)


def _merged(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for first, past in sorted(spans):
        if found and found[-1][1] >= first:
            found[-1] = (found[-1][0], max(past, found[-1][1]))
        else:
            found.append((first, past))
    return found


def _filled(tab: Tab, missing: Sequence[Span], poison: Mapping[str, str], room: Room) -> tuple[Piece, ...]:
    """As many of the missing rows as there is room for, in order."""
    pieces = []
    for first, past in missing:
        end = first
        while end < past and room.take(room_of(row_at(tab, end, poison))):
            end += 1
        if end > first:
            pieces.append(Piece(tab.key, first, end))
        if end < past:
            break
    return tuple(pieces)


def _known_blocks(tab: Tab, written: int, poison: Mapping[str, str], sure: Sequence[Span]) -> tuple[str, ...]:
    """Fingerprints of what is certain; "" for a block of which only a part is."""
    spans = [(-1, 0), *((first, min(first + BLOCK, written)) for first in range(0, written, BLOCK))]
    found = blocks(tab, written, poison)
    return tuple(
        mark if any(start <= first and past <= end for start, end in sure) else ""
        for (first, past), mark in zip(spans, found, strict=True)
    )
