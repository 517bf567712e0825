"""How a thread ends, comes back, and is forgotten by rule."""

import pytest

from qa import inbox, passing, retention, threads
from qa.ports import Progress
from tests.cast import BAN_MAI, MALEE
from tests.qa.in_threads import answer, begun, counted, reason, said, state, write


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
