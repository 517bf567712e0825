"""The Messaging API as a WSGI application: authentication, faults, rates, checks, then the endpoint."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from devtools.line import ids, limits, oauth, refusals
from devtools.line.connection import cut
from devtools.line.faults import Fault
from devtools.line.platform import Platform
from devtools.line.quota import RATE_LIMIT
from devtools.line.records import Call
from devtools.line.routes import Route, find
from devtools.line.spoiling import REFUSALS, spoil
from devtools.line.wire import Answer, Request, refuse

_MAX_BODY = 12_000_000
_MAX_JSON = 2_000_000
_RETRIED = ("push", "multicast", "broadcast")
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
        if found is None and (issued := self._tokens(environ)) is not None:
            return issued
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

    def _tokens(self, environ: dict[str, Any]) -> Answer | None:
        method, path, media_type = environ["REQUEST_METHOD"], environ["PATH_INFO"], environ.get("CONTENT_TYPE", "")
        given = oauth.answer(self._platform, method, path, media_type, _read(environ) or b"")
        if given is not None:
            self._platform.count("oauth", given.status)
        return given

    def _admit(
        self, environ: dict[str, Any], route: Route, params: dict[str, str], raw: bytes, request_id: str
    ) -> tuple[Request | None, Answer]:
        """The request of a known channel; without one, the refusal."""
        authorization = environ.get("HTTP_AUTHORIZATION", "")
        channel = self._platform.channel_of(authorization.removeprefix("Bearer "))
        if channel is None:
            return None, refusals.unauthorized(authorization)
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
        for kind, refusal in REFUSALS.items():
            if kind in kinds:
                return refusal(), faults
        answer = self._checked(route, request)
        return (spoil(answer, kinds) if answer.status < 300 else answer), faults

    def _checked(self, route: Route, request: Request) -> Answer:
        platform = self._platform
        if not platform.checks:
            request.body = request.body if isinstance(request.body, dict) else {"messages": []}
            return route.handler(platform, request)
        with platform.lock:
            if not request.channel.buckets.take(route.endpoint, platform.now()):
                return refuse(429, RATE_LIMIT)
        if "x-line-retry-key" in request.headers and route.endpoint not in _RETRIED:
            return refuse(400, "The retry key is not supported for this endpoint")
        if platform.contract.takes_json(route.method, route.template):
            refusal = self._unreadable(route, request) or self._unfit(route, request)
            if refusal is not None:
                return refusal
        return route.handler(platform, request)

    def _unreadable(self, route: Route, request: Request) -> Answer | None:
        if route.endpoint == "webhook_test" and not request.raw:  # the one body that may be left out
            request.body = {}
            return None
        given = request.headers["content-type"].split(";")[0].strip()
        if given != "application/json":
            self._platform.violate("contract", route.endpoint, f"content type {given!r}")
            return refusals.content_type(given)
        if request.body is None and request.raw.strip() != b"null":
            self._platform.violate("contract", route.endpoint, "(body): no JSON")
            return refusals.not_json(request.raw)
        return None

    def _unfit(self, route: Route, request: Request) -> Answer | None:
        wrong = self._violations(route, request)
        return refusals.bad_body(wrong, menu=route.endpoint.startswith("richmenu")) if wrong else None

    def _violations(self, route: Route, request: Request) -> list[str]:
        platform = self._platform
        broken = platform.contract.check_request(route.method, route.template, request.body)
        over = limits.check(route.endpoint, request.body)
        for rule, messages in (("contract", broken), ("limits", over)):
            for message in messages:
                platform.violate(rule, route.endpoint, message)
        return broken + over


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
