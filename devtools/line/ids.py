"""Identifiers in the shapes LINE uses. All are unique within a process; none carries meaning."""

import base64
import hashlib
import hmac
import itertools
import os
import re
import uuid

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_message_numbers = itertools.count(610_900_000_000_000_000 + int.from_bytes(os.urandom(4)) * 1000)
_channel_numbers = itertools.count(2_000_000_000 + int.from_bytes(os.urandom(3)))


def user_id() -> str:
    """`U` and 32 hexadecimal digits."""
    return "U" + uuid.uuid4().hex


def group_id() -> str:
    """`C` and 32 hexadecimal digits."""
    return "C" + uuid.uuid4().hex


def room_id() -> str:
    """`R` and 32 hexadecimal digits."""
    return "R" + uuid.uuid4().hex


def channel_id() -> str:
    """A decimal number of ten digits as a string, growing."""
    return str(next(_channel_numbers))


def has_form(value: str, letters: str) -> bool:
    """Whether this may be the ID of a user ("U"), group ("C") or room ("R"), known or not."""
    return re.fullmatch(rf"[{letters}][0-9a-f]{{32}}", value) is not None


def message_id() -> str:
    """A decimal number of 18 digits as a string, growing."""
    return str(next(_message_numbers))


def image_set_id() -> str:
    """64 hexadecimal digits in capitals."""
    return os.urandom(32).hex().upper()


def reply_token() -> str:
    """32 hexadecimal digits."""
    return uuid.uuid4().hex


def opaque_token() -> str:
    """64 URL-safe characters: quote tokens, mark-as-read tokens."""
    return base64.urlsafe_b64encode(os.urandom(48)).decode()


def request_id() -> str:
    """What LINE puts into `X-Line-Request-Id`: a UUID."""
    return str(uuid.uuid4())


def rich_menu_id() -> str:
    """`richmenu-` and 32 hexadecimal digits."""
    return "richmenu-" + uuid.uuid4().hex


def event_id(milliseconds: int) -> str:
    """A ULID of the moment `milliseconds` (Unix time)."""
    number = (milliseconds << 80) | int.from_bytes(os.urandom(10))
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def signature(secret: str, raw: bytes) -> str:
    """The value of the `x-line-signature` header for the body `raw`."""
    return base64.b64encode(hmac.new(secret.encode(), raw, hashlib.sha256).digest()).decode()
