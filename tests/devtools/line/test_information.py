"""Content, profiles, groups, statistics, webhook settings and rich menus: every answer parses in the real SDK."""

import struct

from linebot.v3 import messaging
from linebot.v3.messaging import (
    CreateRichMenuAliasRequest,
    MessageAction,
    RichMenuArea,
    RichMenuBounds,
    RichMenuBulkLinkRequest,
    RichMenuBulkUnlinkRequest,
    RichMenuRequest,
    RichMenuSize,
    SetWebhookEndpointRequest,
    UpdateRichMenuAliasRequest,
)  # fmt: skip

from devtools.line import Channel, Delivery, ManualClock, Person, Platform
from devtools.line.contract import Contract
from tests.devtools.line.conftest import Sdk
from tests.devtools.line.webhook import Webhook, refusal, take_violations, text_push, text_reply, token_of

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 2500, 843) + b"\x08\x06" + b"\x00" * 40
PHOTO = b"\x89PNG a photo"


def message_of(delivery: Delivery | None) -> str:
    assert delivery is not None
    return str(delivery.wait().events[0]["message"]["id"])


def menu_request() -> RichMenuRequest:
    area = RichMenuArea(
        bounds=RichMenuBounds(x=0, y=0, width=2500, height=843), action=MessageAction(label="เมนู", text="เมนู")
    )
    return RichMenuRequest(
        size=RichMenuSize(width=2500, height=843), selected=True, name="main", chat_bar_text="เมนู", areas=[area]
    )


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
    assert refusal(lambda: sdk.blob.get_message_content(photo)).status == 410
    assert refusal(lambda: sdk.blob.get_message_content("404")).status == 404


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
    clock.advance(days=1)
    assert sdk.api.get_number_of_sent_reply_messages("20261121").success == 1
    assert sdk.api.get_number_of_sent_push_messages("20261121").success == 1


def test_group_information_and_leaving(
    sdk: Sdk, platform: Platform, channel: Channel, somchai: Person, malee: Person
) -> None:
    group = platform.add_group(channel, "กลุ่มหมู่บ้าน", [somchai, malee])
    assert sdk.api.get_group_summary(group.id).group_name == "กลุ่มหมู่บ้าน"
    assert sdk.api.get_group_member_count(group.id).count == 2
    assert sdk.api.get_group_members_ids(group.id).member_ids == [somchai.user_id, malee.user_id]
    assert sdk.api.get_group_member_profile(group.id, malee.user_id).display_name == "มาลี"
    sdk.api.leave_group(group.id)
    assert refusal(lambda: sdk.api.get_group_summary(group.id)).status == 404


def test_webhook_endpoint_is_set_and_tested(sdk: Sdk, channel: Channel, webhook: Webhook) -> None:
    good = sdk.api.test_webhook_endpoint(messaging.TestWebhookEndpointRequest())
    assert (good.success, good.status_code, webhook.bodies()[-1]["events"]) == (True, 200, [])
    webhook.statuses = [500]
    assert sdk.api.test_webhook_endpoint(messaging.TestWebhookEndpointRequest()).reason == "error_status_code"
    sdk.api.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint="https://example.com/hook"))
    assert sdk.api.get_webhook_endpoint().endpoint == "https://example.com/hook"


def test_rich_menu_needs_its_image_before_it_is_shown(sdk: Sdk, somchai: Person) -> None:
    sdk.api.validate_rich_menu_object(menu_request())
    menu = sdk.api.create_rich_menu(menu_request()).rich_menu_id
    assert refusal(lambda: sdk.api.set_default_rich_menu(menu)).status == 400
    sdk.blob.set_rich_menu_image(menu, PNG, _headers={"Content-Type": "image/png"})
    sdk.api.set_default_rich_menu(menu)
    shown = somchai.rich_menu()
    assert shown is not None
    assert (shown["richMenuId"], sdk.api.get_default_rich_menu_id().rich_menu_id) == (menu, menu)
    assert bytes(sdk.blob.get_rich_menu_image(menu)) == PNG
    somchai.device = "pc"
    assert somchai.rich_menu() is None


