"""Whom a message reaches, what it counts, who sees the dots, and what can be quoted: through the real SDK."""

from linebot.v3.messaging import (
    BroadcastRequest,
    ErrorResponse,
    LocationMessage,
    MulticastRequest,
    PushMessageRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
)  # fmt: skip

from devtools.line import Channel, ManualClock, Person, Platform
from tests.devtools.line.conftest import Sdk
from tests.devtools.line.webhook import refusal, take_violations, text_push


def quoting(person: Person, token: str | None) -> PushMessageRequest:
    return PushMessageRequest(to=person.user_id, messages=[TextMessage(text="8 โมง", quoteToken=token)])


def test_push_to_a_stranger_is_accepted_and_goes_nowhere(sdk: Sdk, channel: Channel, platform: Platform) -> None:
    stranger = platform.add_person("คนผ่านทาง", friend=False)
    sdk.api.push_message(text_push(stranger.user_id))
    assert (stranger.answers(), channel.counted_this_month) == ([], 0)


def test_push_to_a_stranger_who_wrote_arrives_for_seven_days(
    sdk: Sdk, channel: Channel, platform: Platform, clock: ManualClock
) -> None:
    stranger = platform.add_person("คนผ่านทาง", friend=False)
    stranger.send_text("EIT 7K3F")
    clock.advance(days=7)
    sdk.api.push_message(text_push(stranger.user_id))
    clock.advance(1)
    sdk.api.push_message(text_push(stranger.user_id))
    assert (len(stranger.answers()), channel.counted_this_month) == (1, 1)


def test_push_to_a_blocker_is_accepted_uncounted_and_our_violation(
    sdk: Sdk, channel: Channel, platform: Platform, somchai: Person
) -> None:
    somchai.block()
    sdk.api.push_message(text_push(somchai.user_id))
    assert (somchai.answers(), channel.counted_this_month) == ([], 0)
    assert take_violations(platform) == ["unfollowed push"]


def test_push_to_a_deleted_account_is_accepted_and_uncounted(sdk: Sdk, channel: Channel, somchai: Person) -> None:
    somchai.delete_account()
    sdk.api.push_message(text_push(somchai.user_id))
    assert (somchai.answers(), channel.counted_this_month) == ([], 0)


def test_push_to_nobody_is_refused(sdk: Sdk, channel: Channel) -> None:
    unknown = refusal(lambda: sdk.api.push_message(text_push("U" + "0" * 32)))
    no_id = refusal(lambda: sdk.api.push_message(text_push("0812345678")))
    assert (unknown.status, ErrorResponse.from_json(unknown.body).message) == (400, "Failed to send messages")
    assert "The property, 'to', in the request body is invalid" in no_id.body


def test_multicast_and_broadcast_count_each_recipient(
    sdk: Sdk, channel: Channel, somchai: Person, malee: Person
) -> None:
    words = [TextMessage(text="ประกาศ")]
    sdk.api.multicast(MulticastRequest(to=[somchai.user_id, malee.user_id, "U" + "0" * 32], messages=words))
    sdk.api.broadcast(BroadcastRequest(messages=words))
    assert (len(somchai.answers()), len(malee.answers()), channel.counted_this_month) == (2, 2, 4)


def test_multicast_is_for_friends_and_never_for_groups(sdk: Sdk, channel: Channel, platform: Platform) -> None:
    writer = platform.add_person("คนผ่านทาง", friend=False)
    writer.send_text("สวัสดี")
    group = platform.add_group(channel, "กลุ่ม", [writer])
    words = [TextMessage(text="ประกาศ")]
    sdk.api.multicast(MulticastRequest(to=[writer.user_id], messages=words))
    assert (writer.answers(), channel.counted_this_month) == ([], 0)
    error = refusal(lambda: sdk.api.multicast(MulticastRequest(to=[writer.user_id, group.id], messages=words)))
    assert "The property, to[1], in the request body is invalid" in error.body


def test_quote_token_is_good_in_its_own_chat_and_more_than_once(sdk: Sdk, somchai: Person, malee: Person) -> None:
    token = str(somchai.send_text("เปิดกี่โมง").wait().events[0]["message"]["quoteToken"])  # type: ignore[union-attr]
    for to in (somchai, somchai):
        sdk.api.push_message(quoting(to, token))
    assert refusal(lambda: sdk.api.push_message(quoting(malee, token))).status == 400
    own = sdk.api.push_message(text_push(malee.user_id)).sent_messages[0].quote_token
    sdk.api.push_message(quoting(malee, own))


def test_what_cannot_be_quoted_has_no_quote_token(sdk: Sdk, somchai: Person) -> None:
    place = LocationMessage(title="ที่ทำการ", address="หมู่ 1", latitude=16.4, longitude=102.8)
    sent = sdk.api.push_message(PushMessageRequest(to=somchai.user_id, messages=[place, TextMessage(text="นี่")]))
    assert [mark.quote_token is None for mark in sent.sent_messages] == [True, False]


def test_push_to_a_group_counts_its_members(
    sdk: Sdk, platform: Platform, channel: Channel, somchai: Person, malee: Person
) -> None:
    group = platform.add_group(channel, "กลุ่มหมู่บ้าน", [somchai, malee])
    sdk.api.push_message(text_push(group.id))
    assert channel.counted_this_month == 2


def test_loading_is_seen_until_an_answer_or_its_end(sdk: Sdk, somchai: Person, clock: ManualClock) -> None:
    somchai.send_text("สวัสดี")
    sdk.api.show_loading_animation(ShowLoadingAnimationRequest(chat_id=somchai.user_id, loading_seconds=10))
    assert somchai.sees_loading()
    clock.advance(10)
    assert not somchai.sees_loading()
    sdk.api.show_loading_animation(ShowLoadingAnimationRequest(chat_id=somchai.user_id))
    sdk.api.push_message(text_push(somchai.user_id))
    assert not somchai.sees_loading()


def test_loading_is_for_one_to_one_chats_and_unseen_on_a_pc(
    sdk: Sdk, platform: Platform, channel: Channel, somchai: Person
) -> None:
    group = platform.add_group(channel, "กลุ่ม", [somchai])
    assert refusal(lambda: sdk.api.show_loading_animation(ShowLoadingAnimationRequest(chat_id=group.id))).status == 400
    somchai.device = "pc"
    stranger = platform.add_person("คนผ่านทาง", friend=False)
    for person in (somchai, stranger):
        sdk.api.show_loading_animation(ShowLoadingAnimationRequest(chat_id=person.user_id))
        assert not person.sees_loading()
