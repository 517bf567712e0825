"""Group commit: everything that waits to be made durable shares one transaction, hence one disk flush."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future

from sqlalchemy.exc import SQLAlchemyError

from kernel.errors import Unavailable
from kernel.post import NewEvent
from storage.database import Database
from storage.line_stores import SqlInbox


class GroupCommitInbox:
    """The webhook's side of the inbox. One writer thread; callers wait for the commit that holds their events."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Condition()
        self._pending: list[tuple[Sequence[NewEvent], Future[None]]] = []
        self._thread: threading.Thread | None = None
        self._closed = False

    def keep(self, new: Sequence[NewEvent], timeout_s: float = 15.0) -> None:
        """Return once the events are on disk. Raises Unavailable when the database cannot take them."""
        if not new:
            return
        done: Future[None] = Future()
        with self._lock:
            if self._thread is None:  # started on first use, hence after a server has forked its workers
                self._thread = threading.Thread(target=self._run, name="inbox-writer", daemon=True)
                self._thread.start()
            self._pending.append((new, done))
            self._lock.notify()
        try:
            done.result(timeout_s)
        except (SQLAlchemyError, TimeoutError) as error:
            raise Unavailable("inbox") from error

    def close(self) -> None:
        """Write what waits and end the writer."""
        with self._lock:
            self._closed = True
            self._lock.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while True:
            with self._lock:
                while not self._pending and not self._closed:
                    self._lock.wait()
                if not self._pending:
                    return
                batch, self._pending = self._pending, []
            self._commit(batch)

    def _commit(self, batch: list[tuple[Sequence[NewEvent], Future[None]]]) -> None:
        try:
            with self._database.begin() as connection:
                SqlInbox(connection).keep([event for events, _ in batch for event in events])
        except SQLAlchemyError as error:
            for _, done in batch:
                done.set_exception(error)
            return
        for _, done in batch:
            done.set_result(None)
