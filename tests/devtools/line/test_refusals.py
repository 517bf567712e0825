"""What a bot developer reads when LINE does not take a request: its words, and its ways of naming a place."""

import io
import json
from typing import Any

import pytest

from devtools.line import Channel, Platform, limits
from devtools.line.contract import Contract
from devtools.line.gateway import ApiApp
from devtools.line.refusals import bad_body
from devtools.line.wire import Answer
from tests.devtools.line.webhook import take_violations
from tests.devtools.line.wrong import OVER_LIMIT, WRONG_SHAPE, flex, quick, template, with_change

REPLY = "/v2/bot/message/reply"
OUTER, INNER = "The request body has {} error(s)", "A message (messages[{}])\u00a0in the request body is invalid"
TEXT: dict[str, Any] = {"type": "text", "text": "x"}


def details(answer: Answer) -> tuple[str, list[tuple[str, str]]]:
    """The sentence, and each place with its fault."""
    assert isinstance(answer.body, dict)
    return answer.body["message"], [(one["property"], one["message"]) for one in answer.body.get("details", [])]


def refused(*messages: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    body = {"replyToken": "x", "messages": list(messages)}
    return details(bad_body(Contract.load().check_request("POST", REPLY, body) + limits.check("reply", body)))


@pytest.mark.parametrize(
    ("message", "sentence", "place", "fault"),
    [
        (OVER_LIMIT["long text"][0], OUTER, "messages[1].text", "Length must be between 0 and 5000"),
        (OVER_LIMIT["empty text"][0], OUTER, "messages[1].text", "May not be empty"),
        (WRONG_SHAPE["no text"][0], OUTER, "messages[1].text", "May not be empty"),
        (WRONG_SHAPE["no altText"][0], OUTER, "messages[1].altText", "May not be empty"),
        (WRONG_SHAPE["14 quick"][0], OUTER, "messages[1].quickReply.items", "Size must be between 1 and 13"),
        (quick(""), OUTER, "messages[1].quickReply.items[0].action.label", "must be specified"),
        (template(title="ก" * 41), INNER, "template/title", "must not be longer than 40 characters"),
        (template(actions=[{"type": "uri", "label": "x", "uri": "https://a.example/" + "a" * 1000}]), INNER,
         "template/actions/0/uri", "size must be between 0 and 1000"),
        ({"type": "textV2", "text": "{!owe}"}, INNER, "text",
         "The key '!owe' enclosed in '{}' does not match the pattern '^[a-zA-Z0-9_]{1,20}$'."),
        (OVER_LIMIT["5 actions"][0], INNER, "template/actions", "must not be more than 4 items"),
        (with_change("contents", "body", "contents", 0, "text", value=""), INNER, "/body/contents/0/text",
         "must be non-empty text"),
        (OVER_LIMIT["script uri"][0], INNER, "/body/contents/2/action/uri", "invalid uri scheme"),
        (OVER_LIMIT["flex label"][0], INNER, "/body/contents/2/action/label", "invalid property"),
        (WRONG_SHAPE["misspelt"][0], INNER, "/body/contents/0/wrapp", "invalid property"),
        (with_change("contents", value={"type": "bubble"}), INNER, "/", "At least one block must be specified"),
        (OVER_LIMIT["big bubble"][0], INNER, "/",
         "Too large flex message. The maximum size of JSON data that defines a bubble is 30 KB."),
    ],
)  # fmt: skip
def test_fault_of_a_message_is_told_as_line_tells_it(message: Any, sentence: str, place: str, fault: str) -> None:
    assert refused(TEXT, message) == (sentence.format(1), [(place, fault)])


def test_outer_faults_are_told_before_those_of_the_first_wrong_message() -> None:
    long_title = template(title="ก" * 41)
    assert refused(long_title, flex(), {"type": "text"})[1] == [("messages[2].text", "May not be empty")]
    assert refused(flex(), long_title, long_title)[0] == INNER.format(1)
    assert refused(*[TEXT] * 6) == (OUTER.format(1), [("messages", "Size must be between 1 and 5")])


def test_unknown_type_lists_the_known_ones_and_a_wrong_one_names_its_property() -> None:
    ((place, fault),) = refused(WRONG_SHAPE["unknown type"][0])[1]
    assert (place, fault[:46]) == ("messages[0].type", "Must be one of the following values: [text, te")
    answer = bad_body(["replyToken: 5 is not of type 'string'"]).body
    assert answer == {"message": "The property, 'replyToken', in the request body is invalid (line: -, column: -)"}


def test_menu_and_loading_have_their_own_words() -> None:
    menu, loading = bad_body(["name: missing"], menu=True), bad_body(limits.check("loading", {"loadingSeconds": 7}))
    assert details(menu)[1] == [("name", "must be specified")]
    assert details(loading)[1] == [("loadingSeconds", "must be a multiple of five")]
    link = bad_body(["areas/0/action/uri: the scheme must be http, https, tel or line"], menu=True)
    assert details(link)[1] == [("areas[0].action.uri", "invalid uri")]


def test_length_that_both_checks_find_is_told_once() -> None:
    item = {"type": "action", "action": {"type": "postback", "label": "x", "data": "d" * 301}}
    found = refused({**TEXT, "quickReply": {"items": [item]}})
    assert found[1] == [("messages[0].quickReply.items[0].action.data", "Length must be between 0 and 300")]


def asked(platform: Platform, method: str, path: str, raw: bytes = b"", **environ: Any) -> tuple[str, str]:
    said: list[str] = []
    given = {"REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_LENGTH": str(len(raw)), **environ}
    (answer,) = ApiApp(platform)({**given, "wsgi.input": io.BytesIO(raw)}, lambda status, _: said.append(status[:3]))
    return said[0], json.loads(answer)["message"]


def test_request_that_is_no_request(platform: Platform, channel: Channel) -> None:
    assert asked(platform, "GET", "/v2/bot/info")[1].startswith("Authorization header required.")
    assert asked(platform, "GET", "/v2/bot/info", HTTP_AUTHORIZATION="Bearer x")[1].startswith("Authentication failed.")
    known: dict[str, Any] = {"HTTP_AUTHORIZATION": f"Bearer {channel.token}"}
    form = asked(platform, "POST", REPLY, b"a=b", CONTENT_TYPE="application/x-www-form-urlencoded", **known)
    assert form == ("415", "The content type, 'application/x-www-form-urlencoded', is not supported")
    broken = asked(platform, "POST", REPLY, b'{"replyToken":\n x}', CONTENT_TYPE="application/json", **known)
    assert broken == ("400", "The request body could not be parsed as JSON (line: 2, column: 2)")
    assert take_violations(platform) == ["contract reply", "contract reply"]
    assert asked(platform, "GET", "/v2/bot/info", HTTP_X_LINE_RETRY_KEY="x", **known)[0] == "400"
