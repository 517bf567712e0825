"""Reading raw events tolerantly."""

from datetime import UTC, datetime

import pytest

from bot.events import Follow, Other, Postback, Text, Unreadable, read


def test_text_without_quote_token_keeps_its_user() -> None:
    event = read(
        {"type": "message", "message": {"type": "text", "text": "ก"}, "source": {"type": "user", "userId": "U1"}}
    )
    assert (event.content, event.user_id, event.one_to_one) == (Text("ก"), "U1", True)


def test_follow_without_its_object_is_a_follow() -> None:
    assert read({"type": "follow", "source": {"type": "user", "userId": "U1"}}).content == Follow()


def test_unknown_message_type_is_unreadable_and_unknown_event_is_other() -> None:
    assert read({"type": "message", "message": {"type": "hologram", "id": "5"}}).content == Unreadable("hologram", "5")
    assert read({"type": "telepathy"}).content == Other()


def test_own_name_is_taken_out_of_a_mention() -> None:
    mention = {"mentionees": [{"index": 2, "length": 5, "isSelf": True}]}
    event = read({"type": "message", "message": {"type": "text", "text": "😀@อบต. ขอเบอร์", "mention": mention}})
    assert event.content == Text("😀 ขอเบอร์", to_us=True)


def test_rich_menu_switch_is_nothing_to_answer() -> None:
    postback = {"data": "v1|menu|to=ask", "params": {"newRichMenuAliasId": "a", "status": "SUCCESS"}}
    assert read({"type": "postback", "postback": postback}).content == Other()
    assert read({"type": "postback", "postback": {"data": "v1|menu|to=ask"}}).content == Postback("v1|menu|to=ask")


@pytest.mark.parametrize("stamp", [None, "soon", -1, 1e300, float("nan"), True, 10**40])
def test_senseless_time_is_no_time(stamp: object) -> None:
    assert read({"type": "follow", "timestamp": stamp}).at == datetime.fromtimestamp(0, UTC)


def test_lone_surrogates_are_removed() -> None:
    assert read({"type": "message", "message": {"type": "text", "text": "ก\ud800ข"}}).content == Text("กข")
