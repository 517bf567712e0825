"""The strict contract and the limits, directly and on requests that really arrive."""

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import urllib3

from devtools.line import Channel, Person, Platform, Running, limits
from devtools.line.contract import Contract
from tests.devtools.line.webhook import take_violations, token_of

REPLY = "/v2/bot/message/reply"
CASES = json.loads(Path("tests/data/webhooks.json").read_text("utf-8"))["cases"]


def flex() -> dict[str, Any]:
    words = {"type": "text", "text": "ข้อ 1 จาก 9", "wrap": True, "weight": "bold", "color": "#111111", "size": "md"}
    button = {"type": "button", "style": "primary", "action": {"type": "postback", "label": "มากที่สุด", "data": "v1|a=6"}}
    body = {"type": "box", "layout": "vertical", "spacing": "md", "contents": [words, {"type": "separator"}, button]}
    return {"type": "flex", "altText": "แบบประเมิน", "contents": {"type": "bubble", "body": body}}


def with_change(*path: str | int, value: Any) -> dict[str, Any]:
    """The good Flex message with one place changed."""
    made = copy.deepcopy(flex())
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return made


FIRST = ("contents", "body", "contents", 0)
BUTTON = ("contents", "body", "contents", 2, "action")
QUICK = {"type": "action", "action": {"type": "message", "label": "ตกลง", "text": "ตกลง"}}
CARD: dict[str, Any] = {"type": "buttons", "text": "เลือก", "actions": [{"type": "message", "label": "ก", "text": "ก"}]}

WRONG_SHAPE: dict[str, tuple[dict[str, Any], str]] = {
    "misspelt": (
        with_change(*FIRST, "wrapp", value=True),
        "messages/0/contents/body/contents/0: Additional properties",
    ),
    "no text": ({"type": "text"}, "messages/0: 'text' is a required property"),
    "unknown type": ({"type": "nonsense"}, "messages/0/type: 'nonsense' is not one of text"),
    "no altText": ({"type": "flex", "contents": flex()["contents"]}, "messages/0: 'altText' is a required property"),
    "bad layout": (
        with_change("contents", "body", "layout", value="diagonal"),
        "messages/0/contents/body/layout: 'diagonal'",
    ),
    "long data": (with_change(*BUTTON, "data", value="x" * 301), "messages/0/contents/body/contents/2/action/data: "),
    "14 quick": ({"type": "text", "text": "x", "quickReply": {"items": [QUICK] * 14}}, "messages/0/quickReply/items: "),
    "unknown action": (
        with_change(*BUTTON, value={"type": "dance"}),
        "messages/0/contents/body/contents/2/action/type: ",
    ),
}

PRESS = "messages/0/contents/body/contents/2/action"
LONG_URI = "https://a.example/" + "%E0%B8%81" * 120


def quick(label: str) -> dict[str, Any]:
    item = {"type": "action", "action": {"type": "message", "label": label, "text": "x"}}
    return {"type": "text", "text": "x", "quickReply": {"items": [item]}}


def press(**action: str) -> dict[str, Any]:
    return with_change(*BUTTON, value={"label": "x", **action})


def template(**changes: Any) -> dict[str, Any]:
    return {"type": "template", "altText": "x", "template": {**CARD, **changes}}


def picture(url: str) -> dict[str, Any]:
    return {"type": "image", "originalContentUrl": url, "previewImageUrl": "https://a.example/1.png"}


def bubbles(count: int) -> dict[str, Any]:
    return {"type": "flex", "altText": "x", "contents": {"type": "carousel", "contents": [flex()["contents"]] * count}}


OVER_LIMIT: dict[str, tuple[dict[str, Any], str]] = {
    "empty text": ({"type": "text", "text": " "}, "messages/0/text: may not be empty"),
    "long text": ({"type": "text", "text": "ก" * 5001}, "messages/0/text: longer than 5000"),
    "utf-16": ({"type": "text", "text": "😀" * 2501}, "messages/0/text: longer than 5000"),
    "surrogate": ({"type": "text", "text": "a\ud83d"}, "(body): a lone surrogate"),
    "long alt": ({**flex(), "altText": "ก" * 1501}, "messages/0/altText: longer than 1500"),
    "flex label": (with_change(*BUTTON, "label", value="ก" * 41), f"{PRESS}/label: longer than 40"),
    "quick label": (quick("ก" * 21), "messages/0/quickReply/items/0/action/label: longer than 20"),
    "quick no label": (quick(""), "messages/0/quickReply/items/0/action/label: missing or empty"),
    "display": (with_change(*BUTTON, "displayText", value="ก" * 301), f"{PRESS}/displayText: longer than 300"),
    "message text": (press(type="message", text="ก" * 301), f"{PRESS}/text: longer than 300"),
    "no data": (press(type="postback"), f"{PRESS}/data: missing or empty"),
    "two shows": (
        press(type="postback", data="d", text="a", displayText="b"), f"{PRESS}: displayText together with text",
    ),
    "long uri": (press(type="uri", uri=LONG_URI), f"{PRESS}/uri: longer than 1000"),
    "script uri": (
        press(type="uri", uri="javascript:alert(1)"),
        f"{PRESS}/uri: the scheme must be http, https, tel, line or mailto",
    ),
    "thai uri": (press(type="uri", uri="https://a.example/ก"), f"{PRESS}/uri: must be percent-encoded"),
    "http image": (picture("http://a.example/1.png"), "messages/0/originalContentUrl: must be https"),
    "13 bubbles": (bubbles(13), "messages/0/contents/contents: must hold 1 to 12 bubbles"),
    "big bubble": (with_change(*FIRST, "text", value="ก" * 11_000), "messages/0/contents: larger than 30 KB"),
    "5 actions": (template(actions=CARD["actions"] * 5), "messages/0/template/actions: more than 4"),
    "long title": (template(title="ก" * 41), "messages/0/template/title: longer than 40"),
    "text beside title": (template(title="ก", text="ก" * 61), "messages/0/template/text: longer than 60"),
}  # fmt: skip


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


@pytest.mark.parametrize("body", [None, [], {"messages": "x"}, {"messages": [None, 3, {"text": 5, "contents": []}]}])
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
