"""Where values.append finds the end of a table.

Google describes it in words only. An 8-neighbour block of cells around the lowest filled cell of the range explains
every recorded answer and the examples of Google's guide; the rule itself is inferred.
"""

from devtools.sheets import a1
from devtools.sheets.sheet import Sheet

Place = tuple[int, int]


def table_at(sheet: Sheet, block: a1.Block) -> a1.Block | None:
    """The table that `block` touches, the lowest one if there are several; None when it touches none."""
    filled = set(sheet.filled())
    inside = [place for place in filled if place[0] in block.rows and place[1] in block.columns]
    if inside:
        return _around(sheet, max(inside), filled)
    while filled:
        table = _around(sheet, min(filled), filled)
        if block.top in table.rows and block.left in table.columns:
            return table
        filled -= {place for place in filled if place[0] in table.rows and place[1] in table.columns}
    return None


def _around(sheet: Sheet, start: Place, filled: set[Place]) -> a1.Block:
    seen, waiting = {start}, [start]
    while waiting:
        row, column = waiting.pop()
        near = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & filled
        near -= seen  # in this order: `filled` is large, and this is done for each of its cells
        seen |= near
        waiting += near
    rows, columns = [row for row, _ in seen], [column for _, column in seen]
    return a1.Block(sheet, min(rows), min(columns), max(rows) + 1, max(columns) + 1)
