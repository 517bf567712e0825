"""A small browser: cookies, redirects, and the patience to send again what nobody answered."""

import http.client
import time
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlencode, urlsplit

from app.simulate.pages import Page, read

PATIENCE_S = 90.0
_TRY_AGAIN_S = 0.4
_REDIRECTS = 5
_LIMIT_S = 10.0


class Gone(Exception):  # noqa: N818 - it reads as a sentence
    """The product did not answer for longer than anybody waits."""


@dataclass
class Browser:
    """One device. `network` is its address as the proxy in front of the product would tell it."""

    host: str
    network: str
    patience_s: float = PATIENCE_S
    cookies: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name -> value and path."""
    resent: int = 0
    waited_s: float = 0.0

    def get(self, path: str) -> Page:
        """Open a page, following redirects. Raises Gone."""
        return self._open("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Page:
        """Send a form, following redirects. Raises Gone."""
        return self._open("POST", path, urlencode(fields).encode())

    def _open(self, method: str, path: str, body: bytes | None) -> Page:
        begun = time.monotonic()
        status, where, html = self._patiently(method, path, body)
        for _ in range(_REDIRECTS):
            if not where:
                break
            path = where
            status, where, html = self._patiently("GET", path, None)
        self.waited_s += time.monotonic() - begun
        return read(status, urlsplit(path).path, html)

    def _patiently(self, method: str, path: str, body: bytes | None) -> tuple[int, str, str]:
        """Send until somebody answers: a form's own token makes it one form, however often it arrives."""
        deadline = time.monotonic() + self.patience_s
        while True:
            try:
                found = self._once(method, path, body)
            except (OSError, http.client.HTTPException):
                found = None
            if found is not None and found[0] not in (429, 500, 502, 503, 504):
                return found
            if time.monotonic() > deadline:
                raise Gone(path)
            self.resent += 1
            time.sleep(_TRY_AGAIN_S)

    def _once(self, method: str, path: str, body: bytes | None) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection(self.host, timeout=_LIMIT_S)
        headers = {"X-Forwarded-For": self.network, "X-Forwarded-Proto": "https", "Connection": "close"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        kept = [f"{name}={value}" for name, (value, under) in self.cookies.items() if path.startswith(under)]
        if kept:
            headers["Cookie"] = "; ".join(kept)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            html = answer.read().decode("utf-8", "replace")
            self._keep(answer.headers.get_all("Set-Cookie") or [])
            where = answer.getheader("Location", "") if answer.status in (301, 302, 303, 307, 308) else ""
        finally:
            connection.close()
        parts = urlsplit(where)
        return answer.status, parts.path + (f"?{parts.query}" if parts.query else ""), html

    def _keep(self, sent: list[str]) -> None:
        for line in sent:
            try:
                read_cookies = SimpleCookie(line)
            except CookieError:
                continue
            for name, one in read_cookies.items():
                self.cookies[name] = one.value, one["path"] or "/"
