"""The fraud door as an informer meets it."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import NONG_BUA, TAX_COUNTER
from tests.fakes.fraud_door import PLAENG, FakeFraudDoor
from tests.web.answering import answer_all
from tests.web.reading import form_of, links_of, words
from tests.web.reporting import FORM, STORY, opened, reports, send
from web import Parts, install


@pytest.mark.parametrize(
    "sentence",
    [
        "ช่องทางนี้แยกจากเรื่องร้องทุกข์ทั่วไปและข้อเสนอแนะ",
        "ไม่ต้องบอกชื่อ ไม่ต้องเข้าระบบไลน์ ไม่ขอเลขบัตรประชาชน ไม่ขอ OTP",
        "เราไม่บันทึกหมายเลขเครือข่าย (IP) และรุ่นเครื่องของท่าน",
        "สิ่งที่ระบบนี้ป้องกันไม่ได้:",
        "ถ้าเครื่องแม่ข่ายถูกเจาะระหว่างที่ท่านส่ง ผู้เจาะอาจเห็นข้อความ",
        "โปรดใช้เน็ตมือถือของท่าน อย่าใช้ไวไฟหรือเครื่องของหน่วยงาน",
        "ไม่ต้องการให้ใครเห็นเรื่องนี้ (ทำเครื่องหมายได้หลายคน)",
        "ถ้าไม่ไว้ใจเจ้าหน้าที่ทุกคน โปรดแจ้งหน่วยงานภายนอกตามรายชื่อนี้",
        "ไม่บอกชื่อก็รับเรื่อง โดยพิจารณาจากรายละเอียด ถ้าข้อมูลไม่พอ อาจต้องยุติเรื่อง",
        "ถ้ามีสติกเกอร์ทับคิวอาร์ อย่าสแกน",
        "ออกจากหน้านี้ทันที",
        "แต่ละช่องไม่เกิน 20,000 ตัวอักษร",
    ],
)
def test_form_says_what_is_and_what_is_not_protected(client: FlaskClient, sentence: str):
    page = client.get(FORM)
    assert sentence in words(page)
    assert "<details" not in page.text  # opened, not folded


@pytest.mark.parametrize("path", [FORM, f"{FORM}/receipt", "/F/BANMAI", f"{FORM}?openExternalBrowser=1", "/f"])
def test_informers_pages_keep_no_trace(client: FlaskClient, path: str):
    page = client.get(path)
    assert (page.status_code, page.headers.get("Set-Cookie")) == (200, None)
    assert (page.headers["Referrer-Policy"], page.headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert "openExternalBrowser" not in page.text


def test_form_is_the_same_from_every_poster(client: FlaskClient):
    plain, scanned = (form_of(client.get(path)) for path in (FORM, "/F/BANMAI?openExternalBrowser=1"))
    assert (plain.action, plain.names) == (scanned.action, scanned.names)


def test_form_links_no_survey_and_no_line(client: FlaskClient):
    links = links_of(client.get(FORM))
    assert not [link for link in links if link.startswith(("/s/", "/q/", "/chat")) or "line.me" in link]


def test_sending_keeps_the_words_exactly_and_shows_the_receipt_once(client: FlaskClient, door: FakeFraudDoor):
    page = send(client, who="นาย ก", exclude=PLAENG.id, category="bribery")
    (report,) = reports(door)
    assert (report.what, report.who, report.exclude, report.category) == (STORY, "นาย ก", (PLAENG.id,), "bribery")
    ((receipt, _),) = door.filed.values()
    assert " ".join(receipt.groups) in words(page)
    assert STORY not in page.text


def test_windows_line_ends_of_browsers_are_kept_as_sent(client: FlaskClient, door: FakeFraudDoor):
    send(client, what="หนึ่ง\r\nสอง")
    assert reports(door)[0].what == "หนึ่ง\r\nสอง"


def test_the_same_form_twice_is_one_report_with_one_receipt(client: FlaskClient, door: FakeFraudDoor):
    form = {**opened(client), "what": STORY}
    pages = [words(client.post(FORM, data=form)) for _ in range(3)]
    assert (len(reports(door)), len(set(pages))) == (1, 1)


def test_reports_go_to_the_agency_of_the_form(client: FlaskClient, door: FakeFraudDoor):
    send(client)
    form = {**opened(client, "/f/nongbua"), "what": "อีกเรื่อง"}
    client.post("/f/nongbua", data=form)
    assert [report.what for report in reports(door, NONG_BUA)] == ["อีกเรื่อง"]
    assert [report.what for report in reports(door)] == [STORY]


def test_a_story_at_the_limit_is_kept_whole(client: FlaskClient, door: FakeFraudDoor):
    send(client, what="ก" * 20_000, evidence="ข" * 20_000)
    assert [(len(report.what), len(report.evidence)) for report in reports(door)] == [(20_000, 20_000)]


@pytest.mark.parametrize(
    ("base", "opens"),
    [
        ("http://abt.go.th", False),
        ("http://localhost.evil.example", False),
        ("https://abt.go.th", True),
        ("http://127.0.0.1:8000", False),  # what a proxy in front says for the whole world
        ("http://localhost", False),
    ],
)
def test_the_form_travels_encrypted_or_not_at_all(client: FlaskClient, base: str, opens: bool):
    page = client.get(FORM, base_url=base)
    assert (page.status_code, "<form" in page.text) == ((200, True) if opens else (403, False))


@pytest.mark.parametrize("own", ["http://127.0.0.1:8000", "http://[::1]:8000", "http://localhost"])
def test_the_form_needs_no_encryption_on_this_very_machine(parts: Parts, own: str):
    app = Flask("public")
    install(app, replace(parts, base_url=own))
    assert "<form" in app.test_client().get(FORM, base_url=own).text


def test_pages_show_what_was_typed_as_text(client: FlaskClient):
    page = send(client, category="x", who='"><img src=x onerror=alert(1)>')
    assert "<script>" not in page.text
    assert "<img" not in page.text
    assert form_of(page).fields["who"] == '"><img src=x onerror=alert(1)>'


def test_a_contact_is_optional_and_goes_apart(client: FlaskClient, door: FakeFraudDoor):
    send(client, contact="ป้าแดง 08x")
    assert [(report.what, report.contact) for report in reports(door)] == [(STORY, "ป้าแดง 08x")]


def test_a_thin_report_is_taken_and_the_informer_told_how_to_add(client: FlaskClient, door: FakeFraudDoor):
    thin, full = send(client, what="โกง"), send(client, where="ตลาด")
    said = "เรื่องนี้รายละเอียดยังน้อย"
    assert [(page.status_code, said in words(page)) for page in (thin, full)] == [(200, True), (200, False)]
    assert len(reports(door)) == 2


def test_everybody_gets_the_same_bytes_but_for_the_forms_number(app: Flask):
    pages = []
    for headers in ({}, {"User-Agent": "Line/13.0", "Accept-Language": "en", "Cookie": "visit=x"}):
        page = app.test_client().get(FORM, headers=headers)
        pages.append(page.text.replace(form_of(page).fields["token"], ""))
    assert pages[0] == pages[1]


def test_leaving_ends_the_visit_and_leads_to_an_ordinary_page(client: FlaskClient):
    assert f"{FORM}/leave" in links_of(client.get(FORM))
    gone = client.get(f"{FORM}/leave")
    assert (gone.status_code, gone.headers["Location"], gone.headers["Cache-Control"]) == (302, "/a/banmai", "no-store")


def test_a_survey_marker_is_not_sent_to_the_fraud_door(client: FlaskClient):
    answer_all(client, f"/s/{TAX_COUNTER.code}")
    assert client.get_cookie("answered-banmai", path="/s/") is not None
    assert "Cookie" not in client.get(FORM).request.headers
