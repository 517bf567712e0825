"""The inbox and the knowledge base."""

from kernel.agency import Agency
from qa import passing, replying, threads
from qa.entries import Entry
from qa.inbox import OpenThread
from qa.knowledge import publish_entry
from qa.ports import Kind
from tests.cast import BAN_MAI, MALEE, NONG_BUA
from tests.console.desk import Desk

NASTY = '<script>alert(1)</script><img src=x onerror="x">'


def _ask(desk: Desk, text: str, agency: Agency = BAN_MAI, person: str | None = MALEE) -> str:
    with desk.workplace.begin() as work:
        return passing.pass_on(work, agency, text, person, "m1", desk.clock)


def _entries(desk: Desk, agency: Agency = BAN_MAI) -> list[Entry]:
    with desk.workplace.read() as work:
        return work.faq.all(agency)


def test_inbox_lists_own_questions_without_person_or_minute(desk: Desk) -> None:
    desk.clock.pass_time(minutes=17)
    _ask(desk, "ไฟถนนดับ โทร 0812345678")
    _ask(desk, "ของหนองบัว", NONG_BUA)
    page = desk.browser("clerk").get("/questions")
    assert "ไฟถนนดับ โทร […]" in page.words
    assert "ช่วง 12:00 น." in page.words
    assert not [leak for leak in ("ของหนองบัว", MALEE, "12:17", "0812345678") if leak in page.text]


def test_question_is_shown_inert(desk: Desk) -> None:
    question = _ask(desk, NASTY)
    browser = desk.browser("clerk")
    for path in ("/questions", f"/questions/{question}", f"/faq/new?from={question}", f"/faq?try={NASTY}&q={NASTY}"):
        text = browser.get(path).text
        assert "<script>" not in text
        assert "<img" not in text
        assert "&lt;script&gt;" in text


def _answer(question: str, text: str, seen: int = 1) -> dict[str, object]:
    return {"path": f"/questions/{question}/answer", "answer": text, "seen": str(seen)}


def _thread(desk: Desk, question: str) -> OpenThread:
    with desk.workplace.read() as work:
        return passing.get(work, BAN_MAI, question)


def test_answer_is_kept_and_sent_on_its_way(desk: Desk) -> None:
    question = _ask(desk, "ไฟถนนดับ")
    page = desk.browser("clerk").fill(f"/questions/{question}", **_answer(question, "แจ้งกองช่างแล้ว"))
    assert page.to == f"/console/questions/{question}?done=answered"
    with desk.workplace.read() as work:
        assert passing.get(work, BAN_MAI, question).answer == "แจ้งกองช่างแล้ว"
        delivery = passing.delivery(work, BAN_MAI, question)
        assert question in [job.key for job in work.jobs.waiting(BAN_MAI)]
    assert delivery is not None
    assert delivery.person == MALEE


def test_answer_sent_twice_is_kept_once(desk: Desk) -> None:
    question = _ask(desk, "ไฟถนนดับ")
    browser = desk.browser("clerk")
    browser.get(f"/questions/{question}")
    assert [browser.post(**_answer(question, "แจ้งกองช่าง")).status for _ in range(2)] == [302, 302]
    assert [said.text for said in _thread(desk, question).messages] == ["ไฟถนนดับ", "แจ้งกองช่าง"]


def test_staff_may_write_again_and_sees_what_the_citizen_wrote(desk: Desk) -> None:
    question = _ask(desk, "ไฟถนนดับ")
    browser = desk.browser("clerk")
    browser.fill(f"/questions/{question}", **_answer(question, "แจ้งกองช่าง"))
    with desk.workplace.begin() as work:
        threads.write_on(work, BAN_MAI, question, "ยังดับอยู่ <b>ครับ</b>", MALEE, "m2", desk.clock)
    page = browser.get(f"/questions/{question}")
    assert ("ยังดับอยู่" in page.words, "<b>" in page.text, 'name="seen" value="3"' in page.text) == (True, False, True)
    assert browser.post(**_answer(question, "ซ่อมพรุ่งนี้", seen=3)).status == 302
    assert len(_thread(desk, question).messages) == 4


