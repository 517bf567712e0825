"""Events people cause, and what they see: every event passes LINE's webhook specification and the SDK's reading."""

from collections.abc import Callable

import pytest

from devtools.line import Channel, Delivery, NotPossible, Person, Platform
from devtools.line.contract import Contract
from tests.devtools.line.conftest import Sdk
from tests.devtools.line.webhook import Webhook, quick_text, text_reply, token_of

ACTS: dict[str, Callable[[Person], Delivery | None]] = {
    "TextMessageContent": lambda person: person.send_text("สวัสดี 😀"),
    "StickerMessageContent": lambda person: person.send_sticker(),
    "ImageMessageContent": lambda person: person.send_image(b"\x89PNG"),
    "VideoMessageContent": lambda person: person.send_video(),
    "AudioMessageContent": lambda person: person.send_audio(),
    "FileMessageContent": lambda person: person.send_file("หลักฐาน.pdf", b"%PDF"),
    "LocationMessageContent": lambda person: person.send_location(),
}


OTHER_ACTS: dict[str, Callable[[Person], Delivery | None]] = {
    "PostbackEvent": lambda person: person.postback("v1|eit|a=4", shows="มาก", params={"date": "2026-11-21"}),
    "UnsendEvent": lambda person: person.unsend("123"),
    "FollowEvent": lambda person: person.follow(),
    "UnfollowEvent": lambda person: person.block(),
}


@pytest.mark.parametrize("kind", ACTS)
def test_messages_pass_the_specification_and_the_sdk(kind: str, sdk: Sdk, somchai: Person) -> None:
    delivery = ACTS[kind](somchai)
    assert delivery is not None
    (event,) = sdk.events(delivery)
    assert type(event.message).__name__ == kind
    assert Contract.load().check_event({"destination": "U" + "0" * 32, "events": delivery.events}) == []


@pytest.mark.parametrize("kind", OTHER_ACTS)
def test_other_events_pass_the_specification_and_the_sdk(kind: str, sdk: Sdk, somchai: Person) -> None:
    delivery = OTHER_ACTS[kind](somchai)
    assert delivery is not None
    (event,) = sdk.events(delivery)
    assert type(event).__name__ == kind
    assert Contract.load().check_event({"destination": "U" + "0" * 32, "events": delivery.events}) == []


def test_group_events_carry_the_mention_and_may_hide_the_sender(
    sdk: Sdk, platform: Platform, channel: Channel, somchai: Person
) -> None:
    group = platform.add_group(channel, "กลุ่ม", [somchai])
    (joined,) = sdk.events(channel.last_delivery)
    (said,) = sdk.events(somchai.send_text("ขอเบอร์", group, mention_bot=True))
    somchai.hides_id = True
    (hidden,) = sdk.events(somchai.send_text("ขอเบอร์", group))
    assert (joined.type, said.message.mention.mentionees[0].is_self, said.source.user_id) == (
        "join",
        True,
        somchai.user_id,
    )
    assert (hidden.source.group_id, hidden.source.user_id) == (group.id, None)


def test_coming_and_going_in_groups_is_told(sdk: Sdk, platform: Platform, channel: Channel, malee: Person) -> None:
    group = platform.add_group(channel, "กลุ่ม", [platform.add_person("สมชาย")])
    (came,) = sdk.events(malee.enter(group))
    (went,) = sdk.events(malee.exit(group))
    (left,) = sdk.events(platform.leave(group))
    assert [one.user_id for one in (*came.joined.members, *went.left.members)] == [malee.user_id] * 2
    assert [event.type for event in (came, went, left)] == ["memberJoined", "memberLeft", "leave"]
    assert [hasattr(event, "reply_token") for event in (came, went, left)] == [True, False, False]
    told = [event for delivery in channel.deliveries for event in delivery.events]
    assert Contract.load().check_event({"destination": "U" + "0" * 32, "events": told}) == []


def test_sticker_tells_what_is_on_it(sdk: Sdk, somchai: Person) -> None:
    (said, bare) = sdk.events(somchai.send_sticker()) + sdk.events(somchai.send_sticker(keywords=()))
    assert (said.message.keywords, bare.message.keywords) == (["Hello", "Hi"], None)


def test_photos_of_one_set_share_its_id(sdk: Sdk, somchai: Person) -> None:
    events = [event for delivery in somchai.send_images([b"1", b"2"]) for event in sdk.events(delivery)]
    assert len({event.message.image_set.id for event in events}) == 1
    assert [(event.message.image_set.index, event.message.image_set.total) for event in events] == [(1, 2), (2, 2)]


def test_edited_message_is_sent_though_the_specification_lags(
    platform: Platform, channel: Channel, webhook: Webhook, somchai: Person
) -> None:
    group = platform.add_group(channel, "กลุ่ม", [somchai])
    said = somchai.send_text("ผิด", group)
    assert said is not None
    edited = somchai.edit(said.events[0]["message"]["id"], "ถูก", group)
    assert edited is not None
    assert (edited.wait().events[0]["type"], webhook.bodies()[-1]["events"][0]["message"]["text"]) == (
        "messageEdited",
        "ถูก",
    )


def test_blocked_people_cannot_write_and_unblocking_is_told(sdk: Sdk, somchai: Person) -> None:
    somchai.block()
    with pytest.raises(NotPossible):
        somchai.send_text("สวัสดี")
    (event,) = sdk.events(somchai.unblock())
    assert event.follow.is_unblocked is True


def test_unsent_message_disappears_and_is_named_in_the_event(platform: Platform, somchai: Person) -> None:
    said = somchai.send_text("ความลับ")
    assert said is not None
    message_id = said.events[0]["message"]["id"]
    assert "ความลับ" in platform.transcript(somchai)
    taken = somchai.unsend(message_id)
    assert taken is not None
    assert (taken.events[0]["unsend"], somchai.sees()) == ({"messageId": message_id}, [])
    assert "ความลับ" not in platform.transcript(somchai)


def test_transcript_reads_like_the_chat(sdk: Sdk, platform: Platform, somchai: Person) -> None:
    sdk.api.reply_message(quick_text(token_of(somchai.send_text("เริ่ม")), "ใช่", "ไม่"))
    expected = "11:00:10 สมชาย: เริ่ม\n11:00:10 อบต.ตัวอย่าง: เลือก\n    (ปุ่มตอบด่วน) [ใช่] [ไม่]\n"
    assert platform.transcript(somchai) == expected


def test_waiting_for_answers_returns_them_or_gives_up(sdk: Sdk, somchai: Person) -> None:
    token = token_of(somchai.send_text("สวัสดี"))
    with pytest.raises(TimeoutError):
        somchai.wait_for_answers(timeout=0.01)
    sdk.api.reply_message(text_reply(token, "ตอบ"))
    assert [message["text"] for message in somchai.wait_for_answers()] == ["ตอบ"]


def test_answers_begin_anew_after_an_act_that_shows_nothing(sdk: Sdk, somchai: Person) -> None:
    sdk.api.reply_message(text_reply(token_of(somchai.send_text("สวัสดี")), "หนึ่ง"))
    assert len(somchai.answers()) == 1
    delivery = somchai.postback("v1|menu")
    assert somchai.answers() == []
    sdk.api.reply_message(text_reply(token_of(delivery), "สอง"))
    assert [message["text"] for message in somchai.answers()] == ["สอง"]
