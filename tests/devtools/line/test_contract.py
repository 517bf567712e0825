"""The strict contract and the limits, directly and on requests that really arrive."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import urllib3

from devtools.line import Channel, Person, Platform, Running, limits
from devtools.line.contract import Contract
from tests.devtools.line.webhook import take_violations, token_of
from tests.devtools.line.wrong import BESIDE, OVER_LIMIT, QUICK, WRONG_SHAPE, flex

REPLY = "/v2/bot/message/reply"


CASES = json.loads(Path("tests/data/webhooks.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("name", BESIDE)
def test_limits_know_what_goes_where(name: str) -> None:
    message, expected = BESIDE[name]
    found = limits.check("reply", {"replyToken": "x", "messages": [message]})
    assert found[0].startswith(expected)


def test_good_messages_pass_both_checks() -> None:
    body = {
        "replyToken": "x",
        "messages": [flex(), {"type": "text", "text": "สวัสดี", "quickReply": {"items": [QUICK] * 13}}],
    }
    assert Contract.load().check_request("POST", REPLY, body) + limits.check("reply", body) == []


@pytest.mark.parametrize("name", WRONG_SHAPE)
def test_contract_names_the_wrong_place(name: str) -> None:
    message, expected = WRONG_SHAPE[name]
    found = Contract.load().check_request("POST", REPLY, {"replyToken": "x", "messages": [message]})
    assert [line[: len(expected)] for line in found] == [expected]


@pytest.mark.parametrize("name", OVER_LIMIT)
def test_limits_name_what_the_contract_cannot(name: str) -> None:
    message, expected = OVER_LIMIT[name]
    body = {"replyToken": "x", "messages": [message]}
    assert Contract.load().check_request("POST", REPLY, body) == []
    assert limits.check("reply", body) == [expected]


def test_contract_counts_messages() -> None:
    for count in (0, 6):
        body = {"replyToken": "x", "messages": [{"type": "text", "text": "x"}] * count}
        assert len(Contract.load().check_request("POST", REPLY, body)) == 1


def test_loading_seconds_go_in_fives() -> None:
    assert limits.check("loading", {"chatId": "U1", "loadingSeconds": 7}) == ["loadingSeconds: must be a multiple of 5"]
    assert limits.check("loading", {"chatId": "U1", "loadingSeconds": 20}) == []


def test_rich_menu_limits() -> None:
    area = {"bounds": {"x": 0, "y": 0, "width": 9, "height": 9}, "action": {"type": "message", "text": "เมนู"}}
    menu = {
        "size": {"width": 2500, "height": 843},
        "selected": True,
        "name": "x",
        "chatBarText": "เมนู",
        "areas": [area],
    }
    assert limits.check("richmenu_create", menu) == []
    assert limits.check("richmenu_create", {**menu, "areas": [area] * 21}) == ["areas: more than 20"]
    assert limits.check("richmenu_create", {**menu, "size": {"width": 700, "height": 400}}) == [
        "size: 700x400 is not allowed"
    ]


@pytest.mark.parametrize(
    "body", [None, [], {"messages": "x"}, {"messages": [None, 3, {"type": [], "text": 5, "contents": []}]}]
)
def test_limits_pass_over_malformed_bodies(body: Any) -> None:
    assert limits.check("reply", body) == []


def test_events_of_the_cases_get_the_verdict_that_lies_beside_them() -> None:
    with_body = [case for case in CASES if "body" in case]
    found = {case["name"]: Contract.load().check_event(case["body"]) == [] for case in with_body}
    assert found == {case["name"]: case["line_openapi_6e4c2a2"] == "valid" for case in with_body}


def test_vendored_files_are_unmodified() -> None:
    folder = Path("devtools/line/openapi")
    listed = dict(
        line.split()[::-1]
        for line in (folder / "PROVENANCE.md").read_text().splitlines()
        if ".yml" in line and len(line.split()) == 2
    )
    assert listed == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("messaging-api.yml", "webhook.yml")
    }


@pytest.mark.parametrize("name", [*WRONG_SHAPE, *OVER_LIMIT])
def test_bad_request_is_refused_recorded_and_leaves_the_token(
    name: str, platform: Platform, channel: Channel, somchai: Person, running: Running
) -> None:
    token = token_of(somchai.send_text("สวัสดี"))
    headers = {"Authorization": f"Bearer {channel.token}", "Content-Type": "application/json"}

    def reply(message: dict[str, Any]) -> urllib3.BaseHTTPResponse:
        raw = json.dumps({"replyToken": token, "messages": [message]})
        return pool.request("POST", running.url + REPLY, body=raw, headers=headers)

    with urllib3.PoolManager() as pool:
        assert reply({**WRONG_SHAPE, **OVER_LIMIT}[name][0]).status == 400
        assert ("contract reply" if name in WRONG_SHAPE else "limits reply") in take_violations(platform)
        assert (reply({"type": "text", "text": "ข้อความธรรมดา"}).status, len(somchai.answers())) == (200, 1)
