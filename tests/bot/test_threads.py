"""Threads with staff in the chat, step by step: no database, no network."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import buttons, messages, texts
from bot import thread_texts as words
from bot.desk import Desk, Turn
from bot.dialogue import step
from bot.events import Postback, Unfollow
from bot.facts import AskedUnknown, Counted, Erased, Forgotten, ThreadTapped, WroteOn
from bot.state import State
from bot.topics import passing_on, threads
from qa import thread_texts
from qa.inbox import OpenThread, Said
from qa.ports import Kind, Progress, Via
from tests.bot.saying import DESK, UNKNOWN, happens, say, talk
from tests.bot.talking import heads
from tests.cast import NOON

LAMP = "ไฟถนนหน้าวัดเสียหลายดวง"
SUN = "วันอาทิตย์เปิดไหม"


def thread(*spoken: str, thread_id: str = "t1", progress: Progress = Progress.ANSWERED, minutes: int = 0) -> OpenThread:
    """Words in turn: the citizen's, the office's; those that begin with "+" are the office's again."""
    said, office = [], True
    for place, text in enumerate(spoken, 1):
        office = text.startswith("+") or not office
        said.append(Said(place, office, text.lstrip("+"), NOON))
    closed = NOON if progress is Progress.CLOSED else None
    moved = NOON + timedelta(minutes=minutes)
    return OpenThread(
        thread_id, Kind.QUESTION, progress, Via.LINE, NOON, moved, closed, None, None, tuple(said), "", True
    )


def at(*known: OpenThread, held: str = "") -> Desk:
    return replace(DESK, threads=known, held=frozenset({held}))


def tap(state: State, desk: Desk = DESK, **values: str) -> Turn:
    return step(desk, state, happens(Postback(buttons.data(buttons.THREAD, **values))))


MINE = State(threads=("k1",))


def said_in(turn: Turn) -> list[str]:
    return [str(message.get("text", "")) for message in turn.messages]


def cards(turn: Turn) -> str:
    return "\n".join(str(message.get("altText", "")) for message in turn.messages)


def buttons_of(turn: Turn) -> list[str]:
    found = [str(message) for message in turn.messages]
    return [
        label for label in vars(words).values() if isinstance(label, str) and any(f"'{label}'" in one for one in found)
    ]


def test_passed_on_says_when_and_offers_to_come_back() -> None:
    turn = say(UNKNOWN)
    assert "เจ้าหน้าที่จะตอบภายในวันจันทร์ที่ 23 พ.ย. 2569" in said_in(turn)[0]
    assert words.SEE in buttons_of(turn)
    [asked] = [fact for fact in turn.facts if isinstance(fact, AskedUnknown)]
    assert turn.state.threads == (asked.key,)
    assert set(turn.refusals) == {"", "fraud_door"}


def test_two_questions_have_keys_of_their_own_and_only_the_latest_are_kept() -> None:
    state = State(threads=tuple(f"k{number}" for number in range(passing_on.KEPT)))
    turn = say(UNKNOWN, state)
    assert (len(turn.state.threads), turn.state.threads[0]) == (passing_on.KEPT, "k1")


def test_asking_for_a_person_says_whether_one_is_there() -> None:
    turn = say(texts.PERSON)
    assert "วันนี้สำนักงานปิดทำการ เริ่มงานวันจันทร์ที่ 23 พ.ย. 2569 เวลา 08.30 น." in said_in(turn)[0]
    assert turn.state.waiting_for == "question"


def test_roads_are_shown_the_way_and_kept_only_on_request() -> None:
    turn = talk(texts.COMPLAIN, LAMP)
    assert [fact.outcome for fact in turn.facts if isinstance(fact, Counted)] == ["handed_off"]
    assert not any(isinstance(fact, AskedUnknown) for fact in turn.facts)
    assert thread_texts.TRAFFY_LINK in str(turn.messages)
    assert turn.state.question is not None
    kept = tap(turn.state, to="anyway", q=turn.state.question.key)
    assert [fact for fact in kept.facts if isinstance(fact, AskedUnknown)] == [AskedUnknown(LAMP, "m1", Kind.COMPLAINT)]
    assert heads(tap(turn.state, to="anyway", q="older")) == [texts.QUESTION_GONE]


@pytest.mark.parametrize("how", ["typed", "tapped"])
def test_answer_is_shown_again_as_often_as_one_likes(how: str) -> None:
    desk = at(thread("ถามแรก", "ตอบเก่า", "ถามต่อ", "ตอบใหม่", "+และอีกข้อ"))
    turn = say(words.SEE, MINE, desk) if how == "typed" else tap(MINE, desk, to="see")
    assert said_in(turn)[0] == f"{words.ANSWER_HEAD.format(question='ถามแรก')}\n\nตอบใหม่"
    assert said_in(turn)[1] == "และอีกข้อ"
    assert {words.SERVED, words.NOT_SERVED} <= set(buttons_of(turn))


