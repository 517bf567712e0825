"""A webhook that records what it gets, and small helpers of these tests."""

import json
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from linebot.v3.messaging import ApiException, PushMessageRequest, ReplyMessageRequest, TextMessage

from devtools.line import Delivery, Platform
from devtools.line.contract import Contract
from devtools.line.wsgi import create_api_app

RETRY_KEY = "123e4567-e89b-12d3-a456-426614174000"


class Webhook:
    """Answers with `statuses` in turn, then 200; waits `delay` seconds before each answer."""

    def __init__(self) -> None:
        self.url = ""
        self.received: list[tuple[str | None, bytes]] = []
        self.queries: list[str] = []
        self.statuses: list[int] = []
        self.delay = 0.0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        raw = environ["wsgi.input"].read()
        self.queries.append(environ["QUERY_STRING"])
        self.received.append((environ.get("HTTP_X_LINE_SIGNATURE"), raw))
        time.sleep(self.delay)
        start_response(f"{self.statuses.pop(0) if self.statuses else 200} x", [])
        return [b""]

    def bodies(self) -> list[Any]:
        """What arrived, parsed."""
        return [json.loads(raw) for _, raw in self.received]

    def after(self, requests: int) -> list[Any]:
        """The same, once so many have arrived: whoever hangs up at once is not the one who knows when."""
        deadline = time.monotonic() + 10
        while len(self.received) < requests and time.monotonic() < deadline:
            time.sleep(0.005)
        return self.bodies()


class CheckedAnswers:
    """The API application, with a look at every JSON answer on its way out."""

    def __init__(self, platform: Platform) -> None:
        self._platform, self._app = platform, create_api_app(platform)
        self.wrong: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        spoilt = bool(self._platform.faults.active)
        started: list[Any] = []
        answer = b"".join(self._app(environ, lambda status, headers: started.extend((status, headers))))
        status, headers = started
        path = environ["PATH_INFO"]
        if dict(headers)["Content-Type"] == "application/json" and not spoilt and "oauth" not in path:
            method, code = environ["REQUEST_METHOD"], int(status[:3])
            self.wrong += Contract.load().check_response(method, path, code, json.loads(answer))
        start_response(status, headers)
        return [answer]


def token_of(delivery: Delivery | None) -> str:
    """The reply token of a delivered event."""
    assert delivery is not None
    return str(delivery.wait().events[0]["replyToken"])


def text_reply(token: str, words: str = "ได้รับแล้ว") -> ReplyMessageRequest:
    """A reply with one text, as the SDK builds it."""
    return ReplyMessageRequest(reply_token=token, messages=[TextMessage(text=words)])


def text_push(user: str, words: str = "แจ้งผล") -> PushMessageRequest:
    """A push with one text, as the SDK builds it."""
    return PushMessageRequest(to=user, messages=[TextMessage(text=words)])


def refusal(call: Callable[[], object]) -> ApiException:
    """The API error a call ends in."""
    with pytest.raises(ApiException) as caught:
        call()
    return caught.value


def take_violations(platform: Platform) -> list[str]:
    """The violations so far, which the test expected; the list is emptied."""
    found = [f"{violation.rule} {violation.endpoint}" for violation in platform.violations]
    platform.violations.clear()
    return found


def said(error: ApiException) -> str:
    """LINE's sentence in an error."""
    return str(json.loads(error.body)["message"])


def quick_text(token: str, *labels: str) -> ReplyMessageRequest:
    """A reply with one text and quick replies."""
    items = [{"type": "action", "action": {"type": "message", "label": label, "text": label}} for label in labels]
    message = {"type": "text", "text": "เลือก", "quickReply": {"items": items}}
    return ReplyMessageRequest.from_dict({"replyToken": token, "messages": [message]})


def card(token: str, *actions: dict[str, Any]) -> ReplyMessageRequest:
    """A reply with buttons."""
    template = {"type": "buttons", "text": "เลือก", "actions": list(actions)}
    message = {"type": "template", "altText": "เลือก", "template": template}
    return ReplyMessageRequest.from_dict({"replyToken": token, "messages": [message]})
