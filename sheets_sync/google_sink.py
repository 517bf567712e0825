"""Brings a Google spreadsheet up to the tabs, through lost answers, refusals and crashes.

The attempt is kept before it is sent; while its fate is unknown only the very same bytes are sent again.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime

from sheets_sync import plan
from sheets_sync.model import Tab
from sheets_sync.ports import Layout, Sheet
from sheets_sync.state import LATE, SheetState, TabState
from sheets_sync.trouble import Ambiguous, Parked, RequestRefused

Keep = Callable[[SheetState], None]
"""Stores the memory, durably, before it returns."""


class Sink:
    """One run over one spreadsheet."""

    def __init__(
        self, sheet: Sheet, agency_code: str, state: SheetState, keep: Keep, now: Callable[[], datetime]
    ) -> None:
        self._sheet = sheet
        self._agency = agency_code
        self._state = state
        self._keep = keep
        self._now = now
        self.layout: Layout | None = None
        """The spreadsheet as this run last saw it; None when it had no need to look."""

    def bring_up_to(self, tabs: Sequence[Tab]) -> None:
        """Return when the sheet holds the tabs.

        Raises NotApplied or Ambiguous (another run goes on from here), or Parked (a person must act first).
        """
        try:
            self._finish()
            self._settle()
            self._run(tabs)
        except RequestRefused:
            # most likely a tab was deleted: look again, add what is missing, write everything once more
            self._state.attempt = None
            self._state.tabs = {}
            self._keep(self._state)
            self._run_again(tabs)

    def _run_again(self, tabs: Sequence[Tab]) -> None:
        try:
            self._run(tabs)
        except RequestRefused as refused:
            self._state.attempt = None
            self._keep(self._state)
            raise Parked("refused") from refused

    def _run(self, tabs: Sequence[Tab]) -> None:
        self._provision(tabs)
        self._make_room(tabs)
        while (attempt := plan.next_attempt(tabs, self._state.tabs)) is not None:
            self._state.attempt = attempt
            self._keep(self._state)
            self._finish()

    def _settle(self) -> None:
        """A lost request can no longer arrive: whatever it overwrote is put right by writing all once more."""
        doubt = self._state.doubt_until
        if doubt is not None and self._now() >= doubt:
            self._state.doubt_until = None
            self._state.forget_cells()
            self._keep(self._state)

    def _finish(self) -> None:
        """Send the kept attempt, unchanged, and note that it is applied."""
        attempt = self._state.attempt
        if attempt is None:
            return
        self._send(json.loads(attempt.body))
        self._state.attempt = None
        self._state.tabs.update(attempt.after)
        self._keep(self._state)

    def _send(self, requests: list[plan.Json]) -> None:
        try:
            self._sheet.apply(requests)
        except Ambiguous:
            self._state.doubt_until = self._now() + LATE
            self._keep(self._state)
            raise

    def _provision(self, tabs: Sequence[Tab]) -> None:
        """See to it that every tab is there, under our own ids; a repeat adds nothing twice."""
        if all(tab.key in self._state.tabs for tab in tabs):
            return
        layout = self._seen(tabs)
        missing = plan.provisioning(layout, self._agency, tabs)
        if missing:
            self._add(missing, tabs)
        known = self._state.tabs
        self._state.tabs = {tab.key: known.get(tab.key, TabState()) for tab in tabs}
        self._keep(self._state)

    def _add(self, missing: list[plan.Json], tabs: Sequence[Tab]) -> None:
        try:
            self._send(missing)
        except RequestRefused:
            # "already exists": an earlier one whose answer was lost has arrived meanwhile
            if plan.provisioning(self._seen(tabs), self._agency, tabs):
                raise

    def _make_room(self, tabs: Sequence[Tab]) -> None:
        """Longer grids where rows will not fit. Asks Google only then."""
        if all(len(tab.rows) + 1 <= self._state.rows.get(tab.key, 0) for tab in tabs):
            return
        layout = self._seen(tabs)
        if any(plan.sheet_id(tab) not in layout.grids for tab in tabs):
            raise RequestRefused("tab_gone")
        missing = plan.growth(layout, tabs)
        if missing:
            self._send(missing)
            self._seen(tabs)

    def _seen(self, tabs: Sequence[Tab]) -> Layout:
        """The spreadsheet as it is now; remembers how long its grids are."""
        layout = self.layout = self._sheet.layout()
        plan.check(layout, self._agency, tabs)
        grids = {tab.key: layout.grids.get(plan.sheet_id(tab)) for tab in tabs}
        self._state.rows = {key: grid.rows for key, grid in grids.items() if grid is not None}
        return layout
