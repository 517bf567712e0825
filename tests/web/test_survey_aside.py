"""What people tell about themselves after sending."""

import pytest
from flask.testing import FlaskClient

from storage.workplace import Workplace
from surveys.asides import Profile, comments, profiles, publish_asides
from surveys.records import BATCH
from surveys.rounds import current_round
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.fakes.clock import FrozenClock
from tests.web.answering import answer_all
from tests.web.reading import form_of, words

THANKS = f"/s/{TAX_COUNTER.code}/thanks"
ABOUT = f"/s/{TAX_COUNTER.code}/about"


def tell(client: FlaskClient, **said: str):
    """Open the page of thanks and fill in what follows it."""
    return client.post(ABOUT, data={**form_of(client.get(THANKS)).fields, **said})


def waiting(workplace: Workplace, agency=BAN_MAI) -> int:
    with workplace.read() as work:
        return len(work.asides.waiting(agency))


def test_page_after_sending_asks_what_the_official_tables_show(client: FlaskClient):
    shown = words(client.get(answer_all(client).headers["Location"]))
    for word in ("ต่ำกว่า 20 ปี", "มากกว่า 60 ปี", "ชาย", "หญิง", "อื่นๆ", "ประถมศึกษาหรือต่ำกว่า", "ไม่ตอบก็ได้"):
        assert word in shown


def test_told_is_thanked_and_not_asked_again(client: FlaskClient):
    sent = tell(client, age="31-40", sex="f", comment="ขอที่จอดรถ")
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{THANKS}?told=1")
    page = client.get(sent.headers["Location"])
    assert ("ได้รับข้อมูลเพิ่มแล้ว" in words(page), "<form" in page.text) == (True, False)


def test_profile_and_comment_are_told_apart_and_published_in_a_batch(client, workplace, clock: FrozenClock):
    for number in range(BATCH):
        tell(client, age="31-40", sex="f", comment=f"ข้อที่ {number}")
    assert (waiting(workplace), waiting(workplace, NONG_BUA)) == (2 * BATCH, 0)
    with workplace.begin() as work:
        round_ = current_round(work, BAN_MAI, clock)
        assert publish_asides(work, BAN_MAI, clock) == 2 * BATCH
        assert profiles(work, BAN_MAI, round_.id) == {Profile("31-40", "f", ""): BATCH}
        assert sorted(comments(work, BAN_MAI, round_.id)) == [f"ข้อที่ {number}" for number in range(BATCH)]
    assert waiting(workplace) == 0


def test_nothing_told_keeps_nothing(client: FlaskClient, workplace: Workplace):
    assert tell(client).status_code == 303
    assert waiting(workplace) == 0


def test_the_same_page_twice_is_told_once(client: FlaskClient, workplace: Workplace):
    form = {**form_of(client.get(THANKS)).fields, "sex": "m"}
    assert [client.post(ABOUT, data=form).status_code for _ in range(3)] == [303] * 3
    assert waiting(workplace) == 1


def test_ten_thousand_characters_are_refused_with_every_word_kept(client: FlaskClient, workplace: Workplace):
    page = tell(client, age="31-40", comment="ก" * 10_000)
    assert (page.status_code, "ใช้ไม่เกิน 2000" in words(page)) == (422, True)
    kept = form_of(page).fields
    assert kept["comment"] == "ก" * 10_000
    assert 'value="31-40" selected' in page.text
    assert waiting(workplace) == 0
    assert client.post(ABOUT, data={**kept, "comment": "ก" * 2000, "age": "31-40"}).status_code == 303


@pytest.mark.parametrize(
    "comment", ["=HYPERLINK(1)", "<script>alert(1)</script>", "{{7*7}}", "\x00ก\u202e", "😀" * 500]
)
def test_any_comment_is_kept_as_words(client: FlaskClient, workplace: Workplace, comment: str):
    assert tell(client, comment=comment).status_code == 303
    assert waiting(workplace) == 1
    page = tell(client, comment=comment, age="nobody")
    assert (page.status_code, "<script>alert" in page.text) == (422, False)


@pytest.mark.parametrize("field", ["age", "sex", "education"])
def test_a_tampered_choice_is_refused(client: FlaskClient, workplace: Workplace, field: str):
    page = tell(client, **{field: "x" * 5000})
    assert (page.status_code, "โปรดเลือกใหม่" in words(page)) == (422, True)
    assert waiting(workplace) == 0


@pytest.mark.parametrize("token", ["", "x", "..", "a.9999999999.b", "0" * 10_000, "a.²3.c", "ก.1.ข"])
def test_a_forged_token_keeps_nothing(client: FlaskClient, workplace: Workplace, token: str):
    assert tell(client, sex="f", token=token).status_code == 422
    assert waiting(workplace) == 0


def test_a_round_that_closed_meanwhile_says_so(client: FlaskClient, workplace: Workplace, clock: FrozenClock):
    clock.moment = clock.moment.replace(month=12, day=31, hour=16, minute=59)
    form = {**form_of(client.get(THANKS)).fields, "sex": "m"}
    clock.pass_time(minutes=2)
    page = client.post(ABOUT, data=form)
    assert (page.status_code, "รอบประเมินนี้ปิดแล้ว" in words(page)) == (422, True)
    assert waiting(workplace) == 0


def test_page_of_the_chat_belongs_to_the_agency(client: FlaskClient, workplace: Workplace):
    page = client.get("/s/agency/banmai/about")
    form = form_of(page)
    assert (page.status_code, form.action) == (200, "/s/agency/banmai/about")
    assert client.post(form.action, data={**form.fields, "sex": "f"}).status_code == 303
    assert waiting(workplace) == 1
