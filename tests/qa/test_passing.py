"""A question goes to staff, is answered, brought back and forgotten."""

from datetime import UTC, date, datetime

import pytest

from kernel.errors import Refused
from qa import passing
from qa.ports import Count, Kind, Progress
from tests.cast import BAN_MAI, MALEE, NONG_BUA, SOMCHAI
from tests.fakes.clock import FrozenClock
from tests.fakes.qa import FakeQaWork

ASKED = "บ้านยายมีตะกวด จะย้ายไปไว้ที่ไหนได้บ้าง โทร 081-234-5678"


@pytest.fixture
def work() -> FakeQaWork:
    return FakeQaWork()


def _asked(work, agency=BAN_MAI, text=ASKED, person=MALEE, message="m1") -> str:
    return passing.pass_on(work, agency, text, person, message, work.clock)


def _stored(work, question_id, agency=BAN_MAI):
    return work.questions.get(agency, question_id)


def _reason(call, *arguments) -> str:
    with pytest.raises(Refused) as refused:
        call(*arguments)
    return refused.value.reason


def test_pass_on_shows_the_question_to_its_own_staff_only(work):
    question_id = _asked(work)
    assert [(one.id, one.text, one.reachable) for one in passing.waiting(work, BAN_MAI)] == [(question_id, ASKED, True)]
    assert passing.waiting(work, NONG_BUA) == []
    assert _reason(passing.get, work, NONG_BUA, question_id) == "question_unknown"


def test_pass_on_keeps_nothing_readable(work):
    stored = _stored(work, _asked(work))
    for secret in (ASKED, MALEE):
        assert secret.encode() not in stored.text + stored.person


def test_pass_on_cuts_the_time_to_the_hour(work):
    work.clock.moment = datetime(2026, 11, 21, 5, 47, 12, 345, tzinfo=UTC)
    assert _stored(work, _asked(work)).asked_at == datetime(2026, 11, 21, 5, tzinfo=UTC)


def test_listed_hides_phone_numbers(work):
    _asked(work)
    [question] = passing.waiting(work, BAN_MAI)
    assert "081-234-5678" in question.text
    assert question.listed == "บ้านยายมีตะกวด จะย้ายไปไว้ที่ไหนได้บ้าง โทร […]"


def test_pass_on_never_keeps_a_receipt(work):
    question_id = _asked(work, text="รหัส 7391 0482 6501 7394 8261 0571 ดูยังไง")
    assert passing.get(work, BAN_MAI, question_id).text == "รหัส […] ดูยังไง"


@pytest.mark.parametrize("text", ["", "   ", "\ud800", "\x00"])
def test_pass_on_refuses_nothing(work, text):
    assert _reason(passing.pass_on, work, BAN_MAI, text, MALEE, "m1", work.clock) == "question_empty"


@pytest.mark.parametrize("text", ["ปลัดเรียกสินบนค่าเซ็นแบบ", "7391 0482 6501 7394 8261 057"])
def test_pass_on_refuses_what_belongs_behind_the_fraud_door(work, text):
    assert _reason(passing.pass_on, work, BAN_MAI, text, MALEE, "m1", work.clock) == "fraud_door"
    assert (passing.waiting(work, BAN_MAI), work.counts.between(BAN_MAI, date.min, date.max)) == ([], [])


def test_pass_on_survives_odd_text_and_unknown_asker(work):
    question_id = passing.pass_on(work, BAN_MAI, "ถาม\ud800\x00 " + "ก" * 9000, None, None, work.clock)
    question = passing.get(work, BAN_MAI, question_id)
    assert len(question.text) == passing.TEXT_LIMIT
    assert question.reachable is False


def test_pass_on_counts_under_bangkok_day(work):
    work.clock.moment = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
    _asked(work)
    day = date(2026, 11, 22)
    assert work.counts.between(BAN_MAI, day, day) == [Count(day, "passed_on", "-", 1)]


def test_answer_asks_for_delivery_and_brings_it_to_the_asker(work):
    question_id = _asked(work)
    passing.answer(work, BAN_MAI, question_id, " แจ้งกู้ภัยได้ ", "staff-1", work.clock)
    assert passing.waiting(work, BAN_MAI) == []
    assert [(job.kind, job.key, job.payload) for job in work.jobs.asked] == [
        ("deliver_answer", question_id, {"question": question_id})
    ]
    found = passing.delivery(work, BAN_MAI, question_id)
    assert (found.person, found.answer) == (MALEE, "แจ้งกู้ภัยได้")