def test_too_long_answer_is_given_back_and_kept_as_a_draft(desk: Desk) -> None:
    question = _ask(desk, "ไฟถนนดับ")
    page = desk.browser("clerk").fill(f"/questions/{question}", **_answer(question, "ย" * 5001))
    assert (page.status, "ย" * 5001 in page.text, "5000" in page.words) == (400, True, True)
    assert "ย" * 5001 in desk.browser("clerk").get(f"/questions/{question}").text


def test_second_of_two_who_answer_at_once_is_told_and_loses_nothing(desk: Desk) -> None:
    question = _ask(desk, "ไฟถนนดับ")
    desk.hire(BAN_MAI, "clerk2", ("clerk",))
    first, second = desk.browser("clerk"), desk.browser("clerk2")
    second.get(f"/questions/{question}")
    first.fill(f"/questions/{question}", **_answer(question, "คำตอบแรก"))
    page = second.post(**_answer(question, "คำตอบที่สอง"))
    assert (page.status, "มีข้อความใหม่ในเรื่องนี้" in page.words) == (400, True)
    assert ("คำตอบแรก" in page.words, "คำตอบที่สอง" in page.text) == (True, True)
    assert _thread(desk, question).draft == "คำตอบที่สอง"
    assert second.post(**_answer(question, "คำตอบที่สอง", seen=2)).status == 302
    assert [said.text for said in _thread(desk, question).messages][1:] == ["คำตอบแรก", "คำตอบที่สอง"]


def test_answer_to_a_closed_thread_is_not_lost(desk: Desk) -> None:
    question = _ask(desk, "ไฟถนนดับ")
    browser = desk.browser("clerk")
    browser.get(f"/questions/{question}")
    with desk.workplace.begin() as work:
        passing.close(work, BAN_MAI, question, desk.clock)
    page = browser.post(**_answer(question, "ตอบช้าไป"))
    assert (page.status, "เรื่องนี้ปิดไปแล้ว" in page.words, "ตอบช้าไป" in page.text) == (400, True, True)
    assert [said.text for said in _thread(desk, question).messages] == ["ไฟถนนดับ"]


def test_draft_is_kept_for_the_next_who_opens_the_thread(desk: Desk) -> None:
    question = _ask(desk, "ไฟถนนดับ")
    browser = desk.browser("clerk")
    browser.fill(f"/questions/{question}", f"/questions/{question}/draft", answer="พิมพ์ค้างไว้")
    page = desk.browser("clerk").get(f"/questions/{question}")
    assert ("พิมพ์ค้างไว้" in page.text, "มีร่างคำตอบที่ยังไม่ได้ส่ง" in page.words) == (True, True)
    assert "มีร่างคำตอบ" in browser.get("/questions").words


def test_draft_of_another_window_stays_below_the_new_one(desk: Desk) -> None:
    question = _ask(desk, "ไฟถนนดับ")
    browser, path = desk.browser("clerk"), f"/questions/{question}/draft"
    for had, typed in (("", "ร่างแรก"), ("", "ร่างที่สอง"), ("ร่างที่สอง\r\n\r\nร่างแรก", "ร่างที่สาม")):
        browser.fill(f"/questions/{question}", path, had=had, answer=typed)
        drafts = _thread(desk, question).draft.split()
        assert drafts == (["ร่างที่สอง", "ร่างแรก"] if typed == "ร่างที่สอง" else [typed])


def test_draft_is_shown_before_it_goes_and_stays_when_it_was_not(desk: Desk) -> None:
    question, other = _ask(desk, "ไฟถนนดับ"), Entry("lamp", "ไฟฟ้า", "ไฟดับ", "แจ้งกองช่าง")
    with desk.workplace.begin() as work:
        replying.keep_draft(work, BAN_MAI, question, "ร่างของเพื่อน")
        publish_entry(work, BAN_MAI, other)
    browser, path = desk.browser("clerk"), f"/questions/{question}"
    page = browser.get(f"{path}?use=lamp")
    assert ("ร่างของเพื่อน" in page.words, "ร่างนี้จะหายไป" in page.words, 'had" value="ร่างของเพื่อน"' in page.text) == (
        True,
    ) * 3
    assert browser.post(**_answer(question, "แจ้งกองช่าง"), had="").status == 302
    assert _thread(desk, question).draft == "ร่างของเพื่อน"
    assert "มีร่างคำตอบที่ยังไม่ได้ส่ง" in browser.get(path).words
    assert browser.post(**_answer(question, "ซ่อมพรุ่งนี้", seen=2), had="ร่างของเพื่อน").status == 302
    assert _thread(desk, question).draft == ""


