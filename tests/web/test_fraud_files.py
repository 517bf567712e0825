"""What an informer attaches: cleaned, or refused without costing a word."""

import pytest
from flask.testing import FlaskClient

from complaints import evidence
from tests.fakes.fraud_door import FakeFraudDoor
from tests.web.reading import form_of, words
from tests.web.reporting import STORY, picture, reports, with_files
from web.requests import Budget, InMemoryRequest


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
