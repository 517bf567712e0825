"""Brings a Google spreadsheet up to the tabs, through lost answers, refusals, crashes and people's edits."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from sheets_sync import plan, search
from sheets_sync.courier import Courier, Keep
from sheets_sync.inspection import Inspector
from sheets_sync.limits import Limits
from sheets_sync.model import Tab
from sheets_sync.ports import Layout, Sheet
from sheets_sync.provision import Wardrobe
from sheets_sync.sheet_ids import mark_of
from sheets_sync.state import LATE, Attempt, SheetState
from sheets_sync.trouble import Later, Parked, RequestRefused

_MENDINGS = 3
"""How often one run puts tabs back before somebody has to look."""
log = logging.getLogger("sheets_sync")


class Sink:
    """One run over one spreadsheet."""

    def __init__(
        self, sheet: Sheet, agency_code: str, state: SheetState, keep: Keep, now: Callable[[], datetime],
        attempt: Attempt | None = None, limits: Limits | None = None,
    ) -> None:  # fmt: skip
        self._agency = agency_code
        self._state = state
        self._limits = limits or Limits()
        self._courier = Courier(sheet, state, keep, now, attempt)
        self._wardrobe = Wardrobe(self._courier, agency_code, self._limits)
        self._inspector = Inspector(self._courier, self._wardrobe, agency_code)
        self._mended = 0

    @property
    def layout(self) -> Layout | None:
        """The spreadsheet as this run last saw it; None when it had no need to look."""
        return self._wardrobe.layout

    @property
    def writes(self) -> int:
        """How many requests of this run would change something."""
        return self._courier.sent

    def bring_up_to(
        self, tabs: Sequence[Tab], *, look: bool = False, compare: bool = False, rebuild: bool = False
    ) -> None:
        """Return when the sheet holds the tabs.

        look -- see first whether the sheet knows more than we remember, as after a backup was restored
        compare -- read everything, and put right what is not as it was written
        rebuild -- write everything again; what stands there is kept as a copy where it differs

        Raises NotApplied or Ambiguous (another run goes on from here), Later (others' turn), or Parked.
        """
        try:
            self._bring_up_to(tabs, look=look, compare=compare, rebuild=rebuild)
        except Later as later:
            # who has written has had its turn; with its old place it would go first for as long as news comes in
            later.at_the_end = later.at_the_end or self.writes > 0
            raise

    def _bring_up_to(self, tabs: Sequence[Tab], *, look: bool, compare: bool, rebuild: bool) -> None:
        if rebuild:
            self._courier.give_up()
            self._inspector.begin_anew(tabs)
        self._finish(tabs)
        search.recovered(self._state, tabs)
        lost = self._courier.settled()
        if compare or rebuild or lost:
            self._inspector.compare(tabs, quiet=lost and not (compare or rebuild))
        elif look:
            self._wardrobe.fitted(tabs)
        if rebuild:
            self._state.forget_cells()
            self._state.anew_at = self._courier.now()
            self._courier.keep()
        self._write(tabs)
        self._state.full = False

    def _write(self, tabs: Sequence[Tab]) -> None:
        while True:
            self._wardrobe.fitted_if_new(tabs)
            if not self._wardrobe.roomy(tabs):
                self._look_again(tabs)
                continue
            attempt = self._next(tabs)
            if attempt is None:
                return
            if self._courier.sent >= self._limits.writes_a_turn:
                raise Later("turn", self._courier.now(), at_the_end=True)
            self._deliver(attempt, tabs)

    def _next(self, tabs: Sequence[Tab]) -> Attempt | None:
        if self._state.suspects and search.still_there(self._state, tabs):
            return search.half(self._state, tabs)
        self._state.suspects = ()
        return plan.next_attempt(tabs, self._state)

    def _finish(self, tabs: Sequence[Tab]) -> None:
        """Send the attempt of an earlier run, unchanged."""
        attempt = self._courier.attempt
        if attempt is None:
            return
        if attempt.sent_at is not None:
            self._courier.doubt(attempt.sent_at + LATE)
            if self._courier.now() > attempt.sent_at + LATE:
                self._check_not_overtaken(attempt, tabs)
        self._deliver(attempt, tabs)

    def _check_not_overtaken(self, attempt: Attempt, tabs: Sequence[Tab]) -> None:
        """An attempt out of an old copy of the database would undo what came after it."""
        layout = self._courier.sheet.layout()
        written = {tab.key: attempt.after[tab.key].written for tab in tabs if tab.key in attempt.after}
        if any(mark_of(tab, layout) > written[tab.key] for tab in tabs if tab.growing and tab.key in written):
            self._courier.attempt = None
            self._courier.keep()
            raise Parked("ahead")

    def _deliver(self, attempt: Attempt, tabs: Sequence[Tab]) -> None:
        try:
            self._courier.deliver(attempt)
        except RequestRefused as refused:
            self._refused(refused, attempt, tabs)
            return
        if attempt.searching:
            search.taken(self._state, attempt)
            self._courier.keep()
            if not self._state.suspects:
                raise Parked("refused")  # Google took every part: it is not a row's fault

    def _refused(self, refused: RequestRefused, attempt: Attempt, tabs: Sequence[Tab]) -> None:
        """Google changed nothing: a tab is gone, the spreadsheet is full, or it is a row's fault."""
        if refused.reason == "full":
            self._wardrobe.full()
        # asked before a row is blamed, too: its tab may have gone during the search
        if (not attempt.searching or attempt.lone) and self._wardrobe.gone(tabs):
            self._state.suspects = ()
            self._look_again(tabs)
            return
        if not attempt.pieces:
            raise Parked("refused") from refused
        try:
            found = search.refused(self._state, attempt, tabs)
        finally:
            self._courier.keep()
        if found is not None:
            log.error("sync.row_refused", extra={"agency": self._agency, "tab": found.tab, "row": found.first})

    def _look_again(self, tabs: Sequence[Tab]) -> None:
        """Somebody took a tab, or columns or rows of one: the cells that are left may have moved."""
        self._mended += 1
        if self._mended > _MENDINGS:
            raise Parked("refused")
        self._inspector.compare(tabs)
