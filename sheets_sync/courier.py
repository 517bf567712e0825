"""Carries batches to one spreadsheet: kept before they are sent, sent again unchanged while their fate is unknown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kernel.errors import Unavailable
from sheets_sync.ports import Sheet
from sheets_sync.state import LATE, Attempt, SheetState
from sheets_sync.trouble import Ambiguous, Later, RequestRefused

Keep = Callable[[SheetState, Attempt | None], None]
"""Stores the memory and the open attempt, durably, before it returns."""


class Courier:
    """One run's way to Google. `state` is changed in place."""

    def __init__(
        self, sheet: Sheet, state: SheetState, keep: Keep, now: Callable[[], datetime], attempt: Attempt | None
    ) -> None:
        self.sheet = sheet
        self.state = state
        self.attempt = attempt
        self.now = now
        self._keep = keep
        self.sent = 0
        """Writes of this run."""

    def keep(self) -> None:
        """Store what is known."""
        self._keep(self.state, self.attempt)

    def deliver(self, attempt: Attempt) -> None:
        """Keep it, send it, and note that it is applied. Raises RequestRefused when nothing of it was."""
        self.attempt = replace(attempt, sent_at=attempt.sent_at or self.now(), tries=attempt.tries + 1)
        self.keep()
        try:
            self.send(attempt.body)
        except RequestRefused:
            self.attempt = None
            # what makes a sheet can be applied once: refused, it may have been applied before
            if attempt.proof == 0 or attempt.proof not in self.sheet.layout().grids:
                if attempt.tries:
                    self._forget(attempt)
                self.keep()
                raise
        self.attempt = None
        self.state.tabs.update(attempt.after)
        self.keep()

    def _forget(self, attempt: Attempt) -> None:
        """Sent again it was refused; the first time it may have been applied. What stands there nobody knows."""
        tabs = self.state.tabs
        tabs.update({key: tabs[key].forgotten() for key in attempt.after if key in tabs})

    def send(self, body: str) -> None:
        """Send it; whether it is an attempt that was kept, or can be worked out again."""
        self.sent += 1
        try:
            self.sheet.send(body)
        except Ambiguous:
            self.doubt(self.now() + LATE)
            self.keep()
            raise
        except Unavailable as away:
            if isinstance(away, Later):
                self.sent -= 1  # it was not let through
            if self.attempt is not None and self.attempt.tries == 1:
                self.attempt = replace(self.attempt, sent_at=None)  # it never went out, and cannot arrive late
            self.keep()
            raise

    def doubt(self, until: datetime) -> None:
        """Something may be carried out until then that we gave up on."""
        self.state.doubt_until = max(until, self.state.doubt_until or until)

    def settled(self) -> bool:
        """Whether a lost request could have overwritten something, and can no longer arrive."""
        return self.state.doubt_until is not None and self.state.doubt_until <= self.now()

    def give_up(self) -> None:
        """The attempt is not sent again. For a while it may still arrive."""
        if self.attempt is not None and self.attempt.sent_at is not None:
            self.doubt(self.attempt.sent_at + LATE)
        self.attempt = None
