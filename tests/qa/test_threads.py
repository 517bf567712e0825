"""Within a thread: several answers, the citizen's words, its end, its return, and what is forgotten by rule."""

import pytest

from kernel.errors import Refused
from qa import inbox, passing, replying, retention, threads
from qa.ports import Kind, Progress, Via
from tests.cast import BAN_MAI, MALEE, NONG_BUA
from tests.fakes.qa import FakeQaWork

ANSWER = "รับได้ที่กองช่าง"


@pytest.fixture
def work() -> FakeQaWork:
    return FakeQaWork()


def begun(work, text="ถังขยะรับที่ไหน", person=MALEE, agency=BAN_MAI, **options) -> str:
    return passing.pass_on(work, agency, text, person, "m1", work.clock, **options)


def answer(work, thread, text=ANSWER, staff="s1", **options) -> None:
    replying.answer(work, BAN_MAI, thread, text, staff, work.clock, **options)


def write(work, thread, text="วันเสาร์ได้ไหม", message="m2", agency=BAN_MAI) -> None:
    threads.write_on(work, agency, thread, text, MALEE, message, work.clock)


def said(work, thread) -> list[str]:
    return [one.text for one in inbox.get(work, BAN_MAI, thread).messages]


def state(work, thread) -> Progress:
    return inbox.get(work, BAN_MAI, thread).progress


def reason(call, *arguments, **options) -> str:
    with pytest.raises(Refused) as refused:
        call(*arguments, **options)
    return refused.value.reason


def counted(work, outcome) -> int:
    day = work.clock.now().date()
    return sum(one.count for one in work.counts.between(BAN_MAI, day, day) if one.outcome == outcome)


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


def test_yes_counts_once_ends_the_thread_and_forgets(work):
    thread = begun(work)
    answer(work, thread)
    for _ in range(2):
        threads.satisfied(work, BAN_MAI, thread, True, work.clock)
    assert (state(work, thread), work.questions.get(BAN_MAI, thread).person) == (Progress.CLOSED, None)
    assert (counted(work, "satisfied"), counted(work, "unsatisfied")) == (1, 0)


def test_no_counts_once_and_keeps_the_thread_open(work):
    thread = begun(work)
    answer(work, thread)
    threads.satisfied(work, BAN_MAI, thread, False, work.clock)
    assert (state(work, thread), counted(work, "unsatisfied")) == (Progress.ANSWERED, 1)


def test_closed_thread_reopens_within_a_week_with_its_asker(work):
    thread = begun(work)
    threads.finish(work, BAN_MAI, thread, work.clock)
    work.clock.pass_time(days=7)
    threads.reopen(work, BAN_MAI, thread, MALEE, work.clock)
    assert state(work, thread) is Progress.WAITING
    answer(work, thread)
    assert passing.delivery(work, BAN_MAI, thread).person == MALEE


@pytest.mark.parametrize("verb", ["reopen", "write"])
def test_closed_thread_stays_closed_after_a_week(work, verb):
    thread = begun(work)
    threads.finish(work, BAN_MAI, thread, work.clock)
    work.clock.pass_time(days=7, seconds=1)
    call = {
        "write": lambda: write(work, thread),
        "reopen": lambda: threads.reopen(work, BAN_MAI, thread, MALEE, work.clock),
    }
    assert reason(call[verb]) == "thread_closed"
    assert work.questions.get(BAN_MAI, thread).person is None


def test_withdraw_takes_one_message_and_leaves_the_rest(work):
    thread = begun(work)
    write(work, thread)
    assert passing.withdrawn(work, BAN_MAI, "m1") == [thread]
    assert said(work, thread) == ["วันเสาร์ได้ไหม"]
    write(work, thread, "แล้ววันอาทิตย์", "m3")
    assert said(work, thread) == ["วันเสาร์ได้ไหม", "แล้ววันอาทิตย์"]


def test_withdraw_of_all_words_takes_the_answers_along(work):
    thread = begun(work)
    answer(work, thread)
    assert passing.withdraw(work, BAN_MAI, "m1") is True
    assert work.questions.get(BAN_MAI, thread) is None
    assert work.questions.messages(BAN_MAI, [thread]) == {thread: []}


def test_erase_takes_threads_as_a_whole(work):
    mine, other = begun(work, key="a"), begun(work, "ของคนอื่น", key="b")
    answer(work, mine)
    assert threads.erase(work, BAN_MAI, [mine, "unknown"]) == 1
    assert (work.questions.get(BAN_MAI, mine), state(work, other)) == (None, Progress.WAITING)
    assert work.questions.messages(BAN_MAI, [mine]) == {mine: []}


def test_blocked_asker_is_forgotten_and_the_question_stays(work):
    thread = begun(work)
    answer(work, thread)
    threads.forget_person(work, BAN_MAI, [thread])
    assert passing.delivery(work, BAN_MAI, thread) is None
    assert inbox.get(work, BAN_MAI, thread).reachable is False


def test_answered_thread_ends_by_age_and_its_words_go_by_rule(work):
    thread = begun(work)
    answer(work, thread)
    passing.delivered(work, BAN_MAI, thread)
    work.clock.pass_time(days=7)
    assert retention.tidy(work, BAN_MAI, work.clock) == (0, 0)
    work.clock.pass_time(hours=1)
    assert retention.tidy(work, BAN_MAI, work.clock) == (1, 0)
    assert (state(work, thread), work.questions.get(BAN_MAI, thread).person) == (Progress.CLOSED, None)
    work.clock.pass_time(days=BAN_MAI.question_days)
    assert retention.tidy(work, BAN_MAI, work.clock) == (0, 0)
    work.clock.pass_time(hours=1)
    assert retention.tidy(work, BAN_MAI, work.clock) == (0, 1)
    assert (work.questions.get(BAN_MAI, thread), work.questions.messages(BAN_MAI, [thread])) == (None, {thread: []})


def test_waiting_thread_is_not_forgotten_before_three_months(work):
    thread = begun(work)
    work.clock.pass_time(days=89)
    assert retention.tidy(work, BAN_MAI, work.clock) == (0, 0)
    work.clock.pass_time(days=2)
    assert retention.tidy(work, BAN_MAI, work.clock) == (1, 0)
    assert work.questions.get(BAN_MAI, thread).person is None


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