def test_answer_that_rides_on_this_reply_is_not_said_twice() -> None:
    answered = thread("ถาม", "ตอบ")
    assert heads(tap(MINE, at(answered, held=answered.id), to="see")) == [words.ANSWER_ABOVE]


def test_something_else_that_is_held_is_not_taken_for_the_answer() -> None:
    assert words.ANSWER_ABOVE not in heads(tap(MINE, at(thread("ถาม", "ตอบ"), held="another"), to="see"))


def test_question_that_waits_is_told_when() -> None:
    turn = tap(MINE, at(thread("ถาม", progress=Progress.WAITING)), to="see")
    assert said_in(turn)[0].startswith("เจ้าหน้าที่ยังไม่ได้ตอบ วันนี้สำนักงานปิดทำการ")


def test_earlier_answer_is_shown_while_a_new_one_is_awaited() -> None:
    turn = tap(MINE, at(thread("ถาม", "ตอบ", "ถามต่อ", progress=Progress.WAITING)), to="see")
    assert "ตอบ" in said_in(turn)[0]


def test_nothing_sent_is_said_kindly() -> None:
    assert heads(tap(State(), to="see")) == [words.NOTHING_SENT]
    assert heads(tap(MINE, at(), to="write", t="t1")) == [words.GONE]


@pytest.mark.parametrize("way", ["write", "no"])
def test_writing_on_goes_into_the_thread(way: str) -> None:
    desk = at(thread("ถาม", "ตอบ"))
    turn = tap(MINE, desk, to=way, t="t1")
    assert list(turn.facts) == ([ThreadTapped("t1", "no")] if way == "no" else [])
    sent = say(SUN, turn.state, desk)
    assert list(sent.facts) == [WroteOn("t1", SUN, "m1")]
    assert sent.state.waiting_for == ""
    assert words.WRITTEN in heads(sent)[0]
    assert {"", "fraud_door", "thread_closed", "thread_full", "question_unknown"} == set(sent.refusals)
    assert say("ยกเลิก", turn.state, desk).state.waiting_for == ""


@pytest.mark.parametrize(("way", "said"), [("yes", words.THANKS_CLOSED), ("close", words.CLOSED)])
def test_thread_ends_with_one_tap_and_offers_to_reopen(way: str, said: str) -> None:
    turn = tap(MINE, at(thread("ถาม", "ตอบ")), to=way, t="t1")
    assert list(turn.facts) == [ThreadTapped("t1", way)]
    assert said in cards(turn)
    assert words.REOPEN in buttons_of(turn)


def test_reopened_thread_waits_for_words() -> None:
    turn = tap(MINE, at(thread("ถาม", "ตอบ", progress=Progress.CLOSED)), to="reopen", t="t1")
    assert list(turn.facts) == [ThreadTapped("t1", "reopen")]
    assert turn.state.waiting_for == "thread:t1"
    assert turn.refusals["thread_closed"][0]["text"] == words.TOO_LATE


def test_typed_words_mean_the_thread_that_moved_last() -> None:
    desk = at(thread("ใหม่", "ตอบ", thread_id="new", minutes=5), thread("เก่า", "ตอบ", thread_id="old"))
    assert list(say(words.CLOSE, MINE, desk).facts) == [ThreadTapped("new", "close")]
    assert say("เขียนต่อ", MINE, desk).state.waiting_for == "thread:new"


def test_erasing_asks_first_and_then_takes_everything() -> None:
    desk = at(thread("ถาม", "ตอบ"), thread("อีกเรื่อง", thread_id="t2"))
    state = replace(talk(texts.COMPLAIN, LAMP).state, threads=("k1", "k2"))
    asked = say(words.ERASE, state, desk)
    assert (list(asked.facts), "2 เรื่อง" in cards(asked)) == ([], True)
    assert heads(tap(state, desk, to="keep")) == [words.NOT_ERASED]
    done = tap(asked.state, desk, to="sure")
    assert list(done.facts) == [Erased(("t1", "t2"))]
    assert (done.state.threads, done.state.question) == ((), None)
    assert heads(say(words.ERASE)) == [words.NOTHING_TO_ERASE]


def test_words_of_threads_mean_nothing_special_without_a_thread() -> None:
    assert ThreadTapped not in {type(fact) for fact in say(words.CLOSE).facts}


def test_blocking_names_the_threads_to_forget() -> None:
    assert step(DESK, MINE, happens(Unfollow())).facts == [Forgotten(("k1",))]


def test_many_answers_fit_one_message_limit() -> None:
    shown = threads.answer_messages("t1", "ถาม", [f"ตอบ {n}" for n in range(9)], closed=False)
    assert len(shown) == messages.MESSAGES - 1
    assert all(f"ตอบ {n}" in str(shown) for n in range(9))
