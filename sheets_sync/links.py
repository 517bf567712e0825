"""Asks a web address whether it is there, without following it anywhere or reading what it holds."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

TIMEOUTS = (2.0, 4.0)
"""Seconds to connect and to wait."""
_NO_HEAD = (403, 405, 501)
_AGENT = "Prongsai (link check)"


def is_public(host: str) -> bool:
    """Whether the name stands for addresses of the public internet, and for these alone."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(ipaddress.ip_address(one[4][0]).is_global for one in found)


def status(link: str, may_ask: Callable[[str], bool] = is_public) -> int | None:
    """The HTTP status, None when nobody answers. Hosts inside the office's own network are not asked."""
    import requests  # slow to import, and most processes never ask

    try:
        if not may_ask(urlsplit(link).hostname or ""):
            return None
        found = _ask("HEAD", link)
        return _ask("GET", link) if found in _NO_HEAD else found
    except (requests.RequestException, ValueError):  # brackets that do not close, letters that no name may have
        return None


def _ask(method: str, link: str) -> int:
    import requests

    asked: dict[str, Any] = {
        "timeout": TIMEOUTS,
        "allow_redirects": False,
        "stream": True,
        "headers": {"User-Agent": _AGENT},
    }
    with requests.request(method, link, **asked) as answer:  # noqa: S113 - TIMEOUTS
        return int(answer.status_code)
