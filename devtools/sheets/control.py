"""POST /_control: what a test in another process or language may tell the emulator, as one JSON object.

{"advance": 60}                       the emulator's clock goes so many seconds ahead
{"faults": ["drop:0.1"], "seed": 7}   these faults from now on; [] for none
{"quota": "google"}                   this quota from now on; null for none
{"late": true}                        postponed writes happen now
{"book": "id", "forbidden": true}     access is taken away, or given back; "read_only" likewise
{"revoke": "desk@project.example"}    the account's key is deleted; "restore" undoes it
"""

import json
from collections.abc import Callable
from typing import Any

from devtools.sheets.calls import Answer
from devtools.sheets.emulator import Emulator
from devtools.sheets.faults import BadFault, Faults
from devtools.sheets.quota import BadQuota, Windows, parse
from devtools.sheets.refusal import Refusal

Json = dict[str, Any]
_WITH = {"seed", "forbidden", "read_only"}


def obey(emulator: Emulator, body: bytes) -> Answer:
    """200 with what was done, or 400 with a sentence."""
    try:
        given = json.loads(body)
        orders = [name for name in given if name in _ORDERS]
        if not orders or set(given) - set(_ORDERS) - _WITH:
            raise ValueError(f"known orders: {', '.join(_ORDERS)}")
        with emulator.lock:
            for name in orders:
                _ORDERS[name](emulator, given)
    except (ValueError, TypeError, AttributeError, Refusal, BadFault, BadQuota) as wrong:
        return Answer(json.dumps({"error": str(wrong)}).encode(), status=400)
    return Answer(json.dumps({"done": orders}).encode())


def _advance(emulator: Emulator, given: Json) -> None:
    emulator.skipped += float(given["advance"])
    emulator.late.carry_out_due()


def _faults(emulator: Emulator, given: Json) -> None:
    emulator.faults = Faults(given["faults"], int(given.get("seed", 0)))


def _quota(emulator: Emulator, given: Json) -> None:
    emulator.windows = Windows(parse(given["quota"]))


def _late(emulator: Emulator, given: Json) -> None:
    emulator.carry_out_late()


def _book(emulator: Emulator, given: Json) -> None:
    book = next((book for book in emulator.books if book.id == given["book"]), None)
    if book is None:
        raise ValueError("no such spreadsheet")
    book.forbidden = bool(given.get("forbidden", book.forbidden))
    book.read_only = bool(given.get("read_only", book.read_only))


def _revoke(emulator: Emulator, given: Json) -> None:
    emulator.tokens.revoke(str(given["revoke"]))


def _restore(emulator: Emulator, given: Json) -> None:
    emulator.tokens.restore(str(given["restore"]))


_ORDERS: dict[str, Callable[[Emulator, Json], None]] = {
    "advance": _advance, "faults": _faults, "quota": _quota, "late": _late, "book": _book,
    "revoke": _revoke, "restore": _restore,
}  # fmt: skip
