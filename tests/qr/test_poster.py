"""What stands on a poster, and what must never stand there."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from kernel.agency import Purpose
from kernel.errors import Refused
from qr.poster import fraud_poster, point_poster, render_html
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER

BASE = "https://banmai.go.th"
DAY = date(2026, 11, 21)


def said(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "\n", re.sub(r"<svg.*?</svg>", "", html)))


def test_point_poster_names_office_point_domain_and_fallback():
    shown = said(render_html(point_poster(BAN_MAI, TAX_COUNTER, BASE, DAY)))
    for line in (
        BAN_MAI.name,
        f"จุดบริการ: {TAX_COUNTER.name}",
        "banmai.go.th",
        f"หรือพิมพ์ในไลน์: EIT {TAX_COUNTER.code}",
        "2. แตะแถบที่เด้งขึ้นมา",
        "ไม่ถามชื่อ ไม่ถามเบอร์โทร",
        "ระบบนี้ไม่ขอเลขบัตร ไม่ขอรหัส ไม่ให้โอนเงิน",
        f"ถ้ามีสติกเกอร์ทับ อย่าสแกน โทร {BAN_MAI.phone}",
        f"ป้าย {TAX_COUNTER.code} พิมพ์เมื่อ 21 พฤศจิกายน 2569",
    ):
        assert line in shown


def test_fraud_poster_is_the_same_at_every_counter_and_names_none():
    shown = render_html(fraud_poster(BAN_MAI, BASE, DAY))
    assert "banmai.go.th/f/banmai" in shown
    assert fraud_poster(BAN_MAI, BASE, DAY).link == "HTTPS://BANMAI.GO.TH/F/BANMAI"
    assert TAX_COUNTER.code not in shown
    assert "EIT" not in shown
    assert "จุดบริการ" not in shown


def test_fraud_posters_of_two_agencies_differ():
    assert fraud_poster(BAN_MAI, BASE, DAY).link != fraud_poster(NONG_BUA, BASE, DAY).link


def test_question_poster_does_not_ask_for_a_rating():
    point = replace(TAX_COUNTER, purpose=Purpose.QUESTION)
    assert point_poster(BAN_MAI, point, BASE, DAY).title == "สอบถามเรื่องราชการได้ทุกวัน"


def test_poster_escapes_names():
    point = replace(TAX_COUNTER, name='<script>alert("x")</script>')
    html = render_html(point_poster(replace(BAN_MAI, name="<b>&"), point, BASE, DAY))
    assert "<script>" not in html
    assert "&lt;b&gt;&amp;" in html


def test_poster_of_a_retired_point_is_refused():
    with pytest.raises(Refused, match="point_retired"):
        point_poster(BAN_MAI, replace(TAX_COUNTER, retired_on=DAY), BASE, DAY)


def test_poster_for_a_too_long_domain_is_refused():
    with pytest.raises(Refused, match="link_too_long"):
        point_poster(BAN_MAI, TAX_COUNTER, f"https://{'a' * 60}.go.th", DAY)


def test_render_puts_the_style_inside_only_when_asked():
    poster = point_poster(BAN_MAI, TAX_COUNTER, BASE, DAY).on("a5")
    linked, alone = render_html(poster), render_html(poster, css="body{}")
    assert ("<style>" in linked, "<style>body{}</style>" in alone) == (False, True)
    assert 'style="' not in linked
    assert "sheet-a5" in linked
