"""Secrets that live for minutes: files in a RAM disk that the processes of one server share. No backup ever sees them.

Where the system has no RAM disk, its folder for temporary files is used: outside database and backup as well.
"""

import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kernel.errors import Unavailable

_RAM_DISK = Path("/dev/shm")  # noqa: S108 - private folder inside, mode 700
_STAMP = 8


class ShortMemory:
    """`complaints.crypto_ports.ShortMemory` over a folder that only the server's user may enter."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def beside(cls, url: str) -> "ShortMemory":
        """The memory that belongs to the sealed database at `url`."""
        name = hashlib.blake2b(url.encode(), digest_size=12).hexdigest()
        root = _RAM_DISK if os.access(_RAM_DISK, os.W_OK) else Path(tempfile.gettempdir())
        return cls(root / f"prongsai-{os.getuid()}-{name}")

    def put(self, name: str, value: bytes, until: datetime) -> None:
        """Keep it, in place of what stood there. Raises Unavailable when the disk is full or takes nothing."""
        draft = self._draft(value, until)
        with _writable():
            draft.replace(self._path(name))

    def put_new(self, name: str, value: bytes, until: datetime) -> bool:
        """False when the name is taken."""
        draft = self._draft(value, until)
        try:
            with _writable():
                os.link(draft, self._path(name))
        except FileExistsError:
            return False
        finally:
            draft.unlink(missing_ok=True)
        return True

    def get(self, name: str, now: datetime) -> bytes | None:
        """What stands there, until its time is over."""
        try:
            raw = self._path(name).read_bytes()
        except FileNotFoundError:
            return None
        if _until(raw) <= now:
            self.drop(name)
            return None
        return raw[_STAMP:]

    def take(self, name: str, now: datetime) -> bytes | None:
        """Get and forget: of two who ask at once, one gets it."""
        mine = self._path(f"{name}.{secrets.token_hex(8)}")
        try:
            self._path(name).rename(mine)
        except FileNotFoundError:
            return None
        raw = mine.read_bytes()
        mine.unlink()
        return raw[_STAMP:] if _until(raw) > now else None

    def drop(self, name: str) -> None:
        """Forget it."""
        self._path(name).unlink(missing_ok=True)

    def tidy(self, now: datetime) -> None:
        """Forget all that is over."""
        for path in self._folder.glob("*") if self._folder.exists() else ():
            try:
                raw = path.read_bytes()
            except FileNotFoundError:
                continue
            if raw and _until(raw) <= now:  # an empty one is being written at this moment
                path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / name

    def _draft(self, value: bytes, until: datetime) -> Path:
        with _writable():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._folder.stat().st_uid != os.getuid() or self._folder.stat().st_mode & 0o077:
            raise PermissionError(f"{self._folder} belongs to somebody else")
        draft = self._path(f"draft-{secrets.token_hex(8)}")
        try:
            with _writable(), os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(int(until.timestamp()).to_bytes(_STAMP, "big") + value)
        except Unavailable:
            draft.unlink(missing_ok=True)  # half of it would be read as nonsense
            raise
        return draft


@contextmanager
def _writable() -> Iterator[None]:
    try:
        yield
    except (FileExistsError, PermissionError):
        raise  # taken, or a folder that is not ours: no trouble that passes
    except OSError as trouble:
        raise Unavailable("memory") from trouble


def _until(raw: bytes) -> datetime:
    return datetime.fromtimestamp(int.from_bytes(raw[:_STAMP], "big"), UTC)
