"""Questions, suggestions and complaints on the web, and reading the answers with a code."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from qa import passing, replying
from qa.inbox import OpenThread
from qa.ports import Kind, Progress, Via
from storage.workplace import Workplace
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock

ASKED = "ขอยืมเต็นท์จัดงานบวชได้ไหม"
ANSWER = "ยืมได้ที่กองช่าง"


def token(page: TestResponse) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page.text)
    assert found
    return found[1]


def send(
    client: FlaskClient, text: str = ASKED, path: str = "ask", agency: str = "banmai", **more: str
) -> TestResponse:
    fields = {"token": token(client.get(f"/a/{agency}/{path}")), "text": text} | more
    return client.post(f"/a/{agency}/{path}", data=fields)


def code_on(page: TestResponse) -> str:
    found = re.search(r'name="code" value="([^"]+)"', page.text)
    assert found
    return found[1]


def follow(client: FlaskClient, code: str, agency: str = "banmai", **more: str) -> TestResponse:
    return client.post(f"/a/{agency}/follow", data={"code": code} | more)


def waiting(workplace: Workplace, agency=BAN_MAI) -> list[OpenThread]:
    with workplace.read() as work:
        return passing.waiting(work, agency)


def answered(client: FlaskClient, workplace: Workplace, clock: FrozenClock) -> str:
    code = code_on(send(client))
    with workplace.begin() as work:
        [thread] = passing.waiting(work, BAN_MAI)
        replying.answer(work, BAN_MAI, thread.id, ANSWER, "s1", clock, seen=1)
    return code


@pytest.mark.parametrize(
    ("path", "kind"), [("ask", Kind.QUESTION), ("suggest", Kind.SUGGESTION), ("complain", Kind.COMPLAINT)]
)
def test_each_kind_has_an_address_of_its_own(client: FlaskClient, workplace: Workplace, path: str, kind: Kind) -> None:
    page = send(client, path=path)
    [thread] = waiting(workplace)
    assert (page.status_code, thread.kind, thread.via, thread.text) == (200, kind, Via.WEB, ASKED)
    assert waiting(workplace, NONG_BUA) == []
    assert f'href="/a/banmai/{path}"' in client.get("/a/banmai").text


def test_receipt_promises_truly_and_its_code_stands_nowhere(client: FlaskClient, workplace: Workplace) -> None:
    page = send(client)
    assert "เจ้าหน้าที่จะตอบภายในวันจันทร์ที่ 23 พ.ย. 2569" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert ">banmai.example/a/banmai/follow</a>" in page.text  # whoever notes the code needs the whole address
    code = code_on(page)
    assert len(code) == 12
    with workplace.read() as work:
        rows = str([tuple(row) for row in work.connection.exec_driver_sql("SELECT * FROM questions")])
    assert code not in rows


def test_form_sent_twice_is_one_question_with_one_code(client: FlaskClient, workplace: Workplace) -> None:
    fields = {"token": token(client.get("/a/banmai/ask")), "text": ASKED}
    codes = {code_on(client.post("/a/banmai/ask", data=fields)) for _ in range(2)}
    assert (len(codes), len(waiting(workplace))) == (1, 1)
    assert code_on(send(client)) not in codes


@pytest.mark.parametrize("text", ["", "  ", "ก" * 3001])
def test_what_cannot_be_taken_comes_back_with_every_word(client: FlaskClient, workplace: Workplace, text: str) -> None:
    page = send(client, text)
    assert (page.status_code, text.strip() in page.text, waiting(workplace)) == (422, True, [])


def test_stale_or_foreign_form_keeps_the_words(client: FlaskClient, workplace: Workplace, clock: FrozenClock) -> None:
    stale = token(client.get("/a/banmai/ask"))
    clock.pass_time(hours=13)
    for given in (stale, "x", token(client.get("/a/banmai/suggest")), token(client.get("/a/nongbua/ask"))):
        page = client.post("/a/banmai/ask", data={"token": given, "text": ASKED})
        assert (page.status_code, ASKED in page.text) == (422, True)
    assert waiting(workplace) == []


def test_fraud_words_are_shown_the_door_and_kept_nowhere(client: FlaskClient, workplace: Workplace) -> None:
    page = send(client, "ปลัดเรียกสินบนค่าเซ็นแบบ")
    assert (page.status_code, 'href="/f/banmai"' in page.text, waiting(workplace)) == (422, True, [])
    code = code_on(send(client))
    fields = {"do": "write", "token": token(follow(client, code)), "text": "ปลัดเรียกสินบน"}
    page = follow(client, code, **fields)
    assert (page.status_code, 'href="/f/banmai"' in page.text) == (422, True)
    assert [len(thread.messages) for thread in waiting(workplace)] == [1]


def test_roads_are_handed_on_counted_and_kept_on_request(
    client: FlaskClient, workplace: Workplace, clock: FrozenClock
) -> None:
    page = send(client, "ไฟถนนหน้าวัดเสียหลายดวง", "complain")
    assert ("traffyfondue" in page.text, "tel:1567" in page.text, waiting(workplace)) == (True, True, [])
    with workplace.read() as work:
        [counted] = work.counts.between(BAN_MAI, clock.now().date(), clock.now().date())
    assert (counted.outcome, counted.count) == ("handed_off", 1)
    fields = {"token": token(page), "text": "ไฟถนนหน้าวัดเสียหลายดวง", "anyway": "1"}
    assert client.post("/a/banmai/complain", data=fields).status_code == 200
    assert [thread.kind for thread in waiting(workplace)] == [Kind.COMPLAINT]


def test_answer_is_read_with_the_code_however_it_is_typed(
    client: FlaskClient, workplace: Workplace, clock: FrozenClock
) -> None:
    code = answered(client, workplace, clock)
    typed = f" {code[:4].lower()}-{code[4:8]} {code[8:]} "
    page = follow(client, typed)
    assert (page.status_code, ANSWER in page.text, ASKED in page.text) == (200, True, True)
    with workplace.read() as work:
        [thread] = work.questions.in_progress(BAN_MAI, Progress.ANSWERED)
        assert [one.delivered for one in work.questions.messages(BAN_MAI, [thread.id])[thread.id]] == [True, True]


@pytest.mark.parametrize("code", ["", "ABC", "2222-2222-2222", "<script>", "ก" * 90])
def test_wrong_and_unknown_codes_read_alike(client: FlaskClient, code: str) -> None:
    page = follow(client, code)
    assert (page.status_code, "ไม่พบเรื่องของรหัสนี้" in page.text, "<script>" in page.text) == (422, True, False)


def test_code_opens_nothing_at_another_office(client: FlaskClient) -> None:
    assert follow(client, code_on(send(client)), "nongbua").status_code == 422


def test_citizen_writes_on_once_for_each_form(client: FlaskClient, workplace: Workplace, clock: FrozenClock) -> None:
    code = answered(client, workplace, clock)
    fields = {"do": "write", "token": token(follow(client, code)), "text": "วันเสาร์ได้ไหม"}
    for _ in range(2):
        assert "วันเสาร์ได้ไหม" in follow(client, code, **fields).text
    [thread] = waiting(workplace)
    assert [said.text for said in thread.messages] == [ASKED, ANSWER, "วันเสาร์ได้ไหม"]


def test_satisfied_citizen_ends_the_thread_and_may_come_back(
    client: FlaskClient, workplace: Workplace, clock: FrozenClock
) -> None:
    code = answered(client, workplace, clock)
    assert "ปิดเรื่องแล้ว" in follow(client, code, do="yes").text
    fields = {"do": "write", "token": token(follow(client, code)), "text": "ขอถามอีก"}
    assert follow(client, code, **fields).status_code == 200
    assert len(waiting(workplace)) == 1
    follow(client, code, do="close")
    clock.pass_time(days=8)
    assert 'name="do" value="write"' not in follow(client, code).text


def test_citizen_erases_what_is_theirs(client: FlaskClient, workplace: Workplace, clock: FrozenClock) -> None:
    code = answered(client, workplace, clock)
    assert "ทำเครื่องหมายยืนยันก่อนลบ" in follow(client, code, do="erase").text
    assert "ลบข้อความแล้ว" in follow(client, code, do="erase", sure="1").text
    with workplace.read() as work:
        assert work.questions.in_progress(BAN_MAI, *Progress) == []
    assert follow(client, code).status_code == 422


def test_pages_are_shown_inert(client: FlaskClient) -> None:
    page = follow(client, code_on(send(client, "<script>alert(1)</script>")))
    assert ("<script>" in page.text, "&lt;script&gt;" in page.text) == (False, True)


def test_emergency_is_told_whom_to_call(client: FlaskClient) -> None:
    assert "1669" in send(client, "มีคนจมน้ำที่สะพาน").text
