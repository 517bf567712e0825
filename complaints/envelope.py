"""Shapes of what is sealed: padding that hides lengths, and names that bind a ciphertext to its place."""

import json

from kernel.errors import Unreadable

TEXT_BLOCK = 2048
"""500 Thai characters are 1,500 bytes: a short and a long complaint look alike."""
KEY_BLOCK = 256
"""Wrapped keys all have one size, however long the ids in their names are."""
FILE_PIECE = 64 * 1024
_KIB, _MIB = 1024, 1024 * 1024
FILE_SIZES = (64 * _KIB, 256 * _KIB, _MIB, 2 * _MIB, 4 * _MIB, 8 * _MIB, 10 * _MIB + FILE_PIECE)
"""A file is padded to the next of these; the last has room for the largest with its length."""
_VERSION = 1


def pad(plain: bytes, block: int) -> bytes:
    """Length, bytes, zeros up to a whole number of blocks."""
    framed = len(plain).to_bytes(4, "big") + plain
    return framed + bytes(-len(framed) % block)


def unpad(padded: bytes) -> bytes:
    """Undo `pad`. Raises Unreadable for what `pad` cannot have made."""
    length = int.from_bytes(padded[:4], "big")
    if length > len(padded) - 4:
        raise Unreadable
    return padded[4 : 4 + length]


def padded_size(length: int) -> int:
    """How large a file of so many bytes becomes. Raises ValueError for one that is too large."""
    for size in FILE_SIZES:
        if length + 4 <= size:
            return size
    raise ValueError("file too large")


def place(agency: str, case: str, kind: str, row: str = "", epoch: int = 1, author: str = "", seq: int = 0) -> bytes:
    """Canonical JSON that a ciphertext is bound to: moved to another agency, case, row or turn, it does not open."""
    name = {
        "v": _VERSION, "agency": agency, "case": case, "kind": kind,
        "id": row, "epoch": epoch, "author": author, "seq": seq,
    }  # fmt: skip
    return json.dumps(name, sort_keys=True, separators=(",", ":")).encode()


def key_name(agency: str, case: str, kind: str, role: str, epoch: int = 1) -> bytes:
    """The header inside a wrapped key, compared after opening (sealed boxes carry no bound data)."""
    return f"v{_VERSION}|{agency}|{case}|{epoch}|{kind}|{role}|".encode()


def dump_text(body: object) -> bytes:
    """JSON that keeps every character as typed, lone surrogates included."""
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")


def load_text(plain: bytes) -> dict[str, object]:
    """Undo `dump_text` for a JSON object. Raises Unreadable otherwise."""
    try:
        body = json.loads(plain.decode("utf-8", "surrogatepass"))
    except ValueError:
        raise Unreadable from None
    if not isinstance(body, dict):
        raise Unreadable
    return body
