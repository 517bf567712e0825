"""Reading the spreadsheet to see whether it is what was written, and putting right what is not."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from kernel.clock import bangkok_day
from kernel.codes import new_id
from sheets_sync import mending, plan, verify
from sheets_sync.courier import Courier
from sheets_sync.drawing import Json
from sheets_sync.model import Tab
from sheets_sync.ports import Layout
from sheets_sync.provision import Wardrobe
from sheets_sync.sheet_ids import mark_of
from sheets_sync.state import SheetState, TabState
from sheets_sync.trouble import Parked, RequestRefused

log = logging.getLogger("sheets_sync")
_ANEW = "anew"
"""No tab looks like this: it is dressed again."""


class Inspector:
    """Two reads when all is well."""

    def __init__(self, courier: Courier, wardrobe: Wardrobe, agency_code: str) -> None:
        self._courier = courier
        self._wardrobe = wardrobe
        self._agency = agency_code

    def compare(self, tabs: Sequence[Tab], *, quiet: bool = False) -> None:
        """What is not as it was written will be written again; what staff made of it is kept as a copy.

        quiet -- a lost request of our own may have done it: no copy is made when the columns are in their places
        """
        state, lost = self._courier.state, self._courier.settled()
        self._wardrobe.fitted(tabs)
        own = [tab for tab in tabs if not tab.two_way and state.tabs[tab.key].written >= 0]
        try:
            found = self._courier.sheet.values(verify.asked(own)) if own else []
        except RequestRefused as refused:
            if not self._wardrobe.gone(tabs):
                raise Parked("refused") from refused
            return  # deleted this moment, and built again by the next write
        heads = [block[0] if block else [] for block in found[len(own) :]]
        wrong, again = [], []
        for tab, cells, head in zip(own, found, heads, strict=False):
            seen = verify.damage(tab, state.tabs[tab.key], state.poison.get(tab.key, {}), cells)
            moves = mending.realigned(tab, head) if seen else []
            if not seen:
                state.damage.pop(tab.key, None)
            elif (quiet or state.damage.get(tab.key) == seen) and not moves:
                again.append(tab)  # our own doing, or a copy of the very same is there already
            else:
                state.damage[tab.key] = seen
                wrong.append((tab, moves))
        self._mend(wrong, again)
        if lost:
            state.doubt_until = None  # not before: whoever is interrupted here has to look again
        state.verified_at = self._courier.now()
        self._courier.keep()

    def _mend(self, wrong: Sequence[tuple[Tab, list[Json]]], again: Sequence[Tab]) -> None:
        state = self._courier.state
        for tab in (*(tab for tab, _ in wrong), *again):
            log.warning("sync.tab_differs", extra={"agency": self._agency, "tab": tab.key})
        for tab in again:
            state.tabs[tab.key] = state.tabs[tab.key].forgotten()
        if wrong:
            self._copied([tab for tab, _ in wrong], [move for _, moves in wrong for move in moves])

    def begin_anew(self, tabs: Sequence[Tab]) -> None:
        """The database is right even where the spreadsheet knows more: that is kept as a copy."""
        layout = self._wardrobe.seen(tabs, ahead_is_known=True)
        state = self._courier.state
        ahead = [tab for tab in tabs if tab.growing and mark_of(tab, layout) > _remembered(state, tab)]
        if ahead:
            self._copied(ahead, [plan.mark(tab, 0) for tab in ahead])
        state.damage, state.poison, state.suspects = {}, {}, ()

    def _copied(self, tabs: Sequence[Tab], changes: Sequence[Json]) -> None:
        """Copies, then the changes, in one batch: nothing is changed of which there is no copy."""
        layout = self._wardrobe.layout or self._courier.sheet.layout()
        copies = self._copies(tabs, layout)
        state = self._courier.state
        old = mending.outdated(state.copies, layout)
        after = {tab.key: replace(state.tabs.get(tab.key, TabState()).forgotten(), look=_ANEW) for tab in tabs}
        apart = [mending.apart(tab) for tab in tabs]
        requests = [*(one.request for one in copies), *apart, *changes, *old]
        state.copies = (*state.copies, *(one.number for one in copies))
        try:
            self._courier.deliver(plan.attempt(requests, after=after, proof=copies[0].number))
        except RequestRefused as refused:
            if refused.reason == "full":
                self._wardrobe.full()
            raise Parked("refused") from refused

    def _copies(self, tabs: Sequence[Tab], layout: Layout) -> list[mending.Copy]:
        batch, today = new_id(), bangkok_day(self._courier.now())
        taken = {grid.title.lower() for grid in layout.grids.values()}
        return [mending.copy(tab, layout, taken, today, batch) for tab in tabs]


def _remembered(state: SheetState, tab: Tab) -> int:
    written = state.tabs.get(tab.key, TabState()).written
    return len(tab.rows) if written < 0 else min(written, len(tab.rows))
