"""The learning page: groups, entries made of them, entries that fail, and what an entry would change."""

from datetime import date, timedelta

from kernel.agency import Agency
from qa import feedback, learning, passing
from qa.answering import KnowledgeBase
from qa.asked import to_keep
from qa.entries import Entry
from qa.learning_ports import Fate
from tests.cast import BAN_MAI, MALEE, NONG_BUA
from tests.console.desk import Browser, Desk

TODAY = date(2026, 11, 21)
HALL = ("ขอยืมเต็นท์จัดงานศพ", "ยืมเต็นท์จากอบตได้ไหม", "อยากยืมเต็นท์ไปใช้งานบวช")
BINS = Entry("bins", "ขยะ", "ขอถังขยะได้ที่ไหน", "รับได้ที่กองสาธารณสุข", ("ขอรับถังขยะใบใหม่", "ถังขยะแจกที่ไหน"))
TAX = Entry("tax", "ภาษี", "จ่ายภาษีที่ดินเมื่อไหร่", "ภายในเดือนเมษายน", ("ภาษีที่ดินหมดเขตวันไหน",))
DOGS = Entry("dogs", "สัตว์", "ฉีดวัคซีนหมาที่ไหน", "ที่ศาลาประชาคม", ("วัคซีนพิษสุนัขบ้าฟรีไหม",))


def office(desk: Desk, agency: Agency = BAN_MAI) -> None:
    with desk.workplace.begin() as work:
        for entry in (BINS, TAX, DOGS):
            work.faq.put(agency, entry, desk.clock.now())
        work.revisions.bump(agency, "faq")


def missed(desk: Desk, agency: Agency = BAN_MAI) -> list[str]:
    """Three people asked staff for a tent last week, and the groups were made; the ids of their threads."""
    base, threads = KnowledgeBase([BINS, TAX, DOGS], agency), []
    with desk.workplace.begin() as work:
        for place, text in enumerate(HALL):
            threads.append(passing.pass_on(work, agency, text, MALEE, f"m-{text}", desk.clock))
            day = TODAY - timedelta(days=5 + place)
            row = to_keep(work.vault, agency, base, text, f"m-{text}", Fate.PASSED_ON, "", day)
            assert row is not None
            work.asked.put_many([(agency.code, row)])
        learning.keep(work, agency, learning.study(work, agency, base, TODAY))
    return threads


def group(desk: Desk, agency: Agency = BAN_MAI) -> str:
    with desk.workplace.read() as work:
        (found,) = learning.clusters(work, agency)
    return found.id


def answers(desk: Desk, threads: list[str]) -> list[str | None]:
    with desk.workplace.read() as work:
        return [passing.get(work, BAN_MAI, thread).answer for thread in threads]


def stored(desk: Desk, question: str) -> list[Entry]:
    with desk.workplace.read() as work:
        return [entry for entry in work.faq.all(BAN_MAI) if entry.question == question]


def save(browser: Browser, page: str, **fields: object) -> object:
    said = {"status": "live", "category": "ยืมของ", "question": "ยืมเต็นท์", "answer": "ยืมได้ที่สำนักปลัด", "version": "0"}
    return browser.fill(page, "/faq/save", **{**said, **fields})


def test_learning_page_of_a_fresh_office_says_when_groups_are_made(desk: Desk) -> None:
    page = desk.browser("clerk").get("/learning")
    assert ("ระบบทำให้ทุกวันจันทร์" in page.words, "ยังไม่มีคำตอบที่เข้าเกณฑ์นี้" in page.words) == (True, True)


def test_learning_page_shows_the_own_groups_with_size_and_who_waits(desk: Desk) -> None:
    office(desk)
    missed(desk)
    words = desk.browser("clerk").get("/learning").words
    assert "ถาม 3 ครั้ง · รอคำตอบ 3 คน" in words
    assert "เต็นท์" not in desk.browser("clerk", NONG_BUA).get("/learning").words
    assert desk.browser("clerk", NONG_BUA).get(f"/learning/{group(desk)}").status == 404


def test_one_tap_makes_an_entry_and_answers_the_chosen_of_those_who_wait(desk: Desk) -> None:
    office(desk)
    threads = missed(desk)
    browser, made_of = desk.browser("clerk"), group(desk)
    form = browser.get(f"/faq/new?cluster={made_of}")
    assert all(thread in form.text for thread in threads)
    assert "เต็นท์" in form.text
    page = save(browser, f"/faq/new?cluster={made_of}", cluster=made_of, thread=threads[:2])
    assert page.to == "/console/learning?done=group_done"
    assert answers(desk, threads) == ["ยืมได้ที่สำนักปลัด", "ยืมได้ที่สำนักปลัด", None]
    assert len(stored(desk, "ยืมเต็นท์")) == 1
    assert "ไม่มีคำถามที่พบซ้ำ" in browser.get("/learning").words


