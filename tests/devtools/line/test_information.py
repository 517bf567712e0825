"""Content, profiles, groups, statistics, webhook settings: every answer parses in the real SDK."""

from linebot.v3 import messaging
from linebot.v3.messaging import SetWebhookEndpointRequest

from devtools.line import Channel, Delivery, ManualClock, Person, Platform
from devtools.line.contract import Contract
from tests.devtools.line.conftest import Sdk
from tests.devtools.line.webhook import Webhook, refusal, said, take_violations, text_push, text_reply, token_of

PHOTO = b"\x89PNG a photo"


def message_of(delivery: Delivery | None) -> str:
    assert delivery is not None
    return str(delivery.wait().events[0]["message"]["id"])


def test_content_is_served_once_it_is_ready(sdk: Sdk, somchai: Person, clock: ManualClock) -> None:
    photo = message_of(somchai.send_image(PHOTO))
    video = message_of(somchai.send_video(b"film", prepare_seconds=30))
    assert bytes(sdk.blob.get_message_content(photo)) == PHOTO
    assert bytes(sdk.blob.get_message_content_preview(photo)) == PHOTO
    assert sdk.blob.get_message_content_with_http_info(video).status_code == 202
    assert sdk.blob.get_message_content_transcoding_by_message_id(video).status == "processing"
    clock.advance(30)
    assert bytes(sdk.blob.get_message_content(video)) == b"film"
    assert sdk.blob.get_message_content_transcoding_by_message_id(video).status == "succeeded"


def test_content_is_404_when_unknown_and_410_after_unsend(sdk: Sdk, somchai: Person) -> None:
    photo = message_of(somchai.send_image(PHOTO))
    sdk.blob.get_message_content(photo)
    somchai.unsend(photo)
    gone, unknown = (refusal(lambda at=at: sdk.blob.get_message_content(at)) for at in (photo, "404"))  # type: ignore[misc]
    assert (gone.status, said(gone)) == (410, "The content is gone")
    assert (unknown.status, said(unknown)) == (404, "not found")


def test_content_belongs_to_its_account_and_each_kind_has_its_own_ways(
    sdk: Sdk, platform: Platform, somchai: Person
) -> None:
    elsewhere = message_of(somchai.send_image(PHOTO, platform.add_channel("other")))
    assert refusal(lambda: sdk.blob.get_message_content(elsewhere)).status == 404
    voice, photo = message_of(somchai.send_audio()), message_of(somchai.send_image(PHOTO))
    assert refusal(lambda: sdk.blob.get_message_content_preview(voice)).status == 400
    assert refusal(lambda: sdk.blob.get_message_content_transcoding_by_message_id(photo)).status == 400


def test_profile_is_for_friends_and_writers(sdk: Sdk, platform: Platform, somchai: Person) -> None:
    stranger = platform.add_person("คนผ่านทาง", friend=False)
    assert sdk.api.get_profile(somchai.user_id).display_name == "สมชาย"
    assert refusal(lambda: sdk.api.get_profile(stranger.user_id)).status == 404
    stranger.send_text("สวัสดี")
    assert sdk.api.get_profile(stranger.user_id).user_id == stranger.user_id


def test_bot_info_and_unlimited_quota(sdk: Sdk, channel: Channel) -> None:
    channel.quota = None
    assert (sdk.api.get_bot_info().user_id, sdk.api.get_message_quota().type) == (channel.bot_user_id, "none")


def test_sent_numbers_are_ready_the_next_day(sdk: Sdk, somchai: Person, clock: ManualClock) -> None:
    sdk.api.reply_message(text_reply(token_of(somchai.send_text("สวัสดี"))))
    sdk.api.push_message(text_push(somchai.user_id))
    assert sdk.api.get_number_of_sent_reply_messages("20261121").status == "unready"
    assert sdk.api.get_number_of_sent_reply_messages("20180330").status == "out_of_service"
    clock.advance(minutes=11 * 60)  # midnight in Tokyo, 22:00 in Bangkok
    assert sdk.api.get_number_of_sent_reply_messages("20261121").success == 1
    assert sdk.api.get_number_of_sent_push_messages("20261121").success == 1


