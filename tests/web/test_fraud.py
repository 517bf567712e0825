"""The fraud door as an informer meets it."""

import io
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from complaints import evidence
from complaints.effort import Price
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.fakes.clock import FrozenClock
from tests.fakes.fraud_door import DAO, PLAENG, FakeFraudDoor
from tests.web.answering import answer_all
from tests.web.reading import form_of, links_of, words
from web import Parts, Rates, install
from web import fraud_texts as texts
from web.requests import Budget, InMemoryRequest

FORM = "/f/banmai"
STORY = "ปลัดเรียกเงินค่าใบอนุญาต <script>alert(1)</script>\n\u202eกลับด้าน\u200b {{7*7}}"


def opened(client: FlaskClient, path: str = FORM) -> dict[str, str]:
    """The fields of a freshly opened form."""
    return form_of(client.get(path)).fields


def send(client: FlaskClient, **fields: object):
    """Fill in and send."""
    return client.post(FORM, data={**opened(client), "what": STORY, **fields})


def reports(door: FakeFraudDoor, agency=BAN_MAI):
    return [report for (code, _), (_, report) in door.filed.items() if code == agency.code]


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


def test_a_form_of_another_agency_keeps_nothing_but_shows_the_words(client: FlaskClient, door: FakeFraudDoor):
    page = client.post(FORM, data={**opened(client, "/f/nongbua"), "what": STORY})
    assert (page.status_code, form_of(page).fields["what"]) == (422, STORY)
    assert reports(door) == []


def test_an_expired_form_keeps_the_words_in_the_page(client: FlaskClient, door: FakeFraudDoor, clock: FrozenClock):
    form = {**opened(client), "what": STORY, "where": "ตลาด"}
    clock.pass_time(hours=13)
    page = client.post(FORM, data=form)
    again = form_of(page).fields
    assert (page.status_code, again["what"], again["where"]) == (422, STORY, "ตลาด")
    assert reports(door) == []
    assert client.post(FORM, data=again).status_code == 200
    assert len(reports(door)) == 1


@pytest.mark.parametrize("what", ["", "   \n"])
def test_an_empty_story_is_asked_for(client: FlaskClient, door: FakeFraudDoor, what: str):
    page = send(client, what=what, where="ตลาด")
    assert (page.status_code, "โปรดเล่าว่าเกิดอะไรขึ้น" in words(page)) == (422, True)
    assert form_of(page).fields["where"] == "ตลาด"
    assert reports(door) == []


def test_a_story_at_the_limit_is_kept_whole(client: FlaskClient, door: FakeFraudDoor):
    send(client, what="ก" * 20_000, evidence="ข" * 20_000)
    assert [(len(report.what), len(report.evidence)) for report in reports(door)] == [(20_000, 20_000)]


def test_a_story_over_the_limit_comes_back_whole(client: FlaskClient, door: FakeFraudDoor):
    page = send(client, what="ก" * 20_001)
    assert (page.status_code, len(form_of(page).fields["what"])) == (422, 20_001)
    assert "ข้อความยาวเกิน 20,000 ตัวอักษร" in words(page)
    assert reports(door) == []


def test_a_monstrous_body_is_refused_with_a_sentence(client: FlaskClient, door: FakeFraudDoor):
    page = client.post(FORM, data={"what": "ก" * 1_000_000})
    assert (page.status_code, texts.LARGE_SAID in words(page), FORM in links_of(page)) == (413, True, True)
    late = client.post(f"{FORM}/thread", data={"text": "ก" * 1_000_000})
    assert (late.status_code, f"{FORM}/receipt" in links_of(late)) == (413, True)
    assert (page.headers["Referrer-Policy"], reports(door)) == ("no-referrer", [])


_FIELD = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'


@pytest.mark.parametrize("body", [b"--x\r\n" * 5_000, _FIELD * 300], ids=["edges", "fields"])
def test_a_form_of_countless_fields_is_refused_with_a_page(client: FlaskClient, door: FakeFraudDoor, body: bytes):
    page = client.post(FORM, data=body + b"--x--\r\n", content_type="multipart/form-data; boundary=x")
    assert (page.status_code in {413, 422}, "ยังไม่ได้ส่ง" in words(page)) == (True, True)
    assert reports(door) == []


