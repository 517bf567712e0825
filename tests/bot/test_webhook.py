"""The webhook's front: signatures, strange bodies, what is stored and what is not."""

import base64
import hashlib
import hmac
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import Channel, Parts, install
from bot.door import DoorKeeper
from bot.intake import signed
from bot.outcomes import Account, Answer, Delivered, Outcome
from kernel.errors import Unavailable
from kernel.post import NewEvent
from tests.cast import BAN_MAI, MALEE
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault

ROOT = Path(__file__).resolve().parents[2]
SECRET = "0f1e2d3c"
BOT = "U" + "b" * 32


class ListInbox:
    """Keeps events in a list, once each; `broken` makes it unavailable."""

    def __init__(self) -> None:
        self.events: dict[str, NewEvent] = {}
        self.broken = False

    def keep(self, new: Any) -> None:
        if self.broken:
            raise Unavailable("inbox")
        for event in new:
            self.events.setdefault(event.mark, event)


class SilentLine:
    """A LINE that takes everything and remembers replies."""

    def __init__(self) -> None:
        self.replies: list[tuple[str, Any]] = []

    def reply(self, account: Account, reply_token: str, messages: Any) -> Outcome:
        self.replies.append((reply_token, messages))
        return Delivered()

    def push(self, account: Account, to: str, messages: Any, retry_key: str) -> Outcome:
        raise AssertionError("the door never pushes")

    def show_loading(self, account: Account, user_id: str, seconds: int) -> Outcome:
        return Delivered()

    def bot_info(self, account: Account) -> Answer:
        return Answer(Delivered())


class Front:
    """The webhook over fakes."""

    def __init__(self) -> None:
        self.inbox, self.line = ListInbox(), SilentLine()
        self.channel = Channel(BAN_MAI, SECRET, "token", bot_user_id=BOT)
        self.parts = Parts(
            workplace=None,  # type: ignore[arg-type]  # the webhook itself opens no transaction
            inbox=self.inbox,
            vault=GlassVault(),
            clock=FrozenClock(),
            base_url="https://banmai.example",
            channels=lambda code: self.channel if code == "banmai" else None,
        )
        self.app = Flask("front")
        self.door = DoorKeeper(self.parts, self.line)
        install(self.app, self.parts, self.door)
        self.client = self.app.test_client()

    def post(self, body: bytes, signature: str | None = None, path: str = "/line/banmai/webhook") -> int:
        header = sign(body) if signature is None else signature
        answer = self.client.post(path, data=body, headers={"X-Line-Signature": header} if header else {})
        return answer.status_code

    def send(self, *found: dict[str, Any]) -> int:
        return self.post(json.dumps({"destination": BOT, "events": found}).encode())


@contextmanager
def opened() -> Iterator[Front]:
    front = Front()
    yield front
    front.door.close()


@pytest.fixture
def front() -> Iterator[Front]:
    with opened() as made:
        yield made


def sign(body: bytes, secret: str = SECRET) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def message(text: str, event_id: str = "01A", **more: Any) -> dict[str, Any]:
    event = {
        "type": "message",
        "message": {"type": "text", "id": "1", "text": text},
        "webhookEventId": event_id,
        "timestamp": 1_795_233_600_000,
        "source": {"type": "user", "userId": MALEE},
        "replyToken": "r" + event_id,
        "mode": "active",
    }
    return event | more


def test_golden_signature_of_line_verifies() -> None:
    body = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    assert signed(body, "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=", "8c570fa6dd201bb328f1c1eac23a96d8")


@pytest.mark.parametrize("header", ["x", "ก", "====", "a" * 5000, sign(b"other")])
def test_garbled_signature_is_refused(front: Front, header: str) -> None:
    assert signed(b"{}", header, SECRET) is False


def test_body_formatted_anew_is_refused(front: Front) -> None:
    body = json.dumps({"destination": BOT, "events": [message("x")]}).encode()
    assert front.post(body) == 200  # rightly signed, it is taken
    assert front.post(body + b" ", sign(body)) == 401


def test_previous_secret_is_good_while_it_is_given(front: Front) -> None:
    body = b'{"events":[]}'
    front.channel = replace(front.channel, previous_secret="older")
    assert front.post(body, sign(body, "older")) == 200
    front.channel = replace(front.channel, previous_secret="")
    assert front.post(body, sign(body, "older")) == 401


