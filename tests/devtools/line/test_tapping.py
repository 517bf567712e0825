"""Quick replies, buttons, links and menus under a finger, on a phone and on a PC."""

import pytest

from devtools.line import Channel, Person, Platform, gestures
from tests.devtools.line.conftest import Sdk
from tests.devtools.line.webhook import card, quick_text, text_push, token_of


def test_pc_opens_the_address_meant_for_it(channel: Channel, somchai: Person) -> None:
    link = {"type": "uri", "label": "เปิด", "uri": "tel:043000000", "altUri": {"desktop": "https://a.example/"}}
    for somchai.device in ("phone", "pc"):
        gestures.perform(somchai, somchai.chat(), link)
    assert somchai.opened == ["tel:043000000", "https://a.example/"]


def test_text_is_filled_in_only_with_the_keyboard(channel: Channel, somchai: Person) -> None:
    ask = {"type": "postback", "label": "กรอก", "data": "ask", "fillInText": "ชื่อ: "}
    gestures.perform(somchai, somchai.chat(), ask)
    assert somchai.chat().draft == ""
    gestures.perform(somchai, somchai.chat(), {**ask, "inputOption": "openKeyboard"})
    assert somchai.chat().draft == "ชื่อ: "


def test_quick_replies_vanish_on_tap(sdk: Sdk, somchai: Person) -> None:
    sdk.api.reply_message(quick_text(token_of(somchai.send_text("เริ่ม")), "ใช่", "ไม่"))
    assert somchai.quick_labels() == ["ใช่", "ไม่"]
    delivery = somchai.tap("ไม่")
    assert delivery is not None
    assert (delivery.events[0]["message"]["text"], somchai.quick_labels()) == ("ไม่", [])


def test_quick_replies_vanish_on_any_newer_message(sdk: Sdk, somchai: Person) -> None:
    sdk.api.reply_message(quick_text(token_of(somchai.send_text("เริ่ม")), "ใช่"))
    assert somchai.quick_labels() == ["ใช่"]
    sdk.api.push_message(text_push(somchai.user_id))
    assert somchai.quick_labels() == []


def test_quick_replies_do_not_exist_on_a_pc(sdk: Sdk, platform: Platform, channel: Channel) -> None:
    person = platform.add_person("สมศรี", device="pc")
    sdk.api.reply_message(quick_text(token_of(person.send_text("เริ่ม")), "ใช่"))
    assert person.quick_labels() == []
    person.device = "phone"
    assert person.quick_labels() == ["ใช่"]


def test_postback_button_shows_its_text_and_sends_its_data(sdk: Sdk, somchai: Person) -> None:
    button = {"type": "postback", "label": "มาก", "data": "v1|eit|a=5", "displayText": "ตอบว่ามาก"}
    sdk.api.reply_message(card(token_of(somchai.send_text("เริ่ม")), button))
    delivery = somchai.tap("มาก")
    assert delivery is not None
    assert delivery.events[0]["postback"] == {"data": "v1|eit|a=5"}
    assert somchai.sees()[-1].text == "ตอบว่ามาก"


def test_date_picker_sends_what_was_picked(sdk: Sdk, somchai: Person) -> None:
    picker = {"type": "datetimepicker", "label": "วันที่", "data": "day", "mode": "date"}
    sdk.api.reply_message(card(token_of(somchai.send_text("เริ่ม")), picker))
    delivery = somchai.tap("วันที่", pick="2026-11-20")
    assert delivery is not None
    assert delivery.events[0]["postback"] == {"data": "day", "params": {"date": "2026-11-20"}}


def test_old_buttons_can_be_tapped_by_message(sdk: Sdk, somchai: Person) -> None:
    for data in ("old", "new"):
        sdk.api.reply_message(
            card(token_of(somchai.send_text("เริ่ม")), {"type": "postback", "label": "ตอบ", "data": data})
        )
    first = next(entry for entry in somchai.sees() if entry.author == "bot")
    newest, old = somchai.tap("ตอบ"), somchai.tap("ตอบ", message_id=first.id)
    assert newest is not None
    assert old is not None
    assert [newest.events[0]["postback"]["data"], old.events[0]["postback"]["data"]] == ["new", "old"]


def test_tapping_what_is_not_there_fails(somchai: Person) -> None:
    with pytest.raises(LookupError):
        somchai.tap("ไม่มีปุ่มนี้")


def test_prefilled_text_waits_for_send(channel: Channel, somchai: Person) -> None:
    link = "https://line.me/R/oaMessage/%40demo/?EIT%207K3F"
    assert (somchai.open_link(link), somchai.sees()) == ("EIT 7K3F", [])
    delivery = somchai.send_draft()
    assert delivery is not None
    assert delivery.events[0]["message"]["text"] == "EIT 7K3F"
    somchai.device = "pc"
    assert somchai.open_link(link) == ""


def test_rich_menu_switch_reports_the_outcome(channel: Channel, somchai: Person) -> None:
    action = {"type": "richmenuswitch", "richMenuAliasId": "second", "data": "switched"}
    area = {"bounds": {"x": 0, "y": 0, "width": 9, "height": 9}, "action": {**action, "label": "สลับ"}}
    menu = {
        "size": {"width": 2500, "height": 843},
        "selected": True,
        "name": "x",
        "chatBarText": "เมนู",
        "areas": [area],
    }
    channel.show_menu(menu)
    delivery = somchai.tap("สลับ")
    assert delivery is not None
    assert delivery.events[0]["postback"]["params"] == {"status": "RICHMENU_ALIAS_ID_NOTFOUND"}
    channel.menus.aliases["second"] = "richmenu-deleted"
    again = somchai.tap("สลับ")
    assert again is not None
    assert again.events[0]["postback"]["params"] == {"status": "RICHMENU_NOTFOUND"}


def test_show_menu_refuses_what_line_would_refuse(channel: Channel) -> None:
    with pytest.raises(ValueError, match="areas: missing"):
        channel.show_menu({"size": {"width": 2500, "height": 843}})
