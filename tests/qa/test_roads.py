"""Which complaints go to those who mend roads and lamps."""

import pytest

from qa.roads import is_road_matter


@pytest.mark.parametrize(
    "text",
    [
        "ไฟถนนหน้าวัดเสียหลายดวง",
        "ถนน หมู่ 3 เป็นหลุมเป็นบ่อ",
        "เสาไฟจะล้มแล้ว",
        "ฝาท่อหายหน้าโรงเรียน",
        "ไฟทางดับมา 3 วัน",
        "ทางเท้าพัง",
        "ไฟดับทั้งถนน",
    ],
)
def test_broken_road_or_lamp_is_one(text):
    assert is_road_matter(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "เพื่อนบ้านเปิดเพลงเสียงดัง",
        "เจ้าหน้าที่พูดจาไม่ดี",
        "น้ำประปาไม่ไหล",
        "ขยะไม่มาเก็บ",
        "ขออนุญาตขุดถนนวางท่อแตก",
        "ถนนหน้าบ้านสวยดี",
        "",
    ],
)
def test_other_complaints_stay_with_the_office(text):
    assert is_road_matter(text) is False
