"""Saying something in the chat and hearing the office: who hears nothing says it again, up to a point."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from app.simulate.chat_reading import Seen, look
from app.simulate.diary import Visit
from app.simulate.line import Phone
from bot import texts as said

PATIENCE_S = 25.0
"""After so long without an answer a person tries again."""
TRIES = 6
SETTLE_S = 2.0
_LOOK_S = 0.015


class Silence(Exception):  # noqa: N818 - it reads as a sentence
    """The office did not answer, however often the person tried."""


@dataclass(frozen=True)
class Talk:
    """One person's talk with the office; `visit` is its record."""

    visit: Visit
    phone: Phone

    def type(self, words: str) -> Seen:
        """Type these words; what comes back."""
        self.visit.type(words, 1.2 if self.visit.plan.kind.name == "types_slowly" else 0.4)
        # never the same words again: a number typed twice would answer the next item too
        return self.hear(lambda: self.phone.type(words), again=self._go_on)

    def _go_on(self) -> None:
        self.phone.type(said.CONTINUE)

    def tap(self, seen: Seen, label: str) -> Seen:
        """Tap the button of that name in what is seen; what comes back."""
        self.visit.tap()
        after = self.phone.seen
        self.phone.tap(label, seen.screen)
        if self.visit.plan.kind.name == "double_taps":
            self.visit.taps += 1
            self.phone.tap(label, seen.screen)
        return self.hear(lambda: self.phone.tap(label, seen.screen), after=after)

    def hear(self, act: Callable[[], None], *, again: Callable[[], None] | None = None, after: int = -1) -> Seen:
        """Do it (unless it was done, `after` that many entries) and wait; when nothing comes, try again.

        Raises Silence.
        """
        if after < 0:
            after = self.phone.seen
            act()
        for turn in range(TRIES):
            found = self._wait(after)
            if found is not None and not turn:
                return found
            if found is not None:  # everything asked in vain may be answered now: the last word counts
                time.sleep(SETTLE_S)
                return look(self.phone.shown(after)) or found
            self.visit.nudges += 1
            if turn % 2:
                self.visit.type(said.CONTINUE)
                self._go_on()
            else:
                self.visit.tap()
                (again or act)()
        raise Silence

    def _wait(self, after: int) -> Seen | None:
        begun = time.monotonic()
        try:
            while time.monotonic() - begun < PATIENCE_S:
                found = look(self.phone.shown(after))
                if found is not None:
                    return found
                time.sleep(_LOOK_S)
            return None
        finally:
            self.visit.waited_s += time.monotonic() - begun
