"""Links: the smallest form for print, the kindest for screens."""

import pytest

from qr import links
from tests.cast import BAN_MAI, NONG_BUA


def test_landing_is_in_capitals_for_an_https_domain():
    assert links.landing("https://abt.go.th", "EA7M") == "HTTPS://ABT.GO.TH/Q/EA7M"


@pytest.mark.parametrize(
    ("base", "link"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/q/EA7M"),
        ("http://localhost:8000/", "http://localhost:8000/q/EA7M"),
        ("https://www.abt.go.th/oss", "https://www.abt.go.th/oss/q/EA7M"),
    ],
)
def test_landing_keeps_letters_where_capitals_could_break_the_address(base, link):
    assert links.landing(base, "ea7m") == link


def test_landing_of_a_thai_domain_is_ascii():
    link = links.landing("https://บ้านใหม่.ไทย", "EA7M")
    host = link.removeprefix("HTTPS://").removesuffix("/Q/EA7M")
    assert host.lower().encode().decode("idna") == "บ้านใหม่.ไทย"


def test_fraud_door_has_no_point_and_no_parameter():
    assert links.fraud_door("https://abt.go.th/", BAN_MAI) == "https://abt.go.th/f/banmai"
    assert links.fraud_poster("https://abt.go.th", NONG_BUA) == "HTTPS://ABT.GO.TH/F/NONGBUA"


def test_official_poster_leads_through_our_short_address():
    assert links.official_door("https://abt.go.th/", BAN_MAI) == "https://abt.go.th/e/banmai"
    assert links.official_poster("https://abt.go.th", NONG_BUA) == "HTTPS://ABT.GO.TH/E/NONGBUA"


def test_every_printed_link_has_a_form_in_small_letters():
    assert links.landing("https://abt.go.th", "EA7M", capitals=False) == "https://abt.go.th/q/EA7M"
    assert links.fraud_poster("https://abt.go.th", BAN_MAI, capitals=False) == "https://abt.go.th/f/banmai"
    assert links.official_poster("https://abt.go.th", BAN_MAI, capitals=False) == "https://abt.go.th/e/banmai"


def test_fraud_door_from_line_leaves_line():
    assert (
        links.fraud_door_from_line("https://abt.go.th", BAN_MAI) == "https://abt.go.th/f/banmai?openExternalBrowser=1"
    )


def test_chat_text_is_typed_on_any_phone():
    assert links.chat_text("ea7m") == "EIT EA7M"


@pytest.mark.parametrize("basic_id", ["@abc123", "abc123"])
def test_line_oa_message_names_the_account_once(basic_id):
    assert links.line_oa_message(basic_id, "EIT EA7M") == "https://line.me/R/oaMessage/%40abc123/?EIT%20EA7M"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("https://itas.nacc.go.th/go/eit/abc123", "https://itas.nacc.go.th/go/eit/abc123"),
        (" https://itas.nacc.go.th/x ", "https://itas.nacc.go.th/x"),
        ("http://itas.nacc.go.th/x", None),
        ("javascript:alert(1)", None),
        ("https://itas.nacc.go.th@evil.example/", None),
        ("https://[bad", None),
        ("", None),
    ],
)
def test_official_shows_only_a_plain_https_address(stored, shown):
    assert links.official(stored) == shown


@pytest.mark.parametrize(
    ("base", "near"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost:8000", True),
        ("http://[::1]:8000", True),
        ("https://192.168.1.20", True),
        ("https://server1", True),
        ("http://abt-pc.local:8000", True),
        ("https://abt.go.th", False),
        ("http://203.113.14.20:8000", False),
        ("https://บ้านใหม่.ไทย", False),
    ],
)
def test_an_address_of_this_building_is_told_from_one_for_everybody(base, near):
    assert links.near_only(base) is near
