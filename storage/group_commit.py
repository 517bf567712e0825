"""Group commit: everything that waits to be made durable shares one transaction, hence one disk flush."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from kernel.errors import Unavailable
from kernel.post import NewEvent
from storage.intake import Pen

GATHER_S = 0.001
"""How long the writer lets a crowd gather."""


@dataclass(eq=False)
class _Caller:
    """Somebody whose events wait. `turn` is set when they are settled, or when it is this caller's turn to write."""

    events: Sequence[NewEvent]
    turn: threading.Event = field(default_factory=threading.Event)
    settled: bool = False
    trouble: Unavailable | None = None


class GroupCommitInbox:
    """The webhook's side of the inbox.

    The first caller writes, in its own thread, for all who have come meanwhile, and then gives the pen to one of
    those who have come since. A lone caller waits for nobody; where there is a crowd, the writer lets it gather for a
    moment, because a transaction for ten costs little more than one for one.
    """

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._lock = threading.Lock()
        self._waiting: list[_Caller] = []
        self._writing = False
        self._crowd = False
        self._idle = threading.Condition(self._lock)

    def keep(self, new: Sequence[NewEvent], timeout_s: float = 15.0) -> None:
        """Return once the events are on disk. Raises Unavailable when the database cannot take them."""
        if not new:
            return
        caller = _Caller(new)
        with self._lock:
            self._waiting.append(caller)
            mine = not self._writing
            self._writing = True
        if not mine and not caller.turn.wait(timeout_s) and not self._step_back(caller):
            raise Unavailable("inbox")
        if not caller.settled:
            self._write()
        if caller.trouble is not None:
            raise Unavailable("inbox") from caller.trouble

    def close(self) -> None:
        """Wait until what has come is written."""
        with self._lock:
            while self._writing:
                self._idle.wait()
        self._pen.close()

    def _step_back(self, caller: _Caller) -> bool:
        """Leave the queue after waiting too long. True when the turn came at the last moment: then it is taken."""
        with self._lock:
            if caller.turn.is_set():
                return True
            if caller in self._waiting:
                self._waiting.remove(caller)
            return False

    def _write(self) -> None:
        """Write for everybody who waits, then pass the pen on."""
        if self._crowd:
            time.sleep(GATHER_S)
        with self._lock:
            batch, self._waiting = self._waiting, []
        trouble: Unavailable | None = Unavailable("inbox")
        try:
            self._pen.write([event for caller in batch for event in caller.events])
            trouble = None
        except Unavailable as away:
            trouble = away
        finally:  # whatever happened, nobody is left waiting and the pen goes on
            self._settle(batch, trouble)

    def _settle(self, batch: Sequence[_Caller], trouble: Unavailable | None) -> None:
        for caller in batch:
            caller.settled, caller.trouble = True, trouble
            caller.turn.set()
        with self._lock:
            self._crowd = len(batch) > 1 or bool(self._waiting)
            if self._waiting:
                self._waiting[0].turn.set()
            else:
                self._writing = False
                self._idle.notify_all()
