"""Rich menus through the real SDK: pictures, the default, menus of one's own, names."""

import struct

from linebot.v3.messaging import (
    CreateRichMenuAliasRequest,
    MessageAction,
    RichMenuArea,
    RichMenuBounds,
    RichMenuBulkLinkRequest,
    RichMenuBulkUnlinkRequest,
    RichMenuRequest,
    RichMenuSize,
    UpdateRichMenuAliasRequest,
)  # fmt: skip

from devtools.line import Channel, Person, Platform
from tests.devtools.line.conftest import Sdk
from tests.devtools.line.webhook import refusal, said

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 2500, 843) + b"\x08\x06" + b"\x00" * 40


def menu_request() -> RichMenuRequest:
    area = RichMenuArea(
        bounds=RichMenuBounds(x=0, y=0, width=2500, height=843), action=MessageAction(label="เมนู", text="เมนู")
    )
    return RichMenuRequest(
        size=RichMenuSize(width=2500, height=843), selected=True, name="main", chat_bar_text="เมนู", areas=[area]
    )


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
    gif = {"Content-Type": "image/gif"}
    assert refusal(lambda: sdk.blob.set_rich_menu_image(menu, PNG, _headers=gif)).status == 415
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


def test_only_friends_get_a_menu_of_their_own(sdk: Sdk, channel: Channel, platform: Platform) -> None:
    menu = channel.show_menu(menu_request().to_dict(), PNG)
    stranger = platform.add_person("คนผ่านทาง", friend=False)
    sdk.api.link_rich_menu_id_to_user(stranger.user_id, menu)
    sdk.api.link_rich_menu_id_to_user("U" + "0" * 32, menu)
    assert said(refusal(lambda: sdk.api.get_rich_menu_id_of_user(stranger.user_id))) == "the user has no richmenu"
    bad = RichMenuBulkLinkRequest(rich_menu_id=menu, user_ids=[stranger.user_id, "x"])
    assert said(refusal(lambda: sdk.api.link_rich_menu_id_to_users(bad))).startswith("The property, 'userIds[1]', ")


def test_default_rich_menu_is_cancelled(sdk: Sdk, channel: Channel) -> None:
    channel.show_menu(menu_request().to_dict())
    sdk.api.cancel_default_rich_menu()
    assert refusal(sdk.api.get_default_rich_menu_id).status == 404
    channel.manager_menu = True
    assert refusal(sdk.api.get_default_rich_menu_id).status == 403


def test_rich_menu_aliases(sdk: Sdk, channel: Channel) -> None:
    first, second = channel.show_menu(menu_request().to_dict(), PNG), channel.show_menu(menu_request().to_dict(), PNG)
    sdk.api.create_rich_menu_alias(CreateRichMenuAliasRequest(rich_menu_alias_id="main", rich_menu_id=first))
    sdk.api.update_rich_menu_alias("main", UpdateRichMenuAliasRequest(rich_menu_id=second))
    assert sdk.api.get_rich_menu_alias("main").rich_menu_id == second
    assert [found.rich_menu_alias_id for found in sdk.api.get_rich_menu_alias_list().aliases] == ["main"]
    sdk.api.delete_rich_menu_alias("main")
    assert refusal(lambda: sdk.api.get_rich_menu_alias("main")).status == 404
