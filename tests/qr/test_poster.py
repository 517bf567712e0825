"""What stands on a poster, and what must never stand there."""

from dataclasses import fields, replace

import pytest

from kernel.agency import Purpose
from kernel.errors import Refused
from qr.poster import Poster, fraud_poster, official_poster, point_poster
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.qr.press import BASE, DAY

OFFICIAL = replace(BAN_MAI, official_eit_url="https://itas.nacc.example/go/eit/abc")


def said(poster: Poster) -> str:
    return repr([getattr(poster, one.name) for one in fields(poster)])


def test_point_poster_says_everything_that_is_always_on_the_sheet():
    poster = point_poster(BAN_MAI, TAX_COUNTER, BASE, DAY)
    code = TAX_COUNTER.code
    assert poster == Poster(
        kind="survey",
        name=code,
        language="th",
        office=BAN_MAI.name,
        point="จุดบริการ: งานจัดเก็บรายได้",
        brief="อบต.บ้านใหม่ งานจัดเก็บรายได้",
        title="ให้คะแนนบริการของเรา",
        short="สแกนให้คะแนน",
        time="ใช้เวลาไม่เกิน 2 นาที",
        link=f"HTTPS://BANMAI.GO.TH/Q/{code}",
        domain="banmai.go.th",
        typed=f"พิมพ์ในไลน์: EIT {code}",
        address=f"หรือเปิดเว็บ banmai.go.th/q/{code}",
        phone="โทร 0-4400-0001",
        steps=(
            ("scan", "เปิดกล้อง ส่องที่รูปสี่เหลี่ยม"),
            ("tap", "แตะแถบที่เด้งขึ้นมา"),
            ("answer", "ตอบทีละข้อ แล้วกดส่ง"),
        ),
        privacy="ไม่ถามชื่อ ไม่ถามเบอร์โทร",
        never_asked="ระบบนี้ไม่ขอเลขบัตร ไม่ขอรหัส ไม่ให้โอนเงิน",
        sticker="ถ้ามีสติกเกอร์ทับ อย่าสแกน โทร 0-4400-0001",
        help="ต้องการคนช่วย โปรดบอกเจ้าหน้าที่ที่จุดนี้ หรือขอแบบกระดาษ",
        issue=f"ป้าย {code} พิมพ์เมื่อ 21 พฤศจิกายน 2569",
        picture=f"คิวอาร์โค้ดไปยัง banmai.go.th/q/{code}",
    )


def test_reprinted_poster_carries_its_new_id_everywhere():
    poster = point_poster(BAN_MAI, replace(TAX_COUNTER, sign="EB8H"), BASE, DAY, "en")
    assert (poster.link, poster.typed, poster.issue) == (
        "HTTPS://BANMAI.GO.TH/Q/EB8H",
        "Type in LINE: EIT EB8H",
        "Sign EB8H, printed on 21 November 2026",
    )
    assert TAX_COUNTER.code not in said(poster)


def test_small_letters_are_printed_where_the_setting_asks_for_them():
    poster = point_poster(BAN_MAI, TAX_COUNTER, BASE, DAY, capitals=False)
    assert poster.link == f"https://banmai.go.th/q/{TAX_COUNTER.code}"


@pytest.mark.parametrize("language", ["th", "en"])
def test_fraud_poster_is_the_same_at_every_counter_and_names_none(language):
    everywhere = fraud_poster(BAN_MAI, BASE, DAY, language)
    for counter in (TAX_COUNTER, replace(TAX_COUNTER, code="EB8H", name="งานสวัสดิการ", sign="EA7M")):
        assert point_poster(BAN_MAI, replace(counter, purpose=Purpose.FRAUD), BASE, DAY, language) == everywhere
    assert (everywhere.link, everywhere.point, everywhere.typed, everywhere.phone) == (
        "HTTPS://BANMAI.GO.TH/F/BANMAI", "", "", "",
    )  # fmt: skip
    assert everywhere.brief == BAN_MAI.short_name
    assert not [word for word in (TAX_COUNTER.code, TAX_COUNTER.name, "EIT") if word in said(everywhere)]


def test_fraud_posters_of_two_agencies_differ():
    assert fraud_poster(BAN_MAI, BASE, DAY).link != fraud_poster(NONG_BUA, BASE, DAY).link


def test_official_form_has_a_sheet_of_its_own():
    poster = official_poster(OFFICIAL, BASE, DAY)
    assert (poster.link, poster.typed, poster.point) == ("HTTPS://BANMAI.GO.TH/E/BANMAI", "", "")
    with pytest.raises(Refused, match="no_official"):
        official_poster(BAN_MAI, BASE, DAY)


@pytest.mark.parametrize(
    ("purpose", "title"), [(Purpose.QUESTION, "สอบถามเรื่องราชการได้ทุกวัน"), (Purpose.ALL, "ให้คะแนน หรือสอบถาม")]
)
def test_title_says_what_the_point_is_for(purpose, title):
    assert point_poster(BAN_MAI, replace(TAX_COUNTER, purpose=purpose), BASE, DAY).title == title


def test_poster_of_a_retired_point_is_refused():
    with pytest.raises(Refused, match="point_retired"):
        point_poster(BAN_MAI, replace(TAX_COUNTER, retired_on=DAY), BASE, DAY)


def test_poster_for_a_too_long_domain_is_refused():
    with pytest.raises(Refused, match="link_too_long"):
        point_poster(BAN_MAI, TAX_COUNTER, f"https://{'a' * 60}.go.th", DAY)