def test_a_flood_of_reports_has_a_price_and_words_are_kept(client: FlaskClient, door: FakeFraudDoor):
    form = {**opened(client), "what": STORY}
    assert (form["answer"], "data-riddle" in client.get(FORM).text) == ("", False)
    door.price = Price(bits=14, wait_s=40)
    page = client.post(FORM, data=form)
    again = form_of(page).fields
    assert (page.status_code, page.headers["Retry-After"], "โปรดรอ 40 วินาที" in words(page)) == (429, "40", True)
    assert (again["token"], again["what"]) == (form["token"], STORY)
    assert f'data-riddle="{form["token"]}" data-bits="14"' in page.text
    assert client.post(FORM, data={**again, "answer": "solved"}).status_code == 200
    assert len(reports(door)) == 1


@pytest.mark.parametrize("field", [{"category": "nonsense"}, {"exclude": "nobody"}])
def test_tampered_choices_are_refused_with_the_words_kept(client, door, field: dict[str, str]):
    page = send(client, **field)
    assert (page.status_code, form_of(page).fields["what"]) == (422, STORY)
    assert reports(door) == []


def test_excluding_everybody_names_the_other_offices_and_keeps_nothing(client: FlaskClient, door: FakeFraudDoor):
    page = send(client, exclude=[PLAENG.id, DAO.id])
    assert page.status_code == 422
    assert ("สายด่วน 1205" in words(page), "ปลัดเรียกเงิน" in words(page)) == (True, True)
    assert reports(door) == []


def test_a_closed_door_names_the_other_offices(client: FlaskClient, door: FakeFraudDoor):
    form = {**opened(client), "what": STORY}
    door.open = False
    for page in (client.get(FORM), client.post(FORM, data=form)):
        assert page.status_code == 503
        assert ("ยังรับเรื่องทางหน้านี้ไม่ได้" in words(page), "1205" in words(page)) == (True, True)
        assert page.headers["Referrer-Policy"] == "no-referrer"
    assert reports(door) == []


def test_a_crowd_is_asked_to_try_again_with_the_same_form(client: FlaskClient, door: FakeFraudDoor):
    form = {**opened(client), "what": STORY}
    door.crowded = True
    page = client.post(FORM, data=form)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "10")
    again = form_of(page).fields
    assert (again["token"], again["what"]) == (form["token"], STORY)
    door.crowded = False
    assert client.post(FORM, data=again).status_code == 200
    assert len(reports(door)) == 1


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


def test_words_typed_over_plain_http_are_not_kept(client: FlaskClient, door: FakeFraudDoor):
    form = {**opened(client), "what": STORY}
    assert client.post(FORM, data=form, base_url="http://abt.go.th").status_code == 403
    assert reports(door) == []


def test_pages_show_what_was_typed_as_text(client: FlaskClient):
    page = send(client, category="x", who='"><img src=x onerror=alert(1)>')
    assert "<script>" not in page.text
    assert "<img" not in page.text
    assert form_of(page).fields["who"] == '"><img src=x onerror=alert(1)>'


def picture(text: bytes = b"", size: tuple[int, int] = (8, 8)) -> bytes:
    """A small JPEG; `text` as its comment."""
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, "JPEG", comment=text)
    return out.getvalue()


def with_files(client: FlaskClient, *files: tuple[bytes, str], **fields: str):
    """Fill in, attach and send."""
    given = [FileStorage(io.BytesIO(data), name) for data, name in files]
    form = {**opened(client), "what": STORY, **fields, "files": given}
    edge, body = encode_multipart(form)  # the test client itself would spool a large one to disk
    return client.post(FORM, data=body, content_type=f"multipart/form-data; boundary={edge}")


