"""Links, telephone numbers and items of the assessment, as people paste them."""

import pytest

from qa import fields
from qa.entries import Entry, flaws, tidy

GOOD_PHONES = [
    "",
    "0-4400-0001",
    "044 000 001 ต่อ 12-14",
    "081-234-5678 หรือ 1567",
    "{phone}",
    "{phone} ต่อ 3",
    "+66 44 000 001",
]
BAD_PHONES = ["440000001", "44-000-001", "โทรมา", "081" * 40, "0812345678 <b>", "ต่อ"]
GOOD_LINKS = ["", "{website}", "https://www.example.go.th/a?b=c#d", "http://10.co/", "https://example.go.th:8443/a"]
BAD_LINKS = [
    "www.example.go.th", "javascript:alert(1)", "https://", "https://a b.th", "ftp://example.go.th", "https://x",
    "https://user@example.go.th", "https://example.go.th:x/", "//example.go.th", "https://[",
    "https://e.th/" + "a" * 1000,
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD_PHONES)
def test_is_phone_takes_numbers_as_people_write_them(text):
    assert fields.is_phone(text)


@pytest.mark.parametrize("text", BAD_PHONES)
def test_is_phone_refuses_what_is_none_or_has_lost_its_zero(text):
    assert not fields.is_phone(text)


@pytest.mark.parametrize("text", GOOD_LINKS)
def test_is_link_takes_whole_web_addresses(text):
    assert fields.is_link(text)


@pytest.mark.parametrize("text", BAD_LINKS)
def test_is_link_refuses_what_no_citizen_could_open(text):
    assert not fields.is_link(text)


def test_is_link_of_an_image_is_https_and_no_placeholder():
    assert fields.is_link("https://example.go.th/a.jpg", "https")
    assert not fields.is_link("http://example.go.th/a.jpg", "https")
    assert not fields.is_link("{website}", "https")


def test_written_link_is_what_line_opens():
    assert (
        fields.written_link(" https://example.go.th/ข่าว 1?q=%E0 ")
        == "https://example.go.th/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7%201?q=%E0"
    )
    assert fields.written_link("{website}") == "{website}"


@pytest.mark.parametrize(("text", "fits"), [("", 1), ("o1", 1), ("o35", 1), ("o0", 0), ("o36", 0), ("e1", 0), ("9", 0)])
def test_is_ita_item(text, fits):
    assert fields.is_ita_item(text) is bool(fits)


@pytest.mark.parametrize("text", ["new", "files", "-", "a" * 33, "ก", "a b", ""])
def test_is_id_refuses(text):
    assert fields.is_id("market-2")
    assert not fields.is_id(text)


def test_flaws_names_a_citizens_number_but_not_an_offices():
    entry = Entry("a", "ก", "ถาม", "เลข 1-1017-00203-45-0")
    assert flaws(entry) == ["entry_personal"]
    assert flaws(Entry("a", "ก", "ถาม", "ตอบ", keywords=("1101700203450",))) == ["entry_personal"]
    assert flaws(tidy(Entry("a", "ก", "ถาม", "เลขผู้เสียภาษี 0994000160623"))) == []
