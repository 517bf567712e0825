"""Calls that go wrong on purpose, and a platform without checks."""

import time

import pytest
import urllib3

from devtools.line import Person, Platform, serve
from devtools.line.faults import CALL_FAULTS
from tests.devtools.line.conftest import Sdk
from tests.devtools.line.webhook import refusal, text_push, text_reply, token_of


@pytest.mark.parametrize(
    ("kind", "status"),
    [("500", 500), ("401", 401), ("400", 400), ("429_rate", 429), ("429_month", 429), ("html_502", 502)],
)
def test_refusing_faults_leave_the_token_unused(
    kind: str, status: int, platform: Platform, sdk: Sdk, somchai: Person
) -> None:
    token = token_of(somchai.send_text("สวัสดี"))
    platform.faults.add(kind, "reply")
    assert refusal(lambda: sdk.api.reply_message(text_reply(token))).status == status
    sdk.api.reply_message(text_reply(token))
    assert len(somchai.answers()) == 1


@pytest.mark.parametrize(("kind", "delivered"), [("reset_before", 0), ("reset_after", 1)])
def test_resets_before_and_after_accepting(
    kind: str, delivered: int, platform: Platform, sdk: Sdk, somchai: Person
) -> None:
    token = token_of(somchai.send_text("สวัสดี"))
    platform.faults.add(kind, "reply")
    with pytest.raises(urllib3.exceptions.HTTPError):
        sdk.api.reply_message(text_reply(token))
    assert len(somchai.answers()) == delivered
    assert [call.faults for call in platform.calls_to("reply")] == [(kind,)]


@pytest.mark.parametrize("kind", ["empty_200", "numeric_id"])
def test_success_that_looks_like_failure(kind: str, platform: Platform, sdk: Sdk, somchai: Person) -> None:
    platform.faults.add(kind)
    with pytest.raises(ValueError, match="validation error"):
        sdk.api.reply_message(text_reply(token_of(somchai.send_text("สวัสดี"))))
    assert len(somchai.answers()) == 1


def test_accepted_but_answered_500(platform: Platform, sdk: Sdk, somchai: Person) -> None:
    platform.faults.add("accepted_500", "push")
    assert refusal(lambda: sdk.api.push_message(text_push(somchai.user_id))).status == 500
    assert len(somchai.answers()) == 1


def test_faults_are_narrowed_by_person_and_count(platform: Platform, sdk: Sdk, somchai: Person, malee: Person) -> None:
    platform.faults.add("500", "push", person=somchai.user_id, times=None)
    sdk.api.push_message(text_push(malee.user_id))
    for _ in range(2):
        assert refusal(lambda: sdk.api.push_message(text_push(somchai.user_id))).status == 500
    platform.faults.clear()
    sdk.api.push_message(text_push(somchai.user_id))


def test_delay_makes_the_client_time_out(platform: Platform, sdk: Sdk, somchai: Person) -> None:
    platform.faults.add("delay", "reply", seconds=0.2)
    token = token_of(somchai.send_text("สวัสดี"))
    with pytest.raises(urllib3.exceptions.ReadTimeoutError):
        sdk.api.reply_message(text_reply(token), _request_timeout=0.05)
    assert somchai.wait_for_answers()[0]["type"] == "text"


def test_unknown_fault_is_refused(platform: Platform) -> None:
    assert "500" in CALL_FAULTS
    with pytest.raises(ValueError, match="unknown fault"):
        platform.faults.add("earthquake")


def test_unchecked_platform_answers_and_keeps_no_log() -> None:
    bare = Platform(checks=False, any_token=True)
    channel = bare.add_channel("bench")
    with serve(bare) as running, urllib3.PoolManager() as pool:
        headers = {"Authorization": f"Bearer {channel.token}"}
        body = {"replyToken": "any", "messages": [{"type": "text", "text": "x"}]}
        answer = pool.request("POST", f"{running.url}/v2/bot/message/reply", json=body, headers=headers)
    assert (answer.status, len(answer.json()["sentMessages"]), len(bare.calls)) == (200, 1, 0)
    assert bare.call_counts == {("reply", 200): 1}


def test_latency_holds_every_answer_back() -> None:
    slow = Platform(checks=False, any_token=True, latency=0.05)
    channel = slow.add_channel("bench")
    started = time.monotonic()
    with serve(slow) as running, urllib3.PoolManager() as pool:
        pool.request("GET", f"{running.url}/v2/bot/info", headers={"Authorization": f"Bearer {channel.token}"})
    assert time.monotonic() - started >= 0.05
