"""The Messaging API as a WSGI application: authentication, faults, rates, checks, then the endpoint."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from devtools.line import ids, limits
from devtools.line.connection import cut
from devtools.line.faults import Fault
from devtools.line.platform import Platform
from devtools.line.quota import MONTHLY_LIMIT, RATE_LIMIT
from devtools.line.records import Call
from devtools.line.routes import Route, find
from devtools.line.wire import Answer, Request, refuse

_MAX_BODY = 12_000_000
_MAX_JSON = 2_000_000
_BAD_ACCESS = "Authentication failed. Confirm that the access token in the authorization header is valid."
_BROKEN_OFF = "The request body ended too early"
_STATUS = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


class ApiApp:
    """Serves `/v2/bot/...`, both hosts in one."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        request_id = ids.request_id()
        answer = self._answer(environ, request_id)
        raw = answer.encoded()
        headers = [("Content-Type", answer.media_type), ("Content-Length", str(len(raw)))]
        headers += [("X-Line-Request-Id", request_id), *answer.headers.items()]
        start_response(_STATUS[answer.status], headers)
        return [raw]

    def _answer(self, environ: dict[str, Any], request_id: str) -> Answer:
        platform, method, path = self._platform, environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if platform.latency:
            time.sleep(platform.latency)
        found = find(method, path)
        if found is None:
            platform.violate("path", "unknown", f"{method} {path} is not served here")
            return refuse(404, "Not found")
        route, params = found
        raw = _read(environ)
        if raw is None:
            cut(environ)
            return refuse(400, _BROKEN_OFF)
        request, answer = self._admit(environ, route, params, raw, request_id)
        faults: tuple[Fault, ...] = ()
        if request is not None:
            answer, faults = self._faulty(route, request)
        platform.count(route.endpoint, answer.status)
        if platform.checks:
            self._record(environ, route, request, answer, request_id, faults)
        if any(fault.kind in ("reset_before", "reset_after") for fault in faults):
            cut(environ)
        return answer

    def _admit(
        self, environ: dict[str, Any], route: Route, params: dict[str, str], raw: bytes, request_id: str
    ) -> tuple[Request | None, Answer]:
        """The request of a known channel; without one, the refusal."""
        channel = self._platform.channel_of(environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer "))
        if channel is None:
            return None, refuse(401, _BAD_ACCESS)
        blob = route.endpoint == "richmenu_image"
        if len(raw) > (_MAX_BODY if blob else _MAX_JSON):
            return None, refuse(413, "Request entity too large")
        query = dict(parse_qsl(environ.get("QUERY_STRING", "")))
        body = None if blob else _parse(raw)
        path = environ["PATH_INFO"]
        return Request(route.method, path, params, query, _headers(environ), raw, body, channel, request_id), Answer()

    def _record(
        self, environ: dict[str, Any], route: Route, request: Request | None, answer: Answer, request_id: str,
        faults: tuple[Fault, ...],
    ) -> None:  # fmt: skip
        platform = self._platform
        code, body = (request.channel.code, request.body) if request else (None, None)
        names = tuple(fault.kind for fault in faults)
        platform.record(
            Call(
                route.endpoint, route.method, environ["PATH_INFO"], code, body, answer.status, request_id,
                platform.now(), _headers(environ), names,
            )
        )  # fmt: skip

    def _faulty(self, route: Route, request: Request) -> tuple[Answer, tuple[Fault, ...]]:
        """The answer under the faults that are switched on."""
        platform = self._platform
        if not platform.faults.active:
            return self._checked(route, request), ()
        faults = tuple(platform.faults.take(route.endpoint, _people(platform, request)))
        kinds = {fault.kind for fault in faults}
        time.sleep(sum(fault.seconds for fault in faults if fault.kind == "delay"))
        for kind, refusal in _REFUSALS.items():
            if kind in kinds:
                return refusal(), faults
        answer = self._checked(route, request)
        return (_spoil(answer, kinds) if answer.status < 300 else answer), faults

    def _checked(self, route: Route, request: Request) -> Answer:
        platform = self._platform
        if not platform.checks:
            request.body = request.body if isinstance(request.body, dict) else {"messages": []}
            return route.handler(platform, request)
        with platform.lock:
            if not request.channel.buckets.take(route.endpoint, platform.now()):
                return refuse(429, RATE_LIMIT)
        wrong = self._violations(route, request)
        if wrong:
            return refuse(400, f"The request body has {len(wrong)} error(s)", wrong)
        return route.handler(platform, request)

    def _violations(self, route: Route, request: Request) -> list[str]:
        if route.method == "GET" or route.endpoint == "richmenu_image":
            return []
        platform = self._platform
        broken = platform.contract.check_request(route.method, route.template, request.body)
        over = limits.check(route.endpoint, request.body)
        for rule, messages in (("contract", broken), ("limits", over)):
            for message in messages:
                platform.violate(rule, route.endpoint, message)
        return broken + over


_REFUSALS: dict[str, Callable[[], Answer]] = {
    "reset_before": lambda: Answer(500),
    "401": lambda: refuse(401, "Authentication failed."),
    "400": lambda: refuse(400, "The request body has 1 error(s)"),
    "429_month": lambda: refuse(429, MONTHLY_LIMIT),
    "429_rate": lambda: refuse(429, RATE_LIMIT),
    "500": lambda: refuse(500, "Internal server error"),
    "html_502": lambda: Answer(502, b"<html><body><h1>502 Bad Gateway</h1></body></html>", {}, "text/html"),
}


def _spoil(answer: Answer, kinds: set[str]) -> Answer:
    """An accepted call whose answer goes wrong."""
    if "accepted_500" in kinds:
        return refuse(500, "Internal server error")
    if "empty_200" in kinds:
        return Answer(200, {})
    if "numeric_id" in kinds and isinstance(answer.body, dict) and "sentMessages" in answer.body:
        return Answer(200, {"sentMessages": [{"id": int(sent["id"])} for sent in answer.body["sentMessages"]]})
    return answer


def _people(platform: Platform, request: Request) -> set[str]:
    """The user, group and room IDs a call is about."""
    body = request.body if isinstance(request.body, dict) else {}
    found = {request.params.get("userId", ""), str(body.get("chatId", ""))}
    to = body.get("to", [])
    found.update([to] if isinstance(to, str) else map(str, to))
    chat = platform.reply_tokens.chat_of(str(body.get("replyToken", "")))
    return found | ({chat.id} if chat else set())


def _read(environ: dict[str, Any]) -> bytes | None:
    """The body; None when the client broke off while sending, which says nothing about what it keeps to."""
    length = min(int(environ.get("CONTENT_LENGTH") or 0), _MAX_BODY + 1)
    body: bytes = environ["wsgi.input"].read(length) if length else b""
    return body if len(body) == length else None


def _parse(raw: bytes) -> Any:
    try:
        return json.loads(raw) if raw else None
    except ValueError:  # both bad JSON and bad UTF-8
        return None


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    found = {key[5:].replace("_", "-").lower(): value for key, value in environ.items() if key.startswith("HTTP_")}
    found.pop("authorization", None)  # a token must not lie in the call log
    found["content-type"] = environ.get("CONTENT_TYPE", "")
    return found
