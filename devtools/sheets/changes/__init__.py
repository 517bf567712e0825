"""The requests of spreadsheets.batchUpdate, carried out on a copy that a refusal discards."""

from collections.abc import Sequence

from devtools.sheets import unread
from devtools.sheets.book import Book
from devtools.sheets.cells import Json
from devtools.sheets.changes import copying, dimension, filling, marking, objects, ordering, ranging, rules, tabs
from devtools.sheets.changes.given import Handler
from devtools.sheets.refusal import Refusal, bad, not_covered

HANDLERS: dict[str, Handler] = {
    **tabs.HANDLERS, **filling.HANDLERS, **dimension.HANDLERS, **copying.HANDLERS, **ordering.HANDLERS,
    **ranging.HANDLERS, **rules.HANDLERS, **objects.HANDLERS, **marking.HANDLERS,
}  # fmt: skip
"""Request type -> what carries it out and gives its reply."""


def carry_out(book: Book, requests: Sequence[Json]) -> list[Json]:
    """Do all requests in order on `book`; their replies. Raises Refusal for the first bad one, half done by then."""
    if not requests:
        raise bad("Must specify at least one request.")
    replies = [_one(book, request, place) for place, request in enumerate(requests)]
    book.check_size()
    return replies


def _one(book: Book, request: Json, place: int) -> Json:
    where = f"requests[{place}]"
    if not isinstance(request, dict):
        raise unread.refusal([unread.value(where, f"{unread.SHEETS}BatchUpdateSpreadsheetRequest.Request", request)])
    kinds = {kind: body for kind, body in request.items() if body is not None}
    if not kinds:
        raise bad(f"Invalid {where}: No request set.")
    (kind, body), *others = kinds.items()
    if others:
        taken = f"oneof field 'kind' is already set. Cannot set '{others[0][0]}'"
        raise unread.refusal([(where, f"Invalid value at '{where}' (oneof), {taken}")])
    handler = HANDLERS.get(kind)
    if handler is None:
        raise not_covered(f"batchUpdate request {kind}")
    if not isinstance(body, dict):
        raise bad(f"Invalid requests[{place}].{kind}: not an object")
    try:
        return handler(book, body)
    except Refusal as refusal:
        raise refusal.at(f"requests[{place}].{kind}") from None
    except (KeyError, TypeError, AttributeError) as lacking:
        # the request is not shaped as documented: the first missing or wrong part names itself
        raise bad(f"Invalid requests[{place}].{kind}: {type(lacking).__name__} {lacking}") from lacking