def test_rich_menu_image_is_checked_and_not_replaceable(sdk: Sdk, channel: Channel) -> None:
    menu = sdk.api.create_rich_menu(menu_request()).rich_menu_id
    small = PNG.replace(struct.pack(">II", 2500, 843), struct.pack(">II", 600, 300))
    headers = {"Content-Type": "image/png"}
    for bad in (small, b"no image", PNG + b"0" * 1_000_000):
        assert refusal(lambda bad=bad: sdk.blob.set_rich_menu_image(menu, bad, _headers=headers)).status == 400  # type: ignore[misc]
    sdk.blob.set_rich_menu_image(menu, PNG, _headers=headers)
    assert refusal(lambda: sdk.blob.set_rich_menu_image(menu, PNG, _headers=headers)).status == 400


def test_rich_menu_list_links_and_deletion(sdk: Sdk, somchai: Person, malee: Person) -> None:
    menu = sdk.api.create_rich_menu(menu_request()).rich_menu_id
    sdk.blob.set_rich_menu_image(menu, PNG, _headers={"Content-Type": "image/png"})
    assert [found.rich_menu_id for found in sdk.api.get_rich_menu_list().richmenus] == [menu]
    assert sdk.api.get_rich_menu(menu).chat_bar_text == "เมนู"
    sdk.api.link_rich_menu_id_to_user(somchai.user_id, menu)
    sdk.api.link_rich_menu_id_to_users(RichMenuBulkLinkRequest(rich_menu_id=menu, user_ids=[malee.user_id]))
    assert sdk.api.get_rich_menu_id_of_user(malee.user_id).rich_menu_id == menu
    sdk.api.unlink_rich_menu_id_from_user(somchai.user_id)
    sdk.api.unlink_rich_menu_id_from_users(RichMenuBulkUnlinkRequest(user_ids=[malee.user_id]))
    assert (somchai.rich_menu(), malee.rich_menu()) == (None, None)
    sdk.api.delete_rich_menu(menu)
    assert refusal(lambda: sdk.api.get_rich_menu(menu)).status == 404


def test_default_rich_menu_is_cancelled(sdk: Sdk, channel: Channel) -> None:
    channel.show_menu(menu_request().to_dict())
    sdk.api.cancel_default_rich_menu()
    assert refusal(sdk.api.get_default_rich_menu_id).status == 404


def test_rich_menu_aliases(sdk: Sdk, channel: Channel) -> None:
    first, second = channel.show_menu(menu_request().to_dict(), PNG), channel.show_menu(menu_request().to_dict(), PNG)
    sdk.api.create_rich_menu_alias(CreateRichMenuAliasRequest(rich_menu_alias_id="main", rich_menu_id=first))
    sdk.api.update_rich_menu_alias("main", UpdateRichMenuAliasRequest(rich_menu_id=second))
    assert sdk.api.get_rich_menu_alias("main").rich_menu_id == second
    assert [found.rich_menu_alias_id for found in sdk.api.get_rich_menu_alias_list().aliases] == ["main"]
    sdk.api.delete_rich_menu_alias("main")
    assert refusal(lambda: sdk.api.get_rich_menu_alias("main")).status == 404


def test_a_path_that_is_not_served_is_404_and_a_violation(sdk: Sdk, platform: Platform) -> None:
    assert refusal(sdk.api.get_followers).status == 404
    assert take_violations(platform) == ["path unknown"]


def test_response_check_sees_a_missing_property() -> None:
    check = Contract.load().check_response
    assert check("get", "/v2/bot/message/quota", 200, {"type": "limited", "value": 5}) == []
    assert check("get", "/v2/bot/message/quota", 200, {"value": 5}) == ["(body): 'type' is a required property"]