def test_group_information_and_leaving(
    sdk: Sdk, platform: Platform, channel: Channel, somchai: Person, malee: Person
) -> None:
    group = platform.add_group(channel, "กลุ่มหมู่บ้าน", [somchai, malee])
    assert sdk.api.get_group_summary(group.id).group_name == "กลุ่มหมู่บ้าน"
    assert sdk.api.get_group_member_count(group.id).count == 2
    assert refusal(lambda: sdk.api.get_group_members_ids(group.id)).status == 403
    channel.verified = True
    assert sdk.api.get_group_members_ids(group.id).member_ids == [somchai.user_id, malee.user_id]
    assert sdk.api.get_group_member_profile(group.id, malee.user_id).display_name == "มาลี"
    sdk.api.leave_group(group.id)
    platform.settle()
    assert channel.last_delivery is not None
    assert channel.last_delivery.events[0]["type"] == "leave"
    assert refusal(lambda: sdk.api.get_group_summary(group.id)).status == 404
    assert refusal(lambda: sdk.api.push_message(text_push(group.id))).status == 400
    error = refusal(lambda: sdk.api.get_group_summary("room"))
    assert (error.status, said(error)) == (400, "The value for the 'groupId' parameter is invalid")


def test_room_is_left_as_often_as_one_likes(sdk: Sdk, platform: Platform, channel: Channel, somchai: Person) -> None:
    room = platform.add_group(channel, "", [somchai], room=True)
    sdk.api.leave_room(room.id)
    sdk.api.leave_room(room.id)
    assert refusal(lambda: sdk.api.leave_room("R" + "0" * 32)).status == 404


def test_friends_are_listed_for_verified_accounts_a_page_at_a_time(
    sdk: Sdk, channel: Channel, platform: Platform, somchai: Person, malee: Person
) -> None:
    error = refusal(sdk.api.get_followers)
    assert (error.status, said(error)) == (403, "Access to this API is not available for your account")
    channel.verified = True
    platform.add_person("คนผ่านทาง", friend=False)
    first = sdk.api.get_followers(limit=1)
    second = sdk.api.get_followers(start=first.next, limit=1)
    assert [first.user_ids, second.user_ids, second.next] == [[somchai.user_id], [malee.user_id], None]
    assert said(refusal(lambda: sdk.api.get_followers(start="x"))) == "Invalid start param"


def test_webhook_endpoint_is_set_and_tested(sdk: Sdk, channel: Channel, webhook: Webhook) -> None:
    good = sdk.api.test_webhook_endpoint(messaging.TestWebhookEndpointRequest())
    assert (good.success, good.status_code, webhook.bodies()[-1]["events"]) == (True, 200, [])
    webhook.statuses = [500]
    assert sdk.api.test_webhook_endpoint(messaging.TestWebhookEndpointRequest()).reason == "ERROR_STATUS_CODE"
    elsewhere = messaging.TestWebhookEndpointRequest(endpoint="http://127.0.0.1:9/nobody")
    other = sdk.api.test_webhook_endpoint(elsewhere)
    assert (other.status_code, other.reason, other.detail) == (0, "COULD_NOT_CONNECT", "Failure to connect")
    sdk.api.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint="https://example.com/hook"))
    assert sdk.api.get_webhook_endpoint().endpoint == "https://example.com/hook"
    channel.webhook_url = None
    for call in (sdk.api.get_webhook_endpoint, lambda: sdk.api.test_webhook_endpoint({})):
        assert (refusal(call).status, said(refusal(call))) == (404, "Webhook endpoint not found")


def test_a_path_that_is_not_served_is_404_and_a_violation(sdk: Sdk, platform: Platform) -> None:
    assert refusal(lambda: sdk.api.get_narrowcast_progress("1")).status == 404
    assert take_violations(platform) == ["path unknown"]


def test_response_check_sees_a_missing_property() -> None:
    check = Contract.load().check_response
    assert check("get", "/v2/bot/message/quota", 200, {"type": "limited", "value": 5}) == []
    assert check("get", "/v2/bot/message/quota", 200, {"value": 5}) == ["(body): 'type' is a required property"]
