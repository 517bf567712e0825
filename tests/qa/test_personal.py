"""Personal data in a message."""

import pytest

from qa.personal import HIDDEN, citizen_id_valid, contains_personal_data, masked, without_receipt


@pytest.mark.parametrize(
    "text",
    [
        "บัตร 1101700203450",
        "1-1017-00203-45-0",
        "เลข ๑๑๐๑๗๐๐๒๐๓๔๕๐ ค่ะ",
        "โทร 081-234-5678",
        "โทรกลับ 0812345678",
        "+66 81 234 5678",
        "เบอร์บ้าน 044 123 456",
        "081 - 234 - 5678",
        "(081) 234–5678",
        "+66 (0)81 234 5678",
        "malee@example.com",
    ],
)
def test_contains_personal_data_finds(text):
    assert contains_personal_data(text)


@pytest.mark.parametrize("text", ["1101700203451", "โทร 1669", "ปี 2567", "ภาษี 3,000 บาท", "ม.3 บ้านเลขที่ 123/45", ""])
def test_contains_personal_data_lets_pass(text):
    assert not contains_personal_data(text)


def test_citizen_id_needs_its_check_digit():
    assert citizen_id_valid("1101700203450")
    assert not citizen_id_valid("1101700203459")
    assert not citizen_id_valid("110170020345")


def test_masked_hides_numbers_and_addresses():
    assert masked("มาลี 081-234-5678 บัตร 1101700203450 ปี 2567") == f"มาลี {HIDDEN} ปี 2567".replace(
        HIDDEN, f"{HIDDEN} บัตร {HIDDEN}"
    )
    assert masked("ส่งที่ a.b@example.com") == f"ส่งที่ {HIDDEN}"
    assert masked("โทร 081 - 234 - 5678 หรือ 044\u2011123\u2011456") == f"โทร {HIDDEN} หรือ {HIDDEN}"
    assert masked("เวลา 08.30 - 16.30 บ้าน 99/12 ปี 2567 - 2568") == "เวลา 08.30 - 16.30 บ้าน 99/12 ปี 2567 - 2568"


def test_without_receipt_hides_only_what_is_that_long():
    assert without_receipt("รหัส 1234-5678-9012-3456-7890-1234 โทร 0812345678") == f"รหัส {HIDDEN} โทร 0812345678"
