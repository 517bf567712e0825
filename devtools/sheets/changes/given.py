"""Reading parts of a request."""

import secrets
from collections.abc import Callable, Container

from devtools.sheets import masks
from devtools.sheets.book import Book
from devtools.sheets.cells import Json
from devtools.sheets.refusal import bad, not_covered

Handler = Callable[[Book, Json], Json]


def fields(body: Json) -> masks.Mask:
    """The mask of an update. Raises Refusal(400) when there is none."""
    if not body.get("fields"):
        raise bad("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    return masks.parse(body["fields"])


def only(given: Json, allowed: set[str], where: str) -> None:
    """Raise Refusal(501) for a part that is not covered: it must not be ignored silently."""
    unknown = {name for name, part in given.items() if part is not None} - allowed
    if unknown:
        raise not_covered(f"{where}: {', '.join(sorted(unknown))}")


def new_id(taken: Container[int]) -> int:
    """An id that is free."""
    while (made := secrets.randbelow(2**31 - 1)) in taken:
        pass
    return made


def choose_id(wanted: int | None, taken: Container[int], what: str) -> int:
    """The wanted id, or a new one. Raises Refusal(400) when it is taken."""
    if wanted is not None and wanted in taken:
        raise bad(f"{what} with id {wanted} already exists")
    return new_id(taken) if wanted is None else wanted
