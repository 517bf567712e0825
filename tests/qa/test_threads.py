"""Within a thread: several answers, the citizen's words, what is taken back, and the inbox."""

import pytest

from qa import inbox, passing, replying, threads
from qa.ports import Kind, Progress, Via
from tests.cast import BAN_MAI, MALEE, NONG_BUA
from tests.fakes.qa import FakeQaWork
from tests.qa.in_threads import ANSWER, answer, begun, counted, reason, said, state, write


def test_thread_holds_both_sides_in_order(work):
    thread = begun(work)
    answer(work, thread)
    write(work, thread)
    assert state(work, thread) is Progress.WAITING
    answer(work, thread, "วันเสาร์ปิด")
    assert said(work, thread) == ["ถังขยะรับที่ไหน", ANSWER, "วันเสาร์ได้ไหม", "วันเสาร์ปิด"]
    assert state(work, thread) is Progress.ANSWERED


def test_several_answers_leave_together(work):
    thread = begun(work)
    answer(work, thread)
    answer(work, thread, "เปิด 08.30 น.")
    assert passing.delivery(work, BAN_MAI, thread).answers == (ANSWER, "เปิด 08.30 น.")
    passing.delivered(work, BAN_MAI, thread)
    answer(work, thread, "ปิด 16.30 น.")
    assert passing.delivery(work, BAN_MAI, thread).answers == ("ปิด 16.30 น.",)


@pytest.mark.parametrize("seen", [1, replying.ANY])
def test_answer_sent_twice_is_one(work, seen):
    thread = begun(work)
    for _ in range(2):
        answer(work, thread, seen=seen)
    assert said(work, thread) == ["ถังขยะรับที่ไหน", ANSWER]
    assert counted(work, "by_staff") == 1


def test_answer_sent_twice_and_closed_between_is_no_error(work):
    thread = begun(work)
    answer(work, thread, seen=1)
    passing.close(work, BAN_MAI, thread, work.clock)
    answer(work, thread, seen=1)
    assert len(said(work, thread)) == 2


def test_second_of_two_who_answer_is_told_and_loses_nothing(work):
    thread = begun(work)
    answer(work, thread, seen=1)
    assert reason(answer, work, thread, "อีกคำตอบ", "s2", seen=1) == "thread_moved"
    assert said(work, thread) == ["ถังขยะรับที่ไหน", ANSWER]
    replying.keep_draft(work, BAN_MAI, thread, "อีกคำตอบ")
    assert inbox.get(work, BAN_MAI, thread).draft == "อีกคำตอบ"
    answer(work, thread, "อีกคำตอบ", "s2", seen=2)
    assert (said(work, thread)[-1], inbox.get(work, BAN_MAI, thread).draft) == ("อีกคำตอบ", "")


def test_answer_to_words_the_writer_has_not_read_is_refused(work):
    thread = begun(work)
    write(work, thread)
    assert reason(answer, work, thread, seen=1) == "thread_moved"


def test_answer_to_a_closed_thread_is_refused(work):
    thread = begun(work)
    passing.close(work, BAN_MAI, thread, work.clock)
    assert reason(answer, work, thread) == "thread_closed"
    assert said(work, thread) == ["ถังขยะรับที่ไหน"]


@pytest.mark.parametrize("text", ["ปลัดเรียกสินบนด้วย", "7391 0482 6501 7394 8261 057"])
def test_fraud_words_in_a_thread_are_never_kept(work, text):
    thread = begun(work)
    assert reason(write, work, thread, text) == "fraud_door"
    assert said(work, thread) == ["ถังขยะรับที่ไหน"]


def test_words_delivered_twice_are_kept_once(work):
    thread = begun(work)
    for _ in range(2):
        write(work, thread)
    assert said(work, thread) == ["ถังขยะรับที่ไหน", "วันเสาร์ได้ไหม"]


def test_thread_of_another_office_is_not_there(work):
    thread = begun(work)
    for verb in (
        lambda: write(work, thread, agency=NONG_BUA),
        lambda: threads.finish(work, NONG_BUA, thread, work.clock),
        lambda: threads.satisfied(work, NONG_BUA, thread, True, work.clock),
        lambda: threads.reopen(work, NONG_BUA, thread, MALEE, work.clock),
        lambda: passing.close(work, NONG_BUA, thread, work.clock),
    ):
        assert reason(verb) == "question_unknown"
    assert threads.erase(work, NONG_BUA, [thread]) == 0
    assert state(work, thread) is Progress.WAITING


def test_thread_does_not_grow_without_end(work):
    thread = begun(work)
    for number in range(threads.MESSAGES - 1):
        write(work, thread, "อีก", f"n{number}")
    assert reason(write, work, thread, "อีก", "last") == "thread_full"


def test_web_thread_needs_no_delivery_and_is_reachable(work):
    thread = begun(work, person=None, key="CODE", via=Via.WEB)
    answer(work, thread)
    found = inbox.get(work, BAN_MAI, thread)
    assert (found.reachable, found.messages[-1].delivered) == (True, False)
    assert [job.kind for job in work.jobs.asked] == ["notify_staff"]


def test_inbox_lists_by_state_and_kind_and_counts(work):
    question, complaint = begun(work), begun(work, "เสียงดัง", kind=Kind.COMPLAINT)
    answer(work, question)
    listed = inbox.listed(work, BAN_MAI, Progress.WAITING, None, 10)
    assert [one.id for one in listed] == [complaint]
    assert inbox.listed(work, BAN_MAI, Progress.WAITING, Kind.QUESTION, 10) == []
    assert [one.id for one in inbox.listed(work, BAN_MAI, Progress.ANSWERED, Kind.QUESTION, 10)] == [question]
    numbers = {key: number for key, number in inbox.numbers(work, BAN_MAI).items() if number}
    assert numbers == {(Progress.ANSWERED, Kind.QUESTION): 1, (Progress.WAITING, Kind.COMPLAINT): 1}
    assert inbox.listed(work, NONG_BUA, Progress.WAITING, None, 10) == []


def test_citizens_times_are_cut_to_the_hour(work):
    work.clock.pass_time(minutes=17)
    thread = begun(work)
    write(work, thread)
    found = inbox.get(work, BAN_MAI, thread)
    assert {one.at.minute for one in found.messages} | {found.asked_at.minute, found.active_at.minute} == {0}


def test_notice_is_asked_for_once_opens_with_the_office_and_may_be_off(work):
    thread = begun(work)  # a Saturday: nobody reads it before Monday 08:30 in Bangkok
    write(work, thread)
    due = {job.run_at for job in work.jobs.asked}
    assert [moment.isoformat() for moment in due] == ["2026-11-23T08:30:00+07:00"]
    quiet = FakeQaWork()
    silent = type(BAN_MAI)(**{**vars(BAN_MAI), "staff_notice": False})
    passing.pass_on(quiet, silent, "ถาม", MALEE, "m1", quiet.clock)
    assert quiet.jobs.asked == []
