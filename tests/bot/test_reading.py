"""Parting long answers, and links as LINE takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import addresses, reading
from devtools.line.limits import check, utf16_units

LINES = "\n".join(f"ข้อ {n} ยื่นคำขอที่งานโยธาพร้อมบัตรประชาชน ทะเบียนบ้าน และแบบแปลน" for n in range(1, 9))


@given(st.text(alphabet="กำที่๊ ้👨‍👩‍👧ab12-:\n", max_size=1500))
def test_parts_lose_nothing_but_space_and_are_never_long(text: str) -> None:
    parts = reading.parts(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(utf16_units(part) <= reading.NEXT + reading.SLACK for part in parts)
    assert utf16_units(parts[0]) <= reading.FIRST + reading.SLACK


def test_short_text_is_one_part_and_a_small_rest_stays_with_it() -> None:
    assert reading.parts(" สั้น ๆ ") == ["สั้น ๆ"]
    assert len(reading.parts("ก" * (reading.FIRST + reading.SLACK))) == 1
    assert len(reading.parts("ก" * (reading.FIRST + reading.SLACK + 1))) == 2


def test_text_is_parted_after_a_line() -> None:
    first, rest = reading.parts(LINES)
    assert f"{first}\n{rest}" == LINES


def test_line_that_introduces_a_list_goes_with_the_list() -> None:
    text = "ก" * 100 + "\n" + "ข" * 60 + "\nใช้เอกสารดังนี้\n" + "ค" * 200
    assert reading.parts(text)[1].startswith("ใช้เอกสารดังนี้")


def test_without_lines_text_is_parted_after_a_sentence_and_not_beside_a_number() -> None:
    text = "ยื่นที่งานโยธาได้ทุกวันทำการ " * 6 + "โทร 0-4400-0001 ต่อ 12 " * 8
    first = reading.parts(text)[0]
    assert first.endswith("วันทำการ")


def test_link_is_not_parted() -> None:
    link = "https://banmai.example/" + "a" * 60
    text = "ก" * 200 + " " + link + " " + "ข" * 300
    assert sum(link in part for part in reading.parts(text)) == 1


def test_emoji_count_twice_as_line_counts() -> None:
    assert len(reading.parts("😀" * 161)) == 2
    assert len(reading.parts("ก" * 161)) == 1


@pytest.mark.parametrize(
    ("phone", "call"),
    [
        ("0-4400-0001", "tel:044000001"),
        ("๐-๔๔๐๐-๐๐๐๑", "tel:044000001"),
        ("081 234 5678", "tel:0812345678"),
        ("0-4400-0001-3 ต่อ 12", "tel:044000001"),
        ("0-4400-0001, 0-4400-0002", "tel:044000001"),
        ("โทรศัพท์ (044) 000 001", "tel:044000001"),
        ("+66 44 000 001", "tel:+6644000001"),
        ("1669", "tel:1669"),
        ("สายด่วน 191", "tel:191"),
        ("ไม่มี", None),
        ("", None),
        ("7", None),
    ],
)
def test_phone_number_can_be_dialled(phone: str, call: str | None) -> None:
    assert addresses.call(phone) == call


@pytest.mark.parametrize(
    ("link", "page"),
    [
        ("https://banmai.example", "https://banmai.example?openExternalBrowser=1"),
        ("HTTPS://banmai.example/a?b=1", "https://banmai.example/a?b=1&openExternalBrowser=1"),
        ("https://banmai.example/a?openExternalBrowser=0", "https://banmai.example/a?openExternalBrowser=0"),
        ("https://liff.line.me/123-abc", "https://liff.line.me/123-abc"),
        ("https://line.me/R/ti/p/%40abc", "https://line.me/R/ti/p/%40abc"),
        ("https://notline.me/x", "https://notline.me/x?openExternalBrowser=1"),
        ("http://อบต.ไทย/ก", "http://xn--m3cj0d.xn--o3cw4h/%E0%B8%81?openExternalBrowser=1"),
        ("javascript:alert(1)", None),
        ("https://user@banmai.example/", None),
        ("https://", None),
        ("https://[::1", None),
        ("https://banmai.example:99999/", None),
        ("ดูที่เว็บไซต์", None),
        ("https://banmai.example/" + "ก" * 200, None),
        ("", None),
    ],
)
def test_link_opens_where_it_works(link: str, page: str | None) -> None:
    assert addresses.page(link) == page


@given(st.text(max_size=60))
def test_whatever_is_typed_as_a_link_line_takes_it_or_there_is_none(text: str) -> None:
    for address in (addresses.page(text), addresses.page(f"https://{text}"), addresses.call(text)):
        if address is not None:
            action = {"type": "uri", "label": "ก", "uri": address}
            shown = {"type": "flex", "altText": "ก", "contents": {"type": "bubble", "body": {
                "type": "box", "layout": "vertical", "contents": [{"type": "button", "action": action}]}}}  # fmt: skip
            assert check("reply", {"messages": [shown]}) == []


def test_picture_must_be_https() -> None:
    assert (
        addresses.picture("https://banmai.example/รูป.png") == "https://banmai.example/%E0%B8%A3%E0%B8%B9%E0%B8%9B.png"
    )
    assert addresses.picture("http://banmai.example/a.png") is None
