"""Opens a spreadsheet as the installation is set up to: the address, the time-outs, the budget."""

from collections.abc import Mapping
from typing import Any

from sheets_sync.account_names import Names
from sheets_sync.google_client import Drive, GoogleSheet
from sheets_sync.parts import Parts
from sheets_sync.trouble import Parked


def open_sheet(parts: Parts, key: Mapping[str, Any], spreadsheet: str) -> GoogleSheet:
    """One spreadsheet. Raises Parked("key_shape"), or what is known to be wrong with the key: one try now and then for
    all that need it is enough."""
    _pass_gate(parts, key)
    toll = None if parts.budget is None else parts.budget.toll(Names.of(key))
    return GoogleSheet(key, spreadsheet, parts.sheets_api_base, parts.timeouts, toll)


def open_drive(parts: Parts, key: Mapping[str, Any]) -> Drive:
    """The list of spreadsheets that are shared with a service account. Raises Parked("key_shape")."""
    return Drive(key, parts.sheets_api_base, parts.timeouts)


def _pass_gate(parts: Parts, key: Mapping[str, Any]) -> None:
    with parts.workplace.read() as work:
        gate = work.gates.get(Names.of(key).key)
    if gate is not None and gate.reason and gate.closed_until and gate.closed_until > parts.clock.now():
        raise Parked(gate.reason)
