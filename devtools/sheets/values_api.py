"""The endpoints under /v4/spreadsheets/{id}/values."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from devtools.sheets import a1, lookups
from devtools.sheets.book import Book
from devtools.sheets.calls import Call, Json
from devtools.sheets.reading import Reader
from devtools.sheets.refusal import Refusal
from devtools.sheets.values import Writer, counts

if TYPE_CHECKING:
    from devtools.sheets.emulator import Emulator


def values_get(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.values.get"""
    book = google.reading(parts[0], call.user)
    return Reader(book).value_range(a1.block(book, parts[1]), *_how(call))


def _how(call: Call) -> tuple[str, str, str]:
    return call.one("valueRenderOption"), call.one("majorDimension"), call.one("dateTimeRenderOption")


def values_batch_get(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.values.batchGet"""
    book = google.reading(parts[0], call.user)
    reader = Reader(book)
    found = [reader.value_range(a1.block(book, one), *_how(call)) for one in call.query.get("ranges", ())]
    return {"spreadsheetId": book.id, **({"valueRanges": found} if found else {})}


def values_by_filter(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.values.batchGetByDataFilter"""
    book, given = google.reading(parts[0], call.user), call.json
    reader = Reader(book)
    how = [given.get(name) or "" for name in ("valueRenderOption", "majorDimension", "dateTimeRenderOption")]
    found = [
        {"valueRange": reader.value_range(block, *how), "dataFilters": [chosen]}
        for chosen, block in lookups.pairs(book, given.get("dataFilters") or [])
    ]
    return {"spreadsheetId": book.id, **({"valueRanges": found} if found else {})}


def values_update(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.values.update"""

    def act(book: Book) -> Json:
        answer, block = Writer(book, call.one("valueInputOption")).update(parts[1], call.json)
        return {**answer, **_written(book, block, call)}

    return google.change(parts[0], call.user, act)


def _written(book: Book, block: a1.Block, call: Call) -> Json:
    if not call.flag("includeValuesInResponse"):
        return {}
    how = call.one("responseValueRenderOption"), "", call.one("responseDateTimeRenderOption")
    return {"updatedData": Reader(book).value_range(block, *how)}


def values_append(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.values.append"""

    def act(book: Book) -> Json:
        insert = call.one("insertDataOption") == "INSERT_ROWS"
        answer, block = Writer(book, call.one("valueInputOption")).append(parts[1], call.json, insert)
        answer["updates"] |= _written(book, block, call)
        return {"spreadsheetId": book.id, **answer}

    return google.change(parts[0], call.user, act)


def values_clear(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.values.clear"""

    def act(book: Book) -> Json:
        return {"spreadsheetId": book.id, "clearedRange": Writer(book, "RAW").clear(parts[1])}

    return google.change(parts[0], call.user, act)


def values_batch_clear(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.values.batchClear"""

    def act(book: Book) -> Json:
        ranges = call.json.get("ranges") or []
        cleared = [_placed(f"range[{at}]", Writer(book, "RAW").clear, one) for at, one in enumerate(ranges)]
        return {"spreadsheetId": book.id, **({"clearedRanges": cleared} if cleared else {})}

    return google.change(parts[0], call.user, act)


def values_clear_by_filter(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.values.batchClearByDataFilter"""

    def act(book: Book) -> Json:
        writer, chosen = Writer(book, "RAW"), call.json.get("dataFilters") or []
        cleared = [writer.clear_block(block) for _, block in lookups.pairs(book, chosen)]
        return {"spreadsheetId": book.id, **({"clearedRanges": cleared} if cleared else {})}

    return google.change(parts[0], call.user, act)


def values_batch_update(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.values.batchUpdate"""
    return _batch(google, call, parts[0], lambda writer, one: [writer.update(one.get("range") or "", one)])


def values_update_by_filter(google: "Emulator", call: Call, parts: tuple[str, ...]) -> Json:
    """spreadsheets.values.batchUpdateByDataFilter"""

    def write(writer: Writer, one: Json) -> list[tuple[Json, a1.Block]]:
        chosen = one.get("dataFilter") or {}
        found = [writer.write_block(block, one) for block in lookups.blocks(writer.book, chosen)]
        return [({**_without_id(answer), "dataFilter": chosen}, block) for answer, block in found]

    return _batch(google, call, parts[0], write)


def _without_id(answer: Json) -> Json:
    return {name: part for name, part in answer.items() if name != "spreadsheetId"}


def _batch(
    google: "Emulator", call: Call, book_id: str, write: Callable[[Writer, Json], list[tuple[Json, a1.Block]]]
) -> Json:
    given = call.json

    def act(book: Book) -> Json:
        writer = Writer(book, given.get("valueInputOption") or "")
        pairs = [
            pair
            for at, one in enumerate(given.get("data") or ())
            for pair in _placed(f"data[{at}]", lambda each: write(writer, each), one)
        ]
        if given.get("includeValuesInResponse"):
            how = given.get("responseValueRenderOption") or "", "", given.get("responseDateTimeRenderOption") or ""
            reader = Reader(book)
            pairs = [({**answer, "updatedData": reader.value_range(block, *how)}, block) for answer, block in pairs]
        responses = {"responses": [answer for answer, _ in pairs]} if pairs else {}
        return {"spreadsheetId": book.id, **_totals(writer), **responses}

    return google.change(book_id, call.user, act)


def _totals(writer: Writer) -> Json:
    found = {f"total{name[0].upper()}{name[1:]}": number for name, number in counts(writer.touched).items()}
    sheets = len({sheet for sheet, _, _ in writer.touched})
    return {**found, **({"totalUpdatedSheets": sheets} if sheets else {})}


def _placed(place: str, act: Callable[[Any], Any], given: Any) -> Any:
    try:
        return act(given)
    except Refusal as refusal:
        raise refusal.at(place) from None
