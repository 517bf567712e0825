"""Finding the row that Google refuses, by halves: at most log2 of the batch and two more writes."""

from collections.abc import Iterator, Mapping, Sequence

from sheets_sync import plan
from sheets_sync.drawing import Json, fingerprint
from sheets_sync.model import Tab
from sheets_sync.state import Attempt, Piece, SheetState
from sheets_sync.trouble import Parked

MOST_POISON = 12
"""Rows that may be left out of one spreadsheet; more mean that something else is wrong, and none is to blame."""


def half(state: SheetState, tabs: Sequence[Tab]) -> Attempt:
    """The next part of the suspects to be tried."""
    wanted = max(1, sum(piece.length for piece in state.suspects) // 2)
    pieces = tuple(_first(state.suspects, wanted))
    known = {tab.key: tab for tab in tabs}
    requests: list[Json] = []
    for piece in pieces:
        requests += plan.cells(known[piece.tab], piece, state.poison.get(piece.tab, {}))
    return plan.attempt(requests, pieces=pieces, searching=True)


def still_there(state: SheetState, tabs: Sequence[Tab]) -> bool:
    """Whether the suspects are rows of the tabs as they are now."""
    lengths = {tab.key: len(tab.rows) for tab in tabs}
    return all(piece.past <= lengths.get(piece.tab, -1) for piece in state.suspects)


def taken(state: SheetState, attempt: Attempt) -> None:
    """Google took this part: the others remain."""
    state.suspects = tuple(_without(state.suspects, attempt.pieces))


def refused(state: SheetState, attempt: Attempt, tabs: Sequence[Tab]) -> Piece | None:
    """Google refused this part; the row, when it is a single one: it will say so in its place.

    Raises Parked when it is no row's fault.
    """
    state.suspects = attempt.pieces
    if not attempt.searching or not attempt.lone:
        return None
    (found,) = attempt.pieces
    state.suspects = ()
    tab = next(tab for tab in tabs if tab.key == found.tab)
    known = state.poison.get(found.tab, {})
    # when not even the words in its place are taken, it is not the row either
    if found.first < 0 or str(found.first) in known or sum(map(len, state.poison.values())) >= MOST_POISON:
        state.poison = {}
        raise Parked("refused")
    state.poison.setdefault(found.tab, {})[str(found.first)] = fingerprint([tab.rows[found.first]])
    return found


def recovered(state: SheetState, tabs: Sequence[Tab]) -> None:
    """Forget rows that are no longer what Google refused."""
    rows: Mapping[str, Tab] = {tab.key: tab for tab in tabs}
    state.poison = {
        key: kept
        for key, places in state.poison.items()
        if key in rows and (kept := {at: mark for at, mark in places.items() if _is(rows[key], int(at), mark)})
    }


def _is(tab: Tab, place: int, mark: str) -> bool:
    return place < len(tab.rows) and fingerprint([tab.rows[place]]) == mark


def _first(pieces: Sequence[Piece], wanted: int) -> Iterator[Piece]:
    for piece in pieces:
        if wanted <= 0:
            return
        yield Piece(piece.tab, piece.first, min(piece.past, piece.first + wanted))
        wanted -= piece.length


def _without(pieces: Sequence[Piece], done: Sequence[Piece]) -> Iterator[Piece]:
    ends = {(piece.tab, piece.first): piece.past for piece in done}
    for piece in pieces:
        past = ends.get((piece.tab, piece.first), piece.first)
        if past < piece.past:
            yield Piece(piece.tab, past, piece.past)
