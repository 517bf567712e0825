"""The console's knowledge base: fields, lists of what needs an eye, versions that can be brought back, synonyms."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from console import faq_forms
from console.answer_texts import REFUSALS
from kernel.clock import bangkok_day
from qa import knowledge
from qa.entries import Entry
from qa.placeholders import KNOWN
from qa.versions import How
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.desk import Desk

MARKET = Entry("market", "ตลาด", "ตลาดนัดเปิดวันไหน", "วันพุธ")
FORM: dict[str, Any] = {
    "id": "market", "version": "1", "question": "ตลาดนัดเปิดวันไหน", "answer": "วันศุกร์", "category": "ตลาด",
    "status": "live", "phone": "044-000-001", "link": "https://example.go.th/ตลาด", "map_link": "https://maps.example/1",
    "image": "https://example.go.th/m.jpg", "ita_item": "O9", "see": "", "source": "ประกาศ 5/2569",
    "valid_from": "2026-10-01", "valid_until": "30/9/2570", "phrasings": "ตลาดวันไหน", "keywords": "ตลาดนัด",
}  # fmt: skip


def put(desk: Desk, *entries: Entry) -> None:
    with desk.workplace.begin() as work:
        for entry in entries:
            knowledge.publish_entry(work, BAN_MAI, entry)


def market(desk: Desk) -> Entry:
    with desk.workplace.read() as work:
        found = work.faq.get(BAN_MAI, "market")
    assert found is not None
    return found


def test_every_field_is_saved_and_shown_again(desk: Desk) -> None:
    put(desk, MARKET)
    browser = desk.browser("clerk")
    assert browser.fill("/faq/market", "/faq/save", **FORM).status == 302
    saved = market(desk)
    assert (saved.phone, saved.ita_item, saved.link[-9:], str(saved.valid_until)) == (
        "044-000-001", "o9", "%E0%B8%94", "2027-09-30",
    )  # fmt: skip
    text = browser.get("/faq/market").text
    assert [value for value in (saved.link, "044-000-001", "2027-09-30", "ประกาศ 5/2569") if value not in text] == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("phone", "440000001", "เบอร์โทรไม่ถูกต้อง"), ("image", "http://example.go.th/a.jpg", "ลิงก์รูปต้องขึ้นต้นด้วย https://"),
     ("valid_until", "31/2/2570", "อ่านวันที่ “31/2/2570” ไม่ได้"), ("valid_until", "2020-01-01", "วันที่เริ่มใช้ต้องไม่หลัง"),
     ("see", "nowhere", "ไม่มีข้อที่ใช้งานอยู่รหัส nowhere"), ("see", "market", "ไม่มีข้อที่ใช้งานอยู่รหัส market"),
     ("answer", "โทร {phone", "วงเล็บปีกกาต้องมีทั้งเปิดและปิด")],
)  # fmt: skip
def test_field_that_cannot_stand_is_given_back_with_a_reason(desk: Desk, field: str, value: str, said: str) -> None:
    put(desk, MARKET)
    page = desk.browser("clerk").fill("/faq/market", "/faq/save", **FORM | {field: value})
    if (field, value) == ("see", "market"):
        said = "วนกลับมาที่เดิม: market → market"
    assert (page.status, said in page.words, value in page.text, market(desk).answer) == (400, True, True, "วันพุธ")


def test_save_between_our_look_and_our_write_is_not_written_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk, MARKET)
    looked = faq_forms.entry_of

    def overtaken(work: Any, *asked: Any) -> Entry:
        found = looked(work, *asked)
        work.faq.put(BAN_MAI, replace(MARKET, answer="วันอังคาร"), work.clock.now())
        return found

    monkeypatch.setattr(faq_forms, "entry_of", overtaken)
    page = desk.browser("clerk").fill("/faq/market", "/faq/save", **FORM)
    assert (page.status, REFUSALS["entry_changed"] in page.words, market(desk).answer) == (400, True, "วันพุธ")


def test_versions_say_who_and_one_comes_back(desk: Desk) -> None:
    put(desk, MARKET)
    browser = desk.browser("clerk")
    browser.fill("/faq/market", "/faq/save", **FORM)
    assert "แก้ในระบบ · คุณ clerk" in browser.get("/faq/market").words
    old = browser.get("/faq/market/versions/1")
    assert ("วันพุธ" in old.words, "ตอนนี้: วันศุกร์" in old.words) == (True, True)
    assert browser.post("/faq/market/versions/1").to == "/console/faq/market?done=restored"
    with desk.workplace.read() as work:
        newest = work.faq.versions(BAN_MAI, "market")[0]
    assert (newest.entry, newest.change.how, newest.change.by) == (
        replace(MARKET, version=3), How.RESTORED, desk.members["banmai", "clerk"].id,
    )  # fmt: skip


def test_versions_of_another_office_are_not_there(desk: Desk) -> None:
    put(desk, MARKET)
    stranger = desk.browser("clerk", NONG_BUA)
    stranger.get("/faq/new")
    assert {stranger.get("/faq/market/versions/1").status, stranger.post("/faq/market/versions/1").status,
            stranger.post("/faq/market/confirm").status} == {404}  # fmt: skip


def test_lists_of_what_needs_an_eye(desk: Desk) -> None:
    today = bangkok_day(desk.clock.now())
    put(
        desk,
        replace(MARKET, checked_on=today),
        replace(MARKET, id="old", question="ข้อเก่า", checked_on=today - timedelta(days=400)),
        replace(MARKET, id="over", question="ข้อหมดอายุ", checked_on=today, valid_until=today - timedelta(days=1)),
    )
    browser = desk.browser("clerk")
    assert "ไม่ได้ตรวจเกิน 1 ปี 1 ข้อ ใกล้หมดอายุหรือหมดแล้ว 1 ข้อ" in browser.get("/faq").words
    old, ending = browser.get("/faq?show=unchecked").words, browser.get("/faq?show=ending").words
    assert ("ข้อเก่า" in old, "ข้อหมดอายุ" in old, "ข้อหมดอายุ" in ending) == (True, False, True)
    assert browser.post("/faq/old/confirm").status == 302
    assert "ข้อเก่า" not in browser.get("/faq?show=unchecked").words
    assert "ข้อหมดอายุ" not in browser.get("/faq?try=ข้อหมดอายุ").words.split("ใช้ถึง")[0].split("ค้นหา")[0]


def test_placeholders_are_all_filled_in_on_the_offices_page(desk: Desk) -> None:
    text = desk.browser("admin").get("/setup/agency").text
    fields = {"full_name": "name", "name": "short_name"}
    assert [name for name in sorted(KNOWN) if f'name="{fields.get(name, name)}"' not in text] == []


def test_synonyms_are_heard_at_once_and_checked_line_by_line(desk: Desk) -> None:
    desk.seed_faq()
    put(desk, MARKET)
    browser = desk.browser("clerk")
    before = browser.get("/faq?try=กาด").words
    page = browser.fill("/faq/synonyms", "/faq/synonyms", lines="กาด = ตลาดนัด\nมื้อใด")
    assert (page.status, "บรรทัด 2: ใส่คำอย่างน้อยสองคำ" in page.words, "กาด = ตลาดนัด" in page.text) == (400, True, True)
    assert browser.post("/faq/synonyms", lines="กาด = ตลาดนัด  # คำเมือง\nมื้อใด = วันไหน").status == 302
    assert "มื้อใด = วันไหน" in browser.get("/faq/synonyms").text
    assert ("ยังไม่มีคำตอบ" in before, "ให้ผู้ถามเลือก" in browser.get("/faq?try=กาด").words) == (True, True)
    assert "กาด" not in desk.browser("clerk", NONG_BUA).get("/faq/synonyms").text


def test_edits_in_the_sheet_that_wait_are_decided_by_a_clerk(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        state = {"faq": {"held": "many_gone", "said": "คำตอบหายไปมาก"}}
        work.targets.put(BAN_MAI, "google", status="ok", state=state, error=None, synced_at=None)
    browser = desk.browser("clerk")
    page = browser.get("/sync")
    assert ("คำตอบหายไปมาก" in page.words, "ใช้ตามชีต เขียนแท็บใหม่จากระบบ" in page.words) == (True, True)
    assert browser.post("/sync/faq", decision="nonsense").status == 404
    assert browser.post("/sync/faq", decision="system").to == "/console/sync?done=sheet_decided"
    with desk.workplace.read() as work:
        (job,) = [one for one in work.jobs.waiting(BAN_MAI) if one.kind == "faq_sheet"]
    assert job.payload == {"decision": "system"}
    assert "คำตอบหายไปมาก" not in desk.browser("clerk", NONG_BUA).get("/sync").words
