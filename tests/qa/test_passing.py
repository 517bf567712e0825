"""A question goes to staff, is answered, brought back and forgotten."""

from datetime import UTC, date, datetime

import pytest

from kernel.errors import Refused
from qa import passing, sealing
from qa.ports import Count, Kind, Progress
from tests.cast import BAN_MAI, MALEE, NONG_BUA, SOMCHAI
from tests.fakes.clock import FrozenClock

ASKED = "บ้านยายมีตะกวด จะย้ายไปไว้ที่ไหนได้บ้าง โทร 081-234-5678"


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
    question_id = _asked(work)
    [message] = work.questions.messages(BAN_MAI, [question_id])[question_id]
    for secret in (ASKED, MALEE):
        assert secret.encode() not in message.text + _stored(work, question_id).person


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
    assert [(job.key, job.payload) for job in work.jobs.asked if job.kind == passing.DELIVER_JOB] == [
        (question_id, {"question": question_id})
    ]
    found = passing.delivery(work, BAN_MAI, question_id)
    assert (found.person, found.answer) == (MALEE, "แจ้งกู้ภัยได้")


def test_delivered_is_once_and_keeps_the_asker_while_the_thread_is_open(work):
    question_id = _asked(work)
    passing.answer(work, BAN_MAI, question_id, "ตอบแล้ว", "staff-1", work.clock)
    passing.delivered(work, BAN_MAI, question_id)
    passing.delivered(work, BAN_MAI, question_id)
    assert passing.delivery(work, BAN_MAI, question_id) is None
    assert _stored(work, question_id).person is not None
    assert passing.get(work, BAN_MAI, question_id).answer == "ตอบแล้ว"


def test_answer_of_an_unknown_asker_needs_no_delivery(work):
    question_id = _asked(work, person=None)
    passing.answer(work, BAN_MAI, question_id, "ตอบแล้ว", "staff-1", work.clock)
    assert [job for job in work.jobs.asked if job.kind == passing.DELIVER_JOB] == []


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
    passing.close(work, BAN_MAI, question_id, work.clock)
    assert (_stored(work, question_id).progress, _stored(work, question_id).person) == (Progress.CLOSED, None)
    assert passing.waiting(work, BAN_MAI) == []


def test_close_waits_for_an_answer_on_its_way_before_it_forgets(work):
    question_id = _asked(work)
    passing.answer(work, BAN_MAI, question_id, "ตอบแล้ว", "staff-1", work.clock)
    passing.close(work, BAN_MAI, question_id, work.clock)
    assert passing.delivery(work, BAN_MAI, question_id).closed is True
    passing.delivered(work, BAN_MAI, question_id)
    assert _stored(work, question_id).person is None


def test_pass_on_with_the_same_key_is_one_thread(work):
    ask = (work, BAN_MAI, ASKED, MALEE, "m1", work.clock)
    first, again = (passing.pass_on(*ask, key="k1") for _ in range(2))
    assert (again, len(passing.waiting(work, BAN_MAI))) == (first, 1)
    assert passing.pass_on(*ask, key="k2") != first
    assert sealing.thread_id(work.vault, BAN_MAI, SOMCHAI, "k1") != first


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
