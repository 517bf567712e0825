"""Google Sheets through gspread: the only file that knows it.

gspread's own retrying client waits for ever on some errors and repeats what must not be repeated, and its plain one
has no time-out; so the plain one is used with our own request method, which also tells what kind of failure it was.
"""

import json as jsonlib
import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import gspread
import requests
import urllib3
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.oauth2.service_account import Credentials

from qa.faq_cells import Cell, Formula
from sheets_sync.ports import Grid, Layout
from sheets_sync.trouble import Ambiguous, NotApplied, Parked, RequestRefused

# at DEBUG google-auth writes signed requests and fresh tokens into the log
logging.getLogger("google").setLevel(logging.WARNING)

GOOGLE = "https://sheets.googleapis.com"
_SCOPES = ["https://www.googleapis.com/auth/spreadsheets"]
_LAYOUT_FIELDS = (
    "spreadsheetId,properties.title,developerMetadata(metadataId,metadataValue),"
    "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),developerMetadata(metadataId,metadataValue))"
)
_CELL_FIELDS = "spreadsheetId,sheets(data(rowData(values(userEnteredValue))))"

Timeouts = tuple[float, float]
"""Seconds to connect and to read."""


class GoogleSheet:
    """One spreadsheet, written by one service account. Use it in one thread only."""

    def __init__(
        self, account: Mapping[str, Any], spreadsheet_id: str, api_base: str | None, timeouts: Timeouts
    ) -> None:
        """Raises Parked("key_shape") when `account` is no service-account key."""
        try:
            known = _Account.from_service_account_info(dict(account), scopes=_SCOPES)  # type: ignore[no-untyped-call]
        except (ValueError, GoogleAuthError) as wrong:
            raise Parked("key_shape") from wrong
        self._id = spreadsheet_id
        self._http = _Http(known, api_base or GOOGLE, timeouts)

    def close(self) -> None:
        """Give the connections back."""
        self._http.session.close()

    def layout(self) -> Layout:
        """Title, tabs and marks, in one read. Raises Unavailable or Parked."""
        return _layout(self._sound(self._http.fetch_sheet_metadata, self._id, params={"fields": _LAYOUT_FIELDS}))

    def cells(self, title: str) -> list[list[Cell]]:
        """A tab's cells from its top left corner, with formulas told apart from text, in one read.

        Raises Unavailable, RequestRefused (no such tab) or Parked.
        """
        wanted = {"ranges": "'" + title.replace("'", "''") + "'", "includeGridData": "true", "fields": _CELL_FIELDS}
        answer = self._sound(self._http.fetch_sheet_metadata, self._id, params=wanted)
        return [_row(row) for grid in answer["sheets"][0].get("data", ())[:1] for row in grid.get("rowData", ())]

    def apply(self, changes: Sequence[Mapping[str, Any]]) -> None:
        """Carry out all `changes` (batchUpdate requests) or none, in one write.

        Raises NotApplied, Ambiguous, RequestRefused or Parked.
        """
        self._sound(self._http.batch_update, self._id, {"requests": list(changes)})

    def _sound(self, call: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """The answer, when it is whole and about this spreadsheet; a torn one proves nothing."""
        try:
            answer = call(*args, **options)
        except requests.exceptions.JSONDecodeError as torn:
            raise Ambiguous("unreadable_answer") from torn
        if not isinstance(answer, dict) or answer.get("spreadsheetId") != self._id:
            raise Ambiguous("unreadable_answer")
        return answer


class _Account(Credentials):
    """A service account that talks to the token address in its key and to nobody else."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        # google-auth would show every fresh token to another Google host, in a thread of its own, for a feature of
        # Google Cloud that Sheets does not have; there is no public switch
        return False


def _row(row: Mapping[str, Any]) -> list[Cell]:
    return [_cell(cell.get("userEnteredValue", {})) for cell in row.get("values", ())]


def _cell(value: Mapping[str, Any]) -> Cell:
    """ExtendedValue: at most one of its kinds is there."""
    if "formulaValue" in value or "errorValue" in value:
        return Formula()
    found: Cell = next(iter(value.values()), None)
    return found


def _layout(answer: Mapping[str, Any]) -> Layout:
    grids = {}
    for sheet in answer.get("sheets", ()):
        properties = sheet["properties"]
        size = properties.get("gridProperties", {})
        grids[properties.get("sheetId", 0)] = Grid(
            properties["title"], size.get("rowCount", 0), size.get("columnCount", 0), _marks(sheet)
        )
    return Layout(answer.get("properties", {}).get("title", ""), grids, _marks(answer))


def _marks(holder: Mapping[str, Any]) -> dict[int, str]:
    return {one["metadataId"]: one.get("metadataValue", "") for one in holder.get("developerMetadata", ())}


class _Http(gspread.HTTPClient):
    """gspread's client with another address, UTF-8 bodies, time-outs, and failures sorted into our family."""

    def __init__(self, credentials: _Account, api_base: str, timeouts: Timeouts) -> None:
        super().__init__(credentials)
        self._base = api_base.rstrip("/")
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
        if f"{parts.scheme}://{parts.netloc}" != GOOGLE:
            raise ValueError("only the Sheets host is used")
        return self._base + endpoint.removeprefix(GOOGLE)


def _key_trouble(refused: RefreshError) -> Exception:
    """Google's token server said no: for ever (a person must act), or just now."""
    if refused.retryable:
        return NotApplied("token_unavailable")
    said = str(refused.args[0]) if refused.args else ""
    if re.search(r"\biat\b|timeframe", said):
        return Parked("clock")
    return Parked("key_refused")


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
        return NotApplied("rate")
    if status == 400:
        return RequestRefused("refused")
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
        return NotApplied("rate")
    if re.search(r"SERVICE_DISABLED|accessNotConfigured", body):
        return Parked("api_off")
    return Parked("not_shared")