def test_answers_for_finds_only_ones_own(work):
    mine, other = _asked(work), _asked(work, person=SOMCHAI, message="m2")
    for question_id in (mine, other):
        passing.answer(work, BAN_MAI, question_id, "ตอบแล้ว", "staff-1", work.clock)
    assert [one.question_id for one in passing.answers_for(work, BAN_MAI, SOMCHAI)] == [other]
    assert passing.answers_for(work, NONG_BUA, SOMCHAI) == []


def test_delivered_forgets_the_asker_and_may_be_repeated(work):
    question_id = _asked(work)
    passing.answer(work, BAN_MAI, question_id, "ตอบแล้ว", "staff-1", work.clock)
    assert _stored(work, question_id).person is not None
    passing.delivered(work, BAN_MAI, question_id)
    passing.delivered(work, BAN_MAI, question_id)
    assert (_stored(work, question_id).person, _stored(work, question_id).message_mark) == (None, None)
    assert passing.delivery(work, BAN_MAI, question_id) is None
    assert passing.get(work, BAN_MAI, question_id).answer == "ตอบแล้ว"


def test_answer_of_an_unknown_asker_needs_no_delivery(work):
    question_id = _asked(work, person=None)
    passing.answer(work, BAN_MAI, question_id, "ตอบแล้ว", "staff-1", work.clock)
    assert work.jobs.asked == []


def test_answer_is_given_once(work):
    question_id = _asked(work)
    passing.answer(work, BAN_MAI, question_id, "ตอบแล้ว", "staff-1", work.clock)
    again = (passing.answer, work, BAN_MAI, question_id, "อีกที", "staff-2", work.clock)
    assert _reason(*again) == "question_not_waiting"
    assert passing.get(work, BAN_MAI, question_id).answer == "ตอบแล้ว"


@pytest.mark.parametrize(("text", "reason"), [("  ", "answer_empty"), ("ก" * 5001, "answer_long")])
def test_answer_refuses_what_line_cannot_carry(work, text, reason):
    question_id = _asked(work)
    assert _reason(passing.answer, work, BAN_MAI, question_id, text, "staff-1", work.clock) == reason
    assert _stored(work, question_id).progress is Progress.WAITING


def test_answer_refuses_another_agencys_question(work):
    question_id = _asked(work)
    assert _reason(passing.answer, work, NONG_BUA, question_id, "ตอบ", "x", work.clock) == "question_unknown"


def test_close_forgets_the_asker(work):
    question_id = _asked(work)
    passing.close(work, BAN_MAI, question_id)
    assert (_stored(work, question_id).progress, _stored(work, question_id).person) == (Progress.CLOSED, None)
    assert passing.waiting(work, BAN_MAI) == []


def test_withdraw_erases_what_came_of_the_message(work):
    gone, kept = _asked(work, message="m1"), _asked(work, message="m2")
    assert passing.withdraw(work, NONG_BUA, "m1") is False
    assert passing.withdraw(work, BAN_MAI, "m1") is True
    assert (_stored(work, gone), _stored(work, kept).id) == (None, kept)
    assert passing.withdraw(work, BAN_MAI, "m1") is False


def test_pass_on_knows_three_kinds(work):
    question_id = passing.pass_on(work, BAN_MAI, "ไฟหน้าวัดเสีย", None, None, work.clock, Kind.COMPLAINT)
    assert passing.get(work, BAN_MAI, question_id).kind is Kind.COMPLAINT


def test_waiting_lists_the_oldest_hour_first(work):
    late = FrozenClock(datetime(2026, 11, 21, 9, tzinfo=UTC))
    early = FrozenClock(datetime(2026, 11, 21, 3, tzinfo=UTC))
    second = passing.pass_on(work, BAN_MAI, "ข้อสอง", None, None, late)
    first = passing.pass_on(work, BAN_MAI, "ข้อแรก", None, None, early)
    assert [one.id for one in passing.waiting(work, BAN_MAI)] == [first, second]