def test_pictures_arrive_without_what_they_tell_besides(client: FlaskClient, door: FakeFraudDoor):
    assert with_files(client, (picture(b"13.75,100.5"), "บ้าน.jpg")).status_code == 200
    ((kept,),) = (case.files for case in door.cases.values())
    assert (kept.name, kept.kind, kept.cleaned, b"13.75,100.5" in kept.data) == ("บ้าน.jpg", "jpeg", True, False)


def test_the_original_is_kept_on_the_informers_own_wish(client: FlaskClient, door: FakeFraudDoor):
    with_files(client, (picture(b"13.75,100.5"), "a.jpg"), original="1")
    ((kept,),) = (case.files for case in door.cases.values())
    assert (kept.original, b"13.75,100.5" in kept.data) == (True, True)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([(b"MZ\x90", "virus.jpg")], "virus.jpg: ไม่ใช่ภาพ"),
        ([(picture()[:-9], "cut.jpg")], "cut.jpg: ไฟล์เสียหรือไม่ครบ"),
        ([(b"", "empty.jpg")], "empty.jpg: ไฟล์ว่างเปล่า"),
        ([(picture() + b"x" * evidence.MAX_FILE, "large.jpg")], "large.jpg: ใหญ่เกิน 10 MB"),
        ([(picture(), f"{n}.jpg") for n in range(6)], "แนบได้ไม่เกิน 5 ไฟล์"),
    ],
    ids=["foreign", "cut", "empty", "large", "many"],
)
def test_a_file_that_is_refused_costs_no_word(client: FlaskClient, door: FakeFraudDoor, files, said: str):
    page = with_files(client, *files, where="ตลาด")
    kept = form_of(page).fields
    assert (page.status_code, kept["what"], kept["where"]) == (422, STORY, "ตลาด")
    assert (said in words(page), "โปรดแนบไฟล์อีกครั้งก่อนกดส่ง" in words(page)) == (True, True)
    assert reports(door) == []


def test_a_crowd_of_uploads_costs_no_word(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, door: FakeFraudDoor):
    monkeypatch.setattr(InMemoryRequest, "uploads", Budget(10))
    page = with_files(client, (picture(), "a.jpg"))
    assert (page.status_code, form_of(page).fields["what"]) == (422, STORY)
    assert "มีผู้ส่งไฟล์พร้อมกันหลายคน" in words(page)
    assert with_files(client).status_code == 200


def test_a_contact_is_optional_and_goes_apart(client: FlaskClient, door: FakeFraudDoor):
    send(client, contact="ป้าแดง 08x")
    assert [(report.what, report.contact) for report in reports(door)] == [(STORY, "ป้าแดง 08x")]


def test_a_contact_that_is_too_long_comes_back_whole(client: FlaskClient, door: FakeFraudDoor):
    page = send(client, contact="ก" * 501)
    assert (page.status_code, len(form_of(page).fields["contact"])) == (422, 501)
    assert reports(door) == []


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


def test_a_network_that_sends_too_often_keeps_its_words(parts: Parts, door: FakeFraudDoor):
    app = Flask("public")
    app.config["PREFERRED_URL_SCHEME"] = "https"
    install(app, replace(parts, rates=Rates(fraud="1/minute")))
    client = app.test_client()
    send(client)
    page = with_files(client, (picture(), "a.jpg"), where="ตลาด")
    assert (page.status_code, page.headers["Retry-After"]) == (429, "60")
    assert (form_of(page).fields["what"], form_of(page).fields["where"]) == (STORY, "ตลาด")
    assert len(reports(door)) == 1


def test_a_door_whose_store_is_away_names_the_other_offices(client: FlaskClient, door: FakeFraudDoor):
    form = opened(client)
    door.away = True
    page = client.get(FORM)
    assert (page.status_code, "สายด่วน 1205" in words(page)) == (503, True)
    for story in (STORY, "ก" * 20_001):  # one that can be kept, and one that is to be shortened first
        page = client.post(FORM, data={**form, "what": story})
        assert (page.status_code, " ".join(story.split()) in words(page), reports(door)) == (503, True, [])
