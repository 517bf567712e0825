"""Which request goes where."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from devtools.sheets import sheets_api, values_api
from devtools.sheets.calls import Answer, Call, Json
from devtools.sheets.drive import content, files, sharing
from devtools.sheets.refusal import NoSuchPage, not_covered

if TYPE_CHECKING:
    from devtools.sheets.emulator import Emulator

Endpoint = Callable[["Emulator", Call, tuple[str, ...]], Json | Answer | None]


@dataclass(frozen=True)
class Route:
    """One method of an API."""

    name: str
    """As the discovery document calls it: sheets.spreadsheets.values.get"""
    method: str
    pattern: re.Pattern[str]
    endpoint: Endpoint
    writing: bool


def _route(name: str, method: str, path: str, endpoint: Endpoint, writing: bool | None = None) -> Route:
    pattern = (
        re.escape(path)
        .replace(r"\{book\}", r"([^/:]+)")
        .replace(r"\{a1\}", r"([^/]+?)")
        .replace(r"\{id\}", r"([^/:]+)")
    )
    return Route(name, method, re.compile(pattern), endpoint, method != "GET" if writing is None else writing)


_BOOK, _FILE = "/v4/spreadsheets/{book}", "/drive/v3/files/{id}"
_S = "sheets.spreadsheets"
ROUTES = (
    _route(f"{_S}.create", "POST", "/v4/spreadsheets", sheets_api.create),
    _route(f"{_S}.get", "GET", _BOOK, sheets_api.get),
    _route(f"{_S}.getByDataFilter", "POST", f"{_BOOK}:getByDataFilter", sheets_api.get_by_filter, False),
    _route(f"{_S}.batchUpdate", "POST", f"{_BOOK}:batchUpdate", sheets_api.batch_update),
    _route(f"{_S}.sheets.copyTo", "POST", f"{_BOOK}/sheets/{{id}}:copyTo", sheets_api.copy_to),
    _route(f"{_S}.developerMetadata.get", "GET", f"{_BOOK}/developerMetadata/{{id}}", sheets_api.metadata_get),
    _route(f"{_S}.developerMetadata.search", "POST", f"{_BOOK}/developerMetadata:search",
           sheets_api.metadata_search, False),
    _route(f"{_S}.values.append", "POST", f"{_BOOK}/values/{{a1}}:append", values_api.values_append),
    _route(f"{_S}.values.clear", "POST", f"{_BOOK}/values/{{a1}}:clear", values_api.values_clear),
    _route(f"{_S}.values.get", "GET", f"{_BOOK}/values/{{a1}}", values_api.values_get),
    _route(f"{_S}.values.update", "PUT", f"{_BOOK}/values/{{a1}}", values_api.values_update),
    _route(f"{_S}.values.batchGet", "GET", f"{_BOOK}/values:batchGet", values_api.values_batch_get),
    _route(f"{_S}.values.batchUpdate", "POST", f"{_BOOK}/values:batchUpdate", values_api.values_batch_update),
    _route(f"{_S}.values.batchClear", "POST", f"{_BOOK}/values:batchClear", values_api.values_batch_clear),
    _route(f"{_S}.values.batchClearByDataFilter", "POST", f"{_BOOK}/values:batchClearByDataFilter",
           values_api.values_clear_by_filter),
    _route(f"{_S}.values.batchGetByDataFilter", "POST", f"{_BOOK}/values:batchGetByDataFilter",
           values_api.values_by_filter, False),
    _route(f"{_S}.values.batchUpdateByDataFilter", "POST", f"{_BOOK}/values:batchUpdateByDataFilter",
           values_api.values_update_by_filter),
    _route("drive.files.create", "POST", "/drive/v3/files", files.create),
    _route("drive.files.list", "GET", "/drive/v3/files", files.listed),
    _route("drive.files.get", "GET", _FILE, files.get),
    _route("drive.files.update", "PATCH", _FILE, files.update),
    _route("drive.files.delete", "DELETE", _FILE, files.delete),
    _route("drive.files.copy", "POST", f"{_FILE}/copy", files.copy),
    _route("drive.files.export", "GET", f"{_FILE}/export", content.export),
    _route("drive.permissions.list", "GET", f"{_FILE}/permissions", sharing.listed),
    _route("drive.permissions.create", "POST", f"{_FILE}/permissions", sharing.create),
    _route("drive.permissions.get", "GET", f"{_FILE}/permissions/{{id}}", sharing.get),
    _route("drive.permissions.update", "PATCH", f"{_FILE}/permissions/{{id}}", sharing.update),
    _route("drive.permissions.delete", "DELETE", f"{_FILE}/permissions/{{id}}", sharing.delete),
    _route("drive.comments.list", "GET", f"{_FILE}/comments", sharing.comments),
    _route("drive.comments.create", "POST", f"{_FILE}/comments", sharing.comment),
    _route("upload", "PUT", "/upload/drive/v2/files/{id}", content.upload),
)  # fmt: skip


_ELSEWHERE = re.compile(
    r"/(?:upload/)?drive/(?:v2/.*|v3/(?:about|accessproposals|apps|approvals|changes|channels|drives|files|operations"
    r"|teamdrives)(?:/.*)?)"
)
"""Drive's paths, covered or not. Of the Sheets API every method is in ROUTES."""


def find(method: str, path: str) -> tuple[Route, tuple[str, ...]]:
    """The route of a request and the unquoted parts of its path. Raises Refusal(501), or NoSuchPage as Google does."""
    for route in ROUTES:
        if route.method == method:
            found: Any = route.pattern.fullmatch(path)
            if found:
                return route, tuple(unquote(part) for part in found.groups())
    if _ELSEWHERE.fullmatch(path):
        raise not_covered(f"{method} {path}")
    raise NoSuchPage(404, path)
