"""Sees to it that every tab is there, dressed and long enough. Whatever is missing is worked out from what is there."""

from collections.abc import Sequence
from dataclasses import replace

from sheets_sync import dressing, plan
from sheets_sync.courier import Courier
from sheets_sync.drawing import Json
from sheets_sync.limits import Limits
from sheets_sync.model import Tab
from sheets_sync.ports import Layout
from sheets_sync.sheet_ids import check, mark_of, sheet_id
from sheets_sync.state import TabState
from sheets_sync.trouble import Ambiguous, Parked, RequestRefused


class Wardrobe:
    """The spreadsheet's tabs, without their rows."""

    def __init__(self, courier: Courier, agency_code: str, limits: Limits) -> None:
        self._courier = courier
        self._agency = agency_code
        self._limits = limits
        self.layout: Layout | None = None
        """The spreadsheet as it was last seen; None before."""

    def seen(self, tabs: Sequence[Tab], *, ahead_is_known: bool = False) -> Layout:
        """Look now. Raises Parked when the spreadsheet is another agency's, or knows rows that we do not."""
        layout = self.layout = self._courier.sheet.layout()
        check(layout, self._agency, () if ahead_is_known else tabs)
        state = self._courier.state
        if not ahead_is_known and self._courier.attempt is None:
            written = {tab.key: state.tabs.get(tab.key, TabState()).written for tab in tabs if tab.growing}
            if any(tab.growing and 0 <= written[tab.key] < mark_of(tab, layout) for tab in tabs):
                raise Parked("ahead")
        grids = {tab.key: layout.grids.get(sheet_id(tab)) for tab in tabs}
        state.rows = {key: grid.rows for key, grid in grids.items() if grid is not None}
        state.cells = layout.cells
        return layout

    def fitted(self, tabs: Sequence[Tab]) -> None:
        """Look, and add what is missing."""
        self._fit(self.seen(tabs), tabs)

    def fitted_if_new(self, tabs: Sequence[Tab]) -> None:
        """The same when we know of a tab that is not there or not dressed as it should be; else asks for nothing."""
        known = self._courier.state.tabs
        if any(tab.key not in known or known[tab.key].look != _look(tab) for tab in tabs):
            self.fitted(tabs)

    def _fit(self, layout: Layout, tabs: Sequence[Tab]) -> None:
        state = self._courier.state
        lacking = [tab for tab in tabs if dressing.lacking(layout, tab, state.tabs.get(tab.key))]
        requests = plan.provisioning(layout, self._agency, tabs, lacking)
        if requests:
            self._apply(requests, layout, tabs)
        for tab in tabs:
            there = sheet_id(tab) in layout.grids
            known = state.tabs.get(tab.key, TabState()) if there else TabState()
            state.tabs[tab.key] = replace(known, look=_look(tab))
        self._courier.keep()

    def _apply(self, requests: Sequence[Json], layout: Layout, tabs: Sequence[Tab]) -> None:
        more = dressing.grown_cells(requests, layout)
        self._ensure_cells(more)
        try:
            self._courier.send(plan.body(requests))
        except RequestRefused as refused:
            if refused.reason == "full":
                self.full()
            # "already exists": an earlier one whose answer was lost has arrived meanwhile
            again = self.seen(tabs)
            if any(dressing.lacking(again, tab, None) for tab in tabs):
                raise Parked("refused") from refused
            return
        self.layout = None  # not as it was seen any more
        self._courier.state.cells += more
        for request in requests:
            if "addSheet" in request:
                made = request["addSheet"]["properties"]
                key = next(tab.key for tab in tabs if sheet_id(tab) == made["sheetId"])
                self._courier.state.rows[key] = made["gridProperties"]["rowCount"]

    def roomy(self, tabs: Sequence[Tab]) -> bool:
        """Longer grids where rows will not fit. False: a tab is gone."""
        state = self._courier.state
        if any(tab.key not in state.rows for tab in tabs):
            self.seen(tabs)
        requests = plan.growth(tabs, state.rows)
        if not requests:
            return True
        columns = {tab.sheet_id: dressing.columns_of(tab) for tab in tabs}
        lengths = {one["appendDimension"]["sheetId"]: one["appendDimension"]["length"] for one in requests}
        more = sum(columns[number] * length for number, length in lengths.items())
        self._ensure_cells(more)
        try:
            self._courier.send(plan.body(requests))
        except Ambiguous:
            state.rows = {}  # look before it is said again
            self._courier.keep()
            raise
        except RequestRefused as refused:
            if refused.reason == "full":
                self.full()
            if self.gone(tabs):
                return False
            raise Parked("refused") from refused
        state.cells += more
        for tab in tabs:
            state.rows[tab.key] += lengths.get(tab.sheet_id, 0)
        self._courier.keep()
        return True

    def _ensure_cells(self, more: int) -> None:
        if self._courier.state.cells + more > self._limits.cells:
            self.full()

    def full(self) -> None:
        """No more fits in. Raises Parked("full"): the next spreadsheet goes on from here."""
        self._courier.state.full = True
        self._courier.keep()
        raise Parked("full")

    def gone(self, tabs: Sequence[Tab]) -> bool:
        """Whether the spreadsheet lacks what we thought it had. Afterwards it is no longer thought."""
        state = self._courier.state
        rows, known = dict(state.rows), dict(state.tabs)
        layout = self.seen(tabs)
        for tab in tabs:
            if sheet_id(tab) not in layout.grids:
                state.tabs.pop(tab.key, None)
            elif tab.key in known and dressing.lacking(layout, tab, known[tab.key]):
                state.tabs[tab.key] = replace(known[tab.key], look="")
        return state.tabs != known or any(state.rows.get(key, 0) < length for key, length in rows.items())


def _look(tab: Tab) -> str:
    return "" if tab.two_way else dressing.look(tab)
