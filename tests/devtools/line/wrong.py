"""Messages that LINE refuses, each with our own words for the fault."""

import copy
from typing import Any


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


def of_sizes(*sizes: str) -> dict[str, Any]:
    shown = [{**flex()["contents"], "size": size} for size in sizes]
    return {"type": "flex", "altText": "x", "contents": {"type": "carousel", "contents": shown}}


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
        f"{PRESS}/uri: the scheme must be http, https, tel or line",
    ),
    "thai uri": (press(type="uri", uri="https://a.example/ก"), f"{PRESS}/uri: must be percent-encoded"),
    "http image": (picture("http://a.example/1.png"), "messages/0/originalContentUrl: must be https"),
    "13 bubbles": (bubbles(13), "messages/0/contents/contents: must hold 1 to 12 bubbles"),
    "big bubble": (with_change(*FIRST, "text", value="ก" * 11_000), "messages/0/contents: larger than 30 KB"),
    "5 actions": (template(actions=CARD["actions"] * 5), "messages/0/template/actions: more than 4"),
    "long title": (template(title="ก" * 41), "messages/0/template/title: longer than 40"),
    "text beside title": (template(title="ก", text="ก" * 61), "messages/0/template/text: longer than 60"),
}  # fmt: skip


ICON = {"type": "icon", "url": "https://a.example/1.png"}


PICKER = {"type": "datetimepicker", "data": "d", "mode": "date"}


BESIDE: dict[str, tuple[dict[str, Any], str]] = {
    "camera": (press(type="camera"), f"{PRESS}/type: only in quick replies"),
    "switch": (press(type="richmenuswitch", data="d", richMenuAliasId="a"), f"{PRESS}/type: only in rich menus"),
    "no day": (press(**PICKER, initial="2026-13-01"), f"{PRESS}/initial: not a date as LINE writes it"),
    "backwards": (press(**PICKER, min="2026-11-21", max="2026-11-20"), f"{PRESS}/min: must be before max"),
    "mail": (press(type="uri", uri="mailto:a@a.example"), f"{PRESS}/uri: the scheme must be http, https, tel or line"),
    "no block": (with_change("contents", value={"type": "bubble"}), "messages/0/contents: At least one block"),
    "icon": (with_change(*FIRST, value=ICON), "messages/0/contents/body/contents/0: not in a vertical box"),
    "button": (
        with_change("contents", "body", "layout", value="baseline"),
        "messages/0/contents/body/contents/1: not in a baseline box",
    ),
    "no dollar": (
        {"type": "text", "text": "😀$", "emojis": [{"index": 1, "productId": "p", "emojiId": "001"}]},
        "messages/0/emojis/0/index: no $ stands there",
    ),
    "no key": ({"type": "textV2", "text": "{{x}} {name}"}, "messages/0/text: The key 'name' enclosed in '{}' is not"),
    "bad key": ({"type": "textV2", "text": "{!}"}, "messages/0/text: The key '!' enclosed in '{}' does not match"),
    "open key": ({"type": "textV2", "text": "{x"}, "messages/0/text: The keys must be enclosed"),
    "narrow": ({"type": "imagemap", "baseSize": {"width": 700}}, "messages/0/baseSize/width: must be 1040"),
    "tap": ({"type": "imagemap", "actions": [{"text": "ก" * 401}]}, "messages/0/actions/0/text: longer than 400"),
    "two sizes": (of_sizes("nano", "giga"), "messages/0/contents/contents: must be bubbles of one size"),
}  # fmt: skip
