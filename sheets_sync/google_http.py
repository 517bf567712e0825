"""One request to Google: the address, the body, the time-outs, and what kind of failure it was.

gspread's own retrying client waits for ever on some errors and repeats what must not be repeated, and its plain one
has no time-out; so the plain one is used with our own request method.
"""

import json as jsonlib
import logging
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import gspread
import requests
import urllib3
from google.auth.exceptions import GoogleAuthError, RefreshError

from sheets_sync.google_accounts import Account
from sheets_sync.trouble import Ambiguous, NotApplied, Parked, RateLimited, RequestRefused

# at DEBUG google-auth writes signed requests and fresh tokens into the log
logging.getLogger("google").setLevel(logging.WARNING)

GOOGLE = "https://sheets.googleapis.com"
DRIVE = "https://www.googleapis.com"
_NOT_THE_REQUEST = {"not supported for this document": "not_a_sheet", "protected cell or object": "guarded"}
"""What Google says to a request that is right, in a spreadsheet where somebody has to act."""
Timeouts = tuple[float, float]
"""Seconds to connect and to read."""


class Http(gspread.HTTPClient):
    """gspread's client with another address, UTF-8 bodies, time-outs, and failures sorted into our family."""

    def __init__(self, account: Account, api_base: str | None, timeouts: Timeouts) -> None:
        super().__init__(account)
        self._base = (api_base or "").rstrip("/")
        self.set_timeout(timeouts)

    def request(
        self,
        method: str,
        endpoint: str,
        params: Any = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: Any = None,
        headers: Any = None,
    ) -> requests.Response:
        if json is not None:
            # escaped Thai is twice as long, and a request's length is what Google limits
            data = jsonlib.dumps(json, ensure_ascii=False, separators=(",", ":")).encode()
        if data is not None:
            headers = {**(headers or {}), "Content-Type": "application/json; charset=utf-8"}
        try:
            response = self.session.request(
                method, self._address(endpoint), params=params, data=data, files=files, headers=headers,
                timeout=self.timeout,
            )  # fmt: skip
        except RefreshError as refused:
            raise _key_trouble(refused) from None  # its text quotes the signed request
        except GoogleAuthError as away:
            raise NotApplied("token_unreachable") from away
        except requests.RequestException as broken:
            raise _line_trouble(broken) from broken
        if not response.ok:
            raise _answer_trouble(response)
        return response

    def _address(self, endpoint: str) -> str:
        parts = urlsplit(endpoint)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in (GOOGLE, DRIVE):
            raise ValueError("only Google's Sheets and Drive hosts are used")
        return (self._base or host) + endpoint.removeprefix(host)


def _key_trouble(refused: RefreshError) -> Exception:
    """Google's token server said no: for ever (a person must act), or just now."""
    if refused.retryable:
        return NotApplied("token_unavailable")
    said = str(refused.args[0]) if refused.args else ""
    if re.search(r"\biat\b|timeframe", said):
        return Parked("clock")
    if "invalid_grant" in said or "invalid_client" in said:
        return Parked("key_refused")
    # a page in HTML, a torn answer: the token server is unwell, the key may be good
    return NotApplied("token_unavailable")


def _line_trouble(broken: requests.RequestException) -> Exception:
    """No answer. Only a connection that never came about proves that nothing was done."""
    cause = broken.args[0] if broken.args else None
    never_met = isinstance(getattr(cause, "reason", cause), urllib3.exceptions.NewConnectionError)
    if never_met or isinstance(broken, requests.exceptions.ConnectTimeout):
        return NotApplied("unreachable")
    return Ambiguous("no_answer")


def _answer_trouble(response: requests.Response) -> Exception:
    """By HTTP status alone where possible: bodies may be HTML, cut off or empty."""
    status = response.status_code
    if status == 429:
        asked = response.headers.get("Retry-After", "")
        return RateLimited(float(asked) if asked.isdecimal() else 0.0)
    if status == 400:
        for said, reason in _NOT_THE_REQUEST.items():
            if said in response.text:
                return Parked(reason)
        full = re.search(r"above the limit of [\d,]+ cells|limit of cells", response.text)
        return RequestRefused("full" if full else "refused")
    if status == 401:
        return Parked("key_refused")
    if status == 403:
        return _forbidden(response.text)
    if status == 404:
        return Parked("not_found")
    if 400 <= status < 500 and status != 408:
        return RequestRefused(f"http_{status}")
    return Ambiguous(f"http_{status}")


def _forbidden(body: str) -> Exception:
    if re.search(r"rateLimitExceeded|userRateLimitExceeded|RATE_LIMIT_EXCEEDED", body):
        return RateLimited()
    if re.search(r"storageQuotaExceeded", body):
        return Parked("no_storage")
    if re.search(r"SERVICE_DISABLED|accessNotConfigured", body):
        return Parked("api_off")
    return Parked("not_shared")
