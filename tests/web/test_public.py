"""The agency's front door."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from storage.workplace import Workplace
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.web.reading import links_of, words


def change(workplace: Workplace, **details: str) -> None:
    with workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, **details))


def test_start_lists_the_agencies(client: FlaskClient):
    links = links_of(client.get("/"))
    assert [link for link in links if link.startswith("/a/")] == ["/a/banmai", "/a/nongbua"]


def test_agency_page_keeps_the_fraud_door_apart(client: FlaskClient):
    page = client.get("/a/banmai")
    services, apart = page.text.split('id="fraud"')
    assert "/f/banmai" not in services
    assert 'href="/f/banmai"' in apart
    assert "ช่องทางนี้แยกจากเรื่องร้องทุกข์ทั่วไปและข้อเสนอแนะ" in words(page)


def test_agency_page_names_every_channel(client: FlaskClient):
    links = set(links_of(client.get("/a/banmai")))
    assert {
        "/chat/?channel=banmai&text=",
        "/a/banmai/rate",
        "/a/banmai/statistics",
        "/a/banmai/guideline",
        "/a/banmai/privacy",
        "/f/banmai",
        "/f/banmai/receipt",
    } <= links


def test_agency_page_without_line_offers_no_chat(client: FlaskClient):
    assert not [link for link in links_of(client.get("/a/nongbua")) if "chat" in link or "line.me" in link]


@pytest.mark.parametrize(("url", "shown"), [("https://itas.nacc.go.th/eit/9", True), ("javascript:alert(1)", False)])
def test_agency_page_shows_the_official_link_when_it_is_one(client, workplace, url, shown):
    change(workplace, official_eit_url=url)
    page = client.get("/a/banmai")
    assert (url in links_of(page), "แบบประเมิน EIT ของ ป.ป.ช." in words(page)) == (shown, shown)


def test_agency_page_never_links_a_script(client: FlaskClient, workplace: Workplace):
    change(workplace, website="javascript:alert(1)", name="<script>alert(1)</script>")
    page = client.get("/a/banmai")
    assert "<script" not in page.text
    assert not [link for link in links_of(page) if link.startswith("javascript")]


@pytest.mark.parametrize("path", ["", "/statistics", "/privacy", "/guideline", "/rate"])
@pytest.mark.parametrize("code", ["nobody", "a", "x" * 40, "ban%00mai", "..", "%E0%B8%81", "banmai'--"])
def test_pages_of_unknown_agencies_are_kindly_missing(client: FlaskClient, code: str, path: str):
    page = client.get(f"/a/{code}{path}")
    assert (page.status_code, "ไม่พบหน้านี้" in words(page)) == (404, True)


def test_agency_code_may_be_typed_in_capitals(client: FlaskClient):
    assert client.get("/a/BANMAI").status_code == 200


def test_rate_lists_only_own_open_survey_points(client: FlaskClient, workplace: Workplace):
    links = links_of(client.get("/a/banmai/rate"))
    assert [link for link in links if link.startswith("/s/")] == [f"/s/{TAX_COUNTER.code}", "/s/agency/banmai"]
    assert f"/s/{WELFARE_COUNTER.code}" in links_of(client.get("/a/nongbua/rate"))


def test_rate_leaves_retired_points_out(client: FlaskClient, workplace: Workplace):
    with workplace.begin() as work:
        work.points.change(BAN_MAI, replace(TAX_COUNTER, retired_on=TAX_COUNTER.opened_on))
    assert f"/s/{TAX_COUNTER.code}" not in links_of(client.get("/a/banmai/rate"))


def test_guideline_states_how_steps_unit_and_days(client: FlaskClient, workplace: Workplace):
    change(workplace, unit="กองคลัง")
    with workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, unit="กองคลัง", complaint_days=30))
    shown = words(client.get("/a/banmai/guideline"))
    for part in ("วิธีแจ้ง", "ขั้นตอน", "กองคลัง", "ภายใน 30 วัน", "https://banmai.example/f/banmai", "ปีงบประมาณ 2570"):
        assert part in shown


def test_guideline_follows_the_settings(client: FlaskClient, workplace: Workplace):
    assert "ภายใน 15 วัน นับ" in words(client.get("/a/banmai/guideline"))
    with workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, complaint_office_days=True, fraud_chat=True, complaint_keep_days=0))
    shown = words(client.get("/a/banmai/guideline"))
    for part in ("ภายใน 15 วันทำการ", "แชตไลน์", "เก็บเรื่องไว้ตามระเบียบ", "ตรวจสอบแล้วไม่พบมูล"):
        assert part in shown


def test_privacy_notice_names_the_office(client: FlaskClient):
    assert NONG_BUA.name in words(client.get("/a/nongbua/privacy"))
