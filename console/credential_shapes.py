"""Which credential is this? By its shape alone, so that a wrong one is named before anything is tried.

Pasting the channel id where the long token belongs is the commonest reason why a bot's set-up fails.
"""

import json
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from kernel.errors import Refused


class Shape(StrEnum):
    """What a pasted text looks like."""

    EMPTY = "empty"
    LINE_CHANNEL_ID = "line_channel_id"
    LINE_SECRET = "line_secret"  # noqa: S105 - a name, not a secret
    LINE_TOKEN = "line_token"  # noqa: S105
    LINE_SHORT_TOKEN = "line_short_token"  # noqa: S105 - expires, so not for us
    LINE_BASIC_ID = "line_basic_id"
    LINE_USER_ID = "line_user_id"
    LIFF_ID = "liff_id"
    SERVICE_ACCOUNT = "service_account"
    SERVICE_ACCOUNT_CUT = "service_account_cut"
    OAUTH_CLIENT = "oauth_client"
    GOOGLE_API_KEY = "google_api_key"
    SHEET_LINK = "sheet_link"
    SHEET_PUBLISHED = "sheet_published"
    SHEET_ID = "sheet_id"
    DRIVE_LINK = "drive_link"
    EMAIL = "email"
    LINK = "link"
    UNKNOWN = "unknown"


_PATTERNS = (
    (Shape.LINE_CHANNEL_ID, r"\d{10}"),
    (Shape.LIFF_ID, r"\d{10}-[A-Za-z0-9]{8}"),
    (Shape.LINE_SECRET, r"[0-9a-f]{32}"),
    (Shape.LINE_USER_ID, r"U[0-9a-f]{32}"),
    (Shape.LINE_SHORT_TOKEN, r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+"),
    (Shape.GOOGLE_API_KEY, r"AIza[0-9A-Za-z_-]{35}"),
    (Shape.LINE_BASIC_ID, r"@[0-9a-z._-]{2,30}"),
    (Shape.LINE_TOKEN, r"[A-Za-z0-9+/]{100,250}={1,2}"),
    (Shape.EMAIL, r"[^@\s/]+@[^@\s/]+\.[a-z]+"),
    (Shape.SHEET_PUBLISHED, r"https://docs\.google\.com/spreadsheets/d/e/\S+"),
    (Shape.SHEET_LINK, r"https://docs\.google\.com/spreadsheets/(?:u/\d+/)?d/[A-Za-z0-9_-]{20,}\S*"),
    (Shape.DRIVE_LINK, r"https://(?:drive|docs)\.google\.com/\S*"),
    (Shape.LINK, r"https?://\S+"),
    (Shape.SHEET_ID, r"[A-Za-z0-9_-]{40,50}"),
)

_SHEET_IN_LINK = re.compile(r"/d/([A-Za-z0-9_-]{20,})")
_KEY_PARTS = ("client_email", "private_key", "private_key_id", "project_id", "client_id", "token_uri")
_GOOGLE_TOKENS = "oauth2.googleapis.com"


def recognise(text: str) -> Shape:
    """What `text` looks like."""
    pasted = text.strip()
    if not pasted:
        return Shape.EMPTY
    if pasted.startswith("{") or '"private_key"' in pasted or "BEGIN PRIVATE KEY" in pasted:
        return _json_shape(pasted)
    return next((shape for shape, pattern in _PATTERNS if re.fullmatch(pattern, pasted)), Shape.UNKNOWN)


def line_secret(text: str) -> str:
    """The channel secret: 32 hex digits. Raises Refused("not_line_secret", got=...)."""
    pasted = "".join(text.split()).lower()
    return _only(pasted, Shape.LINE_SECRET, "not_line_secret", text)


def line_token(text: str) -> str:
    """The long-lived channel access token. Raises Refused("not_line_token", got=...)."""
    return _only("".join(text.split()), Shape.LINE_TOKEN, "not_line_token", text)


def line_basic_id(text: str) -> str:
    """The account's public id with its @. Raises Refused("not_line_basic_id", got=...)."""
    pasted = "".join(text.split()).lower()
    with_at = pasted if pasted.startswith("@") else "@" + pasted
    if recognise(pasted) in {Shape.LINE_BASIC_ID, Shape.UNKNOWN} and recognise(with_at) is Shape.LINE_BASIC_ID:
        return with_at
    raise Refused("not_line_basic_id", got=recognise(text))


def sheet_id(text: str) -> str:
    """The spreadsheet's id out of its link. Raises Refused("not_sheet", got=...)."""
    pasted = text.strip()
    shape = recognise(pasted)
    if shape is Shape.SHEET_ID:
        return pasted
    found = _SHEET_IN_LINK.search(pasted) if shape is Shape.SHEET_LINK else None
    if found is None:
        raise Refused("not_sheet", got=shape)
    return found[1]


def service_account(text: str, token_hosts: Iterable[str] = ()) -> dict[str, str]:
    """The parts of a Google service-account key that are needed, nothing else.

    Raises Refused: not_service_account (got=...), service_account_host (the key names a token address that is
    neither Google's nor in `token_hosts`: a planted one would send our requests wherever it likes).
    """
    shape = recognise(text)
    if shape is not Shape.SERVICE_ACCOUNT:
        raise Refused("not_service_account", got=shape)
    given = json.loads(text.strip())
    parts = {name: str(given.get(name, "")) for name in _KEY_PARTS}
    try:
        "".join(parts.values()).encode()
        target = urlsplit(parts["token_uri"])
    except ValueError:  # half a letter that nobody can write down, brackets that do not close
        raise Refused("not_service_account", got=Shape.SERVICE_ACCOUNT_CUT) from None
    if not (target.scheme == "https" and target.netloc == _GOOGLE_TOKENS) and target.netloc not in set(token_hosts):
        raise Refused("service_account_host")
    return {"type": "service_account"} | parts


def _only(pasted: str, wanted: Shape, reason: str, original: str) -> str:
    if recognise(pasted) is not wanted:
        raise Refused(reason, got=recognise(original))
    return pasted


def _json_shape(pasted: str) -> Shape:
    try:
        given: Any = json.loads(pasted)
    except (ValueError, RecursionError):
        part = any(mark in pasted for mark in ("private_key", "PRIVATE KEY", "service_account"))
        return Shape.SERVICE_ACCOUNT_CUT if part else Shape.UNKNOWN
    if not isinstance(given, dict):
        return Shape.UNKNOWN
    if "installed" in given or "web" in given:
        return Shape.OAUTH_CLIENT
    whole = all(
        isinstance(given.get(name), str) and given[name] for name in ("client_email", "private_key", "token_uri")
    )
    if given.get("type") == "service_account" and whole and "PRIVATE KEY-----" in given["private_key"]:
        return Shape.SERVICE_ACCOUNT
    return Shape.SERVICE_ACCOUNT_CUT if given.get("type") == "service_account" else Shape.UNKNOWN
