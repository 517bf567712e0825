"""Google Sheets and Drive through gspread's client: what the sync asks of them, and nothing else."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol

import requests

from qa.faq_cells import Cell
from sheets_sync import google_layout
from sheets_sync.google_accounts import ACCOUNTS
from sheets_sync.google_http import DRIVE, GOOGLE, Http, Timeouts
from sheets_sync.ports import Layout
from sheets_sync.trouble import Ambiguous, RateLimited

__all__ = ["Drive", "GoogleSheet", "Timeouts", "Toll"]

_FILES = "nextPageToken,incompleteSearch,files(id,modifiedTime)"
_SPREADSHEETS = "mimeType='application/vnd.google-apps.spreadsheet'"


class Toll(Protocol):
    """Who is asked before every request, and told of a 429."""

    def take(self, sort: str) -> None:
        """Let one of the "reads" or "writes" pass. Raises Later when none may."""
        ...

    def closed(self, seconds: float) -> None:
        """Google has said that it is too much, for so many seconds at least."""
        ...


class GoogleSheet:
    """One spreadsheet, written by one service account. Use it in one thread only."""

    def __init__(
        self,
        account: Mapping[str, Any],
        spreadsheet_id: str,
        api_base: str | None,
        timeouts: Timeouts,
        toll: Toll | None = None,
    ) -> None:
        """Raises Parked("key_shape") when `account` is no service-account key."""
        self._http = Http(ACCOUNTS.get(account), api_base, timeouts)
        self._id = spreadsheet_id
        self._toll = toll

    def close(self) -> None:
        """Give the connections back."""
        self._http.session.close()

    def layout(self) -> Layout:
        """Title, tabs, marks and objects, in one read. Raises Unavailable or Parked."""
        return google_layout.layout(self._metadata({"fields": google_layout.LAYOUT_FIELDS}))

    def cells(self, title: str) -> list[list[Cell]]:
        """A tab's cells from its top left corner, with formulas told apart from text, in one read.

        Raises Unavailable, RequestRefused (no such tab) or Parked.
        """
        wanted = {"ranges": "'" + title.replace("'", "''") + "'", "includeGridData": "true"}
        return google_layout.cells(self._metadata({**wanted, "fields": google_layout.CELL_FIELDS}))

    def _metadata(self, params: Mapping[str, str]) -> dict[str, Any]:
        with self._paid("reads"):
            return self._whole(self._http.request("get", f"{GOOGLE}/v4/spreadsheets/{self._id}", params=dict(params)))

    def values(self, blocks: Sequence[Mapping[str, Any]]) -> list[list[list[Any]]]:
        """The values of grid ranges as they are, dates as serial numbers, in one read.

        Raises Unavailable, RequestRefused (a tab is gone) or Parked.
        """
        body = {
            "dataFilters": [{"gridRange": dict(block)} for block in blocks], "majorDimension": "ROWS",
            "valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER",
        }  # fmt: skip
        url = f"{GOOGLE}/v4/spreadsheets/{self._id}/values:batchGetByDataFilter"
        with self._paid("reads"):
            return google_layout.blocks(self._whole(self._http.request("post", url, json=body)), blocks)

    def apply(self, changes: Sequence[Mapping[str, Any]]) -> None:
        """Carry out all `changes` (batchUpdate requests) or none, in one write.

        Raises NotApplied, Ambiguous, RequestRefused or Parked.
        """
        self.send(json.dumps({"requests": list(changes)}, ensure_ascii=False, separators=(",", ":")))

    def send(self, body: str) -> None:
        """The same for a whole body that was made before: these very bytes go out."""
        url = f"{GOOGLE}/v4/spreadsheets/{self._id}:batchUpdate"
        with self._paid("writes"):
            self._whole(self._http.request("post", url, data=body.encode()))

    def _whole(self, response: requests.Response) -> dict[str, Any]:
        """The answer, when it is whole and about this spreadsheet; a torn one proves nothing."""
        try:
            answer = response.json()
        except ValueError as torn:
            raise Ambiguous("unreadable_answer") from torn
        if not isinstance(answer, dict) or answer.get("spreadsheetId") != self._id:
            raise Ambiguous("unreadable_answer")
        return answer

    @contextmanager
    def _paid(self, sort: str) -> Iterator[None]:
        if self._toll is not None:
            self._toll.take(sort)
        try:
            yield
        except RateLimited as limited:
            if self._toll is not None:
                self._toll.closed(limited.retry_after)
                self._toll.take(sort)  # which says until when
            raise


class Drive:
    """What a service account is told about the spreadsheets that are shared with it."""

    def __init__(self, account: Mapping[str, Any], api_base: str | None, timeouts: Timeouts) -> None:
        self._http = Http(ACCOUNTS.get(account), api_base, timeouts)

    def close(self) -> None:
        """Give the connections back."""
        self._http.session.close()

    def changed(self) -> dict[str, datetime]:
        """When each of the thousand spreadsheets that were changed last was changed, by id. One request.

        Raises Unavailable or Parked (Drive may be switched off in the project).
        """
        params = {"q": _SPREADSHEETS, "orderBy": "modifiedTime desc", "pageSize": 1000, "fields": _FILES,
                  "supportsAllDrives": "true", "includeItemsFromAllDrives": "true"}  # fmt: skip
        response = self._http.request("get", f"{DRIVE}/drive/v3/files", params=params)
        try:
            files = response.json()["files"]
            return {one["id"]: datetime.fromisoformat(one["modifiedTime"]) for one in files}
        except (ValueError, KeyError, TypeError) as torn:
            raise Ambiguous("unreadable_answer") from torn
