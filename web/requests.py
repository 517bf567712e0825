"""A request whose body never touches the disk, and whose files never fill the memory."""

import io
from threading import Lock
from typing import IO, Any

from flask import Request

KEPT_AT_ONCE = 160 * 1024 * 1024
"""Bytes of uploads that all requests of a process may hold together."""


class Budget:
    """Counts the bytes of uploads in memory."""

    def __init__(self, limit: int = KEPT_AT_ONCE) -> None:
        self._limit, self._held, self._lock = limit, 0, Lock()

    def take(self, size: int) -> bool:
        """Whether there is room for so many more."""
        with self._lock:
            if self._held + size > self._limit:
                return False
            self._held += size
            return True

    def give_back(self, size: int) -> None:
        """They are gone."""
        with self._lock:
            self._held -= size


class Upload(io.BytesIO):
    """A file in memory up to `most` bytes. What is more is read and forgotten, so that the fields after it arrive."""

    def __init__(self, most: int | None, budget: Budget) -> None:
        super().__init__()
        self._most, self._budget, self._taken = most, budget, 0
        self.too_large = self.no_room = False

    def write(self, data: Any, /) -> int:
        """Keep the bytes, unless the file has grown too large or the memory too full."""
        if self._most is not None and self._taken + len(data) > self._most:
            self.too_large = True
        if not (self.too_large or self.no_room):
            self.no_room = not self._budget.take(len(data))
        if self.too_large or self.no_room:
            self._forget()
            return len(data)
        self._taken += len(data)
        return super().write(data)

    def close(self) -> None:
        """Done with it."""
        self._forget()
        super().close()

    def _forget(self) -> None:
        if self.closed:
            return
        self._budget.give_back(self._taken)
        self._taken = 0
        self.seek(0)
        self.truncate()


class InMemoryRequest(Request):
    """Keeps uploads and long fields in RAM: the default parser puts files over 500 KB into a temp file, in clear.

    The size is bounded by `MAX_CONTENT_LENGTH`, or by a view that sets `request.max_content_length` for itself.
    """

    largest_file: int | None = None
    """Bytes of one file that are kept; a view sets it before it reads the form."""
    uploads = Budget()

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return Upload(self.largest_file, self.uploads)