def test_a_group_that_a_colleague_dealt_with_publishes_nothing(desk: Desk) -> None:
    office(desk)
    threads = missed(desk)
    browser, made_of = desk.browser("clerk"), group(desk)
    browser.get(f"/faq/new?cluster={made_of}")
    token = browser.token
    desk.browser("clerk").fill(f"/learning/{made_of}", f"/learning/{made_of}/dismiss")
    page = browser.post(
        "/faq/save", csrf=token, cluster=made_of, thread=threads, status="live", category="ยืมของ",
        question="ยืมเต็นท์", answer="ยืมได้", version="0",
    )  # fmt: skip
    assert (page.status, "มีผู้จัดการแล้ว" in page.words, stored(desk, "ยืมเต็นท์")) == (400, True, [])
    assert answers(desk, threads) == [None, None, None]


def test_a_group_can_join_the_nearest_entry(desk: Desk) -> None:
    office(desk)
    threads = missed(desk)
    with desk.workplace.begin() as work:
        (row,) = work.clusters.all(BAN_MAI)
        work.clusters.replace_open(BAN_MAI, [learning.replace(row, nearest="bins")], TODAY)
        wordings = [one for one in learning.clusters(work, BAN_MAI)[0].wordings if "…" not in one]
    browser, joined = desk.browser("clerk"), group(desk)
    assert "ขอถังขยะได้ที่ไหน" in browser.get(f"/learning/{joined}").words
    browser.post(f"/learning/{joined}/join", thread=threads)
    assert answers(desk, threads) == ["รับได้ที่กองสาธารณสุข"] * 3
    assert stored(desk, BINS.question)[0].phrasings == (*BINS.phrasings, *wordings)


def test_groups_can_be_made_now(desk: Desk) -> None:
    desk.browser("clerk").fill("/learning", "/learning/now")
    with desk.workplace.read() as work:
        assert [job.kind for job in work.jobs.waiting(BAN_MAI)] == [learning.LEARN_JOB]
        assert work.jobs.waiting(NONG_BUA) == []


def test_failing_entries_are_listed_with_their_figures(desk: Desk) -> None:
    office(desk)
    with desk.workplace.begin() as work:
        for helped in (False,) * 6 + (True,):
            feedback.rate(work, BAN_MAI, "bins", helped, desk.clock)
        feedback.rate(work, BAN_MAI, "tax", False, desk.clock)
    words = desk.browser("clerk").get("/learning").words
    assert "ขอถังขยะได้ที่ไหน ไม่ใช่ 6 · ใช่ 1 · จากที่ตอบ 7 ครั้ง" in words
    assert TAX.question not in words


def test_an_entry_that_would_steal_is_shown_first_and_published_when_saved_again(desk: Desk) -> None:
    office(desk)
    browser = desk.browser("clerk")
    copy = {"question": BINS.question, "phrasings": "\n".join(BINS.phrasings)}
    shown = save(browser, "/faq/new", **copy)
    assert (shown.status, shown.to) == (200, "")
    assert "ข้ออื่นตอบคำถามนี้อยู่แล้ว" in shown.words
    assert len(stored(desk, BINS.question)) == 1
    tried = shown.text.split('name="tried" value="')[1].split('"')[0]
    said = {"status": "live", "category": "ยืมของ", "answer": "ยืมได้ที่สำนักปลัด", "version": "0", **copy}
    changed = browser.post("/faq/save", tried=tried, **{**said, "question": BINS.question + "บ้าง"})
    assert "ข้ออื่นตอบคำถามนี้อยู่แล้ว" in changed.words  # other words are tried anew
    assert browser.post("/faq/save", tried=tried, **said).to == "/console/faq?done=published"
    assert len(stored(desk, BINS.question)) == 2


def test_trying_shows_what_an_entry_would_catch_and_publishes_nothing(desk: Desk) -> None:
    office(desk)
    missed(desk)
    fields = {"question": "ขอยืมเต็นท์", "phrasings": "\n".join(HALL), "do": "try"}
    page = save(desk.browser("clerk"), "/faq/new", **fields)
    assert ("ลองกับคำถามที่ผ่านมา 3 ข้อ" in page.words, "ไม่กระทบคำตอบข้ออื่น" in page.words) == (True, True)
    assert stored(desk, "ขอยืมเต็นท์") == []


def test_learning_is_for_clerks(desk: Desk) -> None:
    assert [desk.browser(login).get("/learning").status for login in ("clerk", "surveyor")] == [200, 404]
