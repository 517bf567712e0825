"""The server's secret file: random master keys that live beside the database, never in it nor in its backups."""

import base64
import binascii
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from storage.crypto import KEY_BYTES, new_key

VERSION = 1
NAMES = ("vault", "door")
"""`vault` seals rows of the product; `door` signs the fraud form and hides unknown receipts, and opens no case."""


class KeyFileProblem(Exception):  # noqa: N818 - it reads as a sentence
    """The file cannot be used as it is. The message tells the operator what to do; it never holds a key."""


class KeyFile:
    """Opened master keys. Its repr shows none of them."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = MappingProxyType(dict(keys))

    def __repr__(self) -> str:
        return "KeyFile(<redacted>)"

    @property
    def vault(self) -> bytes:
        """The 32-byte master key of `SealedVault`."""
        return self._keys["vault"]

    @property
    def door(self) -> bytes:
        """The 32-byte master key of the fraud door."""
        return self._keys["door"]

    @classmethod
    def fresh(cls) -> "KeyFile":
        """New random keys in memory only."""
        return cls({name: new_key() for name in NAMES})

    @classmethod
    def load(cls, path: str | Path) -> "KeyFile":
        """Read the file. Raises KeyFileProblem when it is missing, readable by others, or damaged."""
        place = Path(path)
        if not place.exists():
            raise KeyFileProblem(f"{place} does not exist")
        _check_private(place)
        return cls(_parse(place))

    @classmethod
    def load_or_create(cls, path: str | Path) -> "KeyFile":
        """Read the file, making it first when missing. Two processes starting at once end with the same keys."""
        place = Path(path)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            _write_new(place, cls.fresh())
        return cls.load(place)


def _write_new(place: Path, keys: KeyFile) -> None:
    body = {"version": VERSION, "keys": {name: base64.b64encode(keys._keys[name]).decode() for name in NAMES}}
    draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(body, file)
            file.flush()
            os.fsync(file.fileno())
        _publish(draft, place)
    finally:
        draft.unlink(missing_ok=True)


def _publish(draft: Path, place: Path) -> None:
    try:
        os.link(draft, place)  # unlike a rename, a link never replaces the file of a process that was faster
    except FileExistsError:
        return
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _check_private(place: Path) -> None:
    mode = place.stat().st_mode & 0o777
    if mode & 0o077:
        raise KeyFileProblem(f"{place} may be read by others (mode {mode:03o}); run: chmod 600 {place}")


def _parse(place: Path) -> dict[str, bytes]:
    try:
        body = json.loads(place.read_text(encoding="ascii"))
        version, texts = body["version"], dict(body["keys"])
        keys = {name: base64.b64decode(text, validate=True) for name, text in texts.items()}
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        raise KeyFileProblem(f"{place} is damaged; restore it from its own backup") from None
    if version != VERSION:
        raise KeyFileProblem(f"{place} has version {version}, this program reads {VERSION}")
    if any(len(keys.get(name, b"")) != KEY_BYTES for name in NAMES):
        raise KeyFileProblem(f"{place} lacks a key; restore it from its own backup")
    return keys