def test_body_over_the_limit_is_refused_unread(front: Front) -> None:
    assert front.post(b"x" * 1_000_001) == 413


def test_get_is_not_allowed_and_unknown_agencies_are_not_found(front: Front) -> None:
    assert front.client.get("/line/banmai/webhook").status_code == 405
    assert [front.post(b"{}", path=f"/line/{code}/webhook") for code in ("nobody", "%00", "BANMAI")] == [404] * 3


@pytest.mark.parametrize("body", [b"{}", b'{"events":null}', b'{"events":[1,"x",null,[]]}', b"[]", b"7", b"null"])
def test_body_without_events_is_taken_and_stores_nothing(front: Front, body: bytes) -> None:
    assert front.post(body) == 200
    assert front.inbox.events == {}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"1" * 5000])
def test_body_that_is_not_json_is_refused(front: Front, body: bytes) -> None:
    assert front.post(body) == 400


def test_bad_event_spares_its_batch(front: Front) -> None:
    strange = [{"type": 5, "source": 7, "mode": "active"}, message("x", "01B", mode="later"), {"type": "message"}]
    assert front.send(message("ก", "01A"), *strange, message("ข", "01C")) == 200
    bodies = [json.loads(GlassVault().unseal("inbox", f"banmai/{mark}", event.body or b""))["event"]
              for mark, event in front.inbox.events.items() if event.body]  # fmt: skip
    assert [body["webhookEventId"] for body in bodies if "webhookEventId" in body] == ["01A", "01C"]


def test_fraud_words_leave_a_mark_and_nothing_else(front: Front) -> None:
    front.send(message("เจ้าหน้าที่เรียกรับเงินใต้โต๊ะ"))
    front.door.close()
    (kept,) = front.inbox.events.values()
    assert (kept.body, kept.lane, kept.at) == (None, "", None)
    ((token, shown),) = front.line.replies
    assert token == "r01A"
    assert shown[0]["contents"]["footer"]["contents"][0]["action"]["uri"] == (
        "https://banmai.example/f/banmai?openExternalBrowser=1"
    )


def test_receipt_leaves_a_mark_and_is_shown_the_way(front: Front) -> None:
    front.send(message("123456789012345678901234"))
    front.door.close()
    assert [event.body for event in front.inbox.events.values()] == [None]
    assert "/f/banmai/receipt" in front.line.replies[0][1][0]["contents"]["footer"]["contents"][0]["action"]["uri"]


@pytest.mark.parametrize("token", ["0" * 32, "f" * 32])
def test_old_verify_button_is_ignored(front: Front, token: str) -> None:
    dummy = {"type": "message", "replyToken": token, "message": {"type": "text", "id": "1", "text": "Hello, world"},
             "source": {"type": "user", "userId": "Udeadbeefdeadbeefdeadbeefdeadbeef"}, "timestamp": 1}  # fmt: skip
    assert front.post(json.dumps({"events": [dummy]}).encode()) == 200
    assert front.inbox.events == {}


def test_unavailable_database_is_told_to_line(front: Front) -> None:
    front.inbox.broken = True
    assert front.send(message("ก")) == 503


def test_lone_surrogates_are_kept_without_harm(front: Front) -> None:
    body = json.dumps({"events": [message("\ud800x", "\udfff")]}).encode()
    assert front.post(body) == 200
    assert len(front.inbox.events) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KEYS = ("type", "message", "postback", "source", "replyToken", "webhookEventId", "timestamp", "deliveryContext", "mode",
        "unsend", "text", "id", "mention", "mentionees", "data", "params", "userId")  # fmt: skip
EVENTS = st.dictionaries(st.sampled_from(KEYS), JSON | st.sampled_from(["message", "user", "text", "active", "group"]))
SLOW_MACHINES = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW_MACHINES
@given(st.lists(EVENTS, max_size=3))
def test_any_signed_events_are_taken(found: list[Any]) -> None:
    with opened() as front:
        assert front.post(json.dumps({"events": found}).encode()) == 200


@SLOW_MACHINES
@given(st.binary(max_size=200), st.text(max_size=60))
def test_any_bytes_with_any_header_never_break_it(body: bytes, header: str) -> None:
    assert signed(body, header, SECRET) is False
    with opened() as front:
        assert front.post(body) in (200, 400)


def test_web_process_does_without_the_slow_libraries() -> None:
    said = (
        "import sys, bot; print(sorted({'linebot', 'pythainlp', 'numpy', 'urllib3', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