def test_inbox_filters_by_kind_and_state_and_shows_office_time(desk: Desk) -> None:
    _ask(desk, "ถามเรื่องถัง")
    with desk.workplace.begin() as work:
        passing.pass_on(work, BAN_MAI, "เสียงดังทุกคืน", MALEE, "m2", desk.clock, Kind.COMPLAINT)
    desk.clock.pass_time(days=2, hours=1)  # Saturday noon to Monday 13:00: three and a half hours of office time
    browser = desk.browser("clerk")
    every, complaints = browser.get("/questions").words, browser.get("/questions?kind=complaint").words
    assert ("ถามเรื่องถัง" in every, "เสียงดังทุกคืน" in every, "รอมาแล้ว 3 ชั่วโมง (นับเวลาทำการ)" in every) == (True, True, True)
    assert ("ถามเรื่องถัง" in complaints, "เสียงดังทุกคืน" in complaints) == (False, True)
    assert "ถามเรื่องถัง" not in browser.get("/questions?state=closed&kind=<script>").words
    desk.clock.pass_time(days=1)
    assert "เกินเวลาที่แจ้งไว้" in desk.browser("clerk").get("/questions?kind=question").words


def test_closed_question_forgets_who_asked(desk: Desk) -> None:
    question = _ask(desk, "ทดสอบ")
    browser = desk.browser("clerk")
    assert browser.fill(f"/questions/{question}", f"/questions/{question}/close").status == 302
    with desk.workplace.read() as work:
        assert passing.get(work, BAN_MAI, question).reachable is False
    assert "ไม่มีคำถามค้าง" in browser.get("/questions").words


def test_question_of_another_office_is_not_there(desk: Desk) -> None:
    question = _ask(desk, "ของหนองบัว", NONG_BUA)
    browser = desk.browser("clerk")
    assert browser.get(f"/questions/{question}").status == 404
    assert browser.fill("/questions", "/own/line").status == 200
    browser.get("/own")
    assert browser.post(f"/questions/{question}/answer", answer="x").status == 404
    assert browser.post(f"/questions/{question}/close").status == 404


def test_near_answer_can_be_borrowed_or_sent_with_one_tap(desk: Desk) -> None:
    desk.seed_faq()
    question = _ask(desk, "ภาษีที่ดินจ่ายที่ไหน")
    browser = desk.browser("clerk")
    shown = browser.get(f"/questions/{question}").text
    link = shown.split("?use=")[1].split('"')[0]
    page = browser.get(f"/questions/{question}?use={link}")
    entry = next(one for one in _entries(desk) if one.id == link)
    assert entry.answer.split("{")[0][:20] in page.text
    assert browser.post(f"/questions/{question}/answer", use=link, seen="1").status == 302
    assert (_thread(desk, question).answer or "").startswith(entry.answer.split("{")[0][:20])


def test_answered_question_becomes_an_entry_with_one_tap(desk: Desk) -> None:
    question = _ask(desk, "ไฟถนนดับ โทรกลับ 0812345678")
    browser = desk.browser("clerk")
    browser.fill(f"/questions/{question}", **_answer(question, "แจ้งกองช่าง"))
    assert f"/console/faq/new?from={question}" in browser.get(f"/questions/{question}").text
    page = browser.get(f"/faq/new?from={question}")
    assert ("0812345678" in page.text, "แจ้งกองช่าง" in page.text) == (False, True)
    saved = browser.post("/faq/save", question="ไฟถนนดับแจ้งที่ไหน", answer="แจ้งกองช่าง", category="อื่น ๆ", version="0")
    assert saved.to == "/console/faq?done=published"
    assert [entry.question for entry in _entries(desk)] == ["ไฟถนนดับแจ้งที่ไหน"]
    assert "ไฟถนนดับแจ้งที่ไหน" in browser.get("/faq?try=ไฟดับริมถนน แจ้งใคร").words


