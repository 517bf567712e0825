"""An office's own questionnaire on the web, with every kind of question."""

from dataclasses import replace
from datetime import date

from flask.testing import FlaskClient

from storage.workplace import Workplace
from surveys.library import Questionnaire
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.web.answering import FORM, fields, tap
from tests.web.ballot_box import published, waiting
from tests.web.reading import words

OWN = """{"id": "hall", "title": "ศาลาประชาคม", "fiscal_year": 2570,
 "items": [{"id": "q1", "text": "มาทำอะไร", "kind": "multiple", "options": ["ภาษี", "ทะเบียน", "อื่นๆ"]},
           {"id": "q2", "text": "มากี่ครั้ง", "kind": "number", "least": 1, "most": 99},
           {"id": "q3", "text": "อยากบอกอะไร", "kind": "text"}]}"""


def put_own(workplace: Workplace, **change: object) -> None:
    with workplace.begin() as work:
        work.questionnaires.put(BAN_MAI, replace(Questionnaire("hall", 1, OWN, date(2026, 11, 1)), **change))
        work.agencies.change(replace(BAN_MAI, survey_instrument="hall.1"))


def test_every_kind_of_question_can_be_answered(client: FlaskClient, workplace: Workplace, clock: FrozenClock):
    put_own(workplace)
    page = client.post(FORM, data={**fields(client.get(FORM)), "a": ["1", "3"]})
    assert "ใส่ตัวเลขตั้งแต่ 1 ถึง 99" in words(tap(client, page, a="1000"))
    page = tap(client, tap(client, page, a="๑๒"), a="ขอที่จอดรถ")
    assert [shown in words(page) for shown in ("ภาษี, อื่นๆ", "12", "ขอที่จอดรถ")] == [True] * 3
    assert tap(client, page, do="send").status_code == 303
    assert published(workplace, clock) == [("web", {"q1": (1, 3), "q2": 12})]  # words never rest on a row


def test_ten_thousand_characters_are_refused_and_stay_on_the_page(client: FlaskClient, workplace: Workplace):
    put_own(workplace)
    page = tap(client, tap(client, client.get(FORM), a="1"), a="3")
    long = tap(client, page, a="ก" * 10_000)
    assert (long.status_code, "ข้อความยาวไป ใช้ไม่เกิน 1000" in words(long)) == (422, True)
    assert fields(long)["a"] == "ก" * 10_000


def test_a_questionnaire_withdrawn_meanwhile_gives_way_to_the_one_in_use(client: FlaskClient, workplace: Workplace):
    put_own(workplace)
    page = tap(client, client.get(FORM), a="1")
    put_own(workplace, withdrawn_on=date(2026, 11, 21))
    now = tap(client, page, a="3")
    assert (now.status_code, "เลิกใช้แล้ว" in words(now), "ข้อ 1 จาก 9" in words(now)) == (422, True, True)
    assert waiting(workplace) == 0