def _add(desk: Desk, question: str = "เปิดกี่โมง", answer: str = "08.30 น.") -> Entry:
    desk.browser("clerk").fill("/faq/new", "/faq/save", question=question, answer=answer, category="ติดต่อ")
    return _entries(desk)[0]


def test_change_is_seen_by_the_bot_at_once(desk: Desk) -> None:
    entry = _add(desk)
    with desk.workplace.read() as work:
        before = work.revisions.all()["banmai", "faq"]
    browser = desk.browser("clerk")
    fields = {"id": entry.id, "version": "1", "question": "เปิดกี่โมง", "answer": "09.00 น.", "category": "ติดต่อ"}
    assert browser.fill(f"/faq/{entry.id}", "/faq/save", **fields).status == 302
    with desk.workplace.read() as work:
        assert work.revisions.all()["banmai", "faq"] == before + 1
    assert "09.00 น." in browser.get("/faq?try=เปิดกี่โมง").words


def test_two_people_cannot_overwrite_each_other_unseen(desk: Desk) -> None:
    entry = _add(desk)
    browser = desk.browser("clerk")
    fields = {"id": entry.id, "version": "1", "question": "เปิดกี่โมง", "category": "ติดต่อ"}
    browser.fill(f"/faq/{entry.id}", "/faq/save", **fields, answer="แก้โดยคนแรก")
    page = browser.post("/faq/save", **fields, answer="แก้โดยคนที่สอง")
    assert (page.status, "แก้โดยคนแรก" in page.words, "แก้โดยคนที่สอง" in page.text) == (400, True, True)
    assert browser.post("/faq/save", **fields | {"version": "2"}, answer="แก้โดยคนที่สอง").status == 302


def test_faulty_entry_is_given_back_and_changes_nothing(desk: Desk) -> None:
    page = desk.browser("clerk").fill("/faq/new", "/faq/save", question="เปิดกี่โมง", answer="", category="ติดต่อ")
    assert (page.status, "ใส่คำตอบ" in page.words, "เปิดกี่โมง" in page.text) == (400, True, True)
    assert _entries(desk) == []


def test_hidden_entry_leaves_the_answers(desk: Desk) -> None:
    entry = _add(desk)
    browser = desk.browser("clerk")
    assert "08.30" in browser.get("/faq?try=เปิดกี่โมง").words
    browser.fill(f"/faq/{entry.id}", f"/faq/{entry.id}/hide")
    assert "08.30" not in browser.get("/faq?try=เปิดกี่โมง").words
    assert "ซ่อน" in browser.get("/faq").words


def test_entry_of_another_office_is_not_there(desk: Desk) -> None:
    entry = _add(desk)
    stranger = desk.browser("clerk", NONG_BUA)
    assert stranger.get(f"/faq/{entry.id}").status == 404
    stranger.get("/faq/new")
    assert stranger.post("/faq/save", id=entry.id, version="1", question="q", answer="a", category="c").status == 404
    assert stranger.post(f"/faq/{entry.id}/hide").status == 404


def test_search_finds_in_questions_and_answers(desk: Desk) -> None:
    _add(desk)
    _add(desk, "ภาษีป้าย", "ติดต่อกองคลัง")
    browser = desk.browser("clerk")
    assert "พบ 1 ข้อ" in browser.get("/faq?q=กองคลัง").words
    assert "พบ 0 ข้อ" in browser.get("/faq?q=ไม่มีคำนี้").words


def test_log_of_answering_holds_no_words_of_citizens(desk: Desk) -> None:
    question = _ask(desk, "ความลับของมาลี")
    desk.browser("clerk").fill(f"/questions/{question}", **_answer(question, "คำตอบลับ"))
    page = desk.browser("admin").get("/log")
    assert ("ตอบคำถาม" in page.words, "ความลับของมาลี" in page.words, "คำตอบลับ" in page.words) == (True, False, False)
