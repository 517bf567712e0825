"""The dialogue as a function: no database, no network, no clock."""

import pytest

from bot import buttons, texts
from bot.desk import Turn
from bot.dialogue import step
from bot.events import Follow, Other, Unfollow, Unreadable, Unsend
from bot.facts import AskedUnknown, Counted, Forgotten, LinkStaff, Unsent
from bot.state import State
from qa.ports import Kind
from tests.bot.office import ENTRIES
from tests.bot.saying import DESK, UNKNOWN, happens, say, talk, tap
from tests.bot.talking import heads, offered
from tests.cast import BAN_MAI, TAX_COUNTER


def test_step_is_repeatable() -> None:
    assert say("ประเมิน") == say("ประเมิน")


def test_answer_comes_with_a_way_to_staff() -> None:
    turn = say(ENTRIES[0].question)
    assert turn.messages[0]["text"] == ENTRIES[0].answer
    assert turn.facts == [Counted("answered", "ภาษี")]
    assert texts.ASK_STAFF in offered(turn)


@pytest.mark.parametrize("words", [texts.ASK_STAFF, "ส่งให้เจ้าหน้าที่"])
def test_staff_gets_the_question_already_typed(words: str) -> None:
    turn = talk(ENTRIES[0].question, words)
    assert turn.facts == [AskedUnknown(ENTRIES[0].question, "m1", Kind.QUESTION)]
    assert turn.state.question is None


def test_staff_button_of_an_older_question_asks_to_type_again() -> None:
    turn = tap(say(ENTRIES[0].question).state, buttons.data(buttons.ASK, q="older", to="staff"))
    assert (heads(turn), turn.facts) == ([texts.QUESTION_GONE], ())


def test_unknown_question_is_passed_on_with_phone_and_hours() -> None:
    turn = say(UNKNOWN)
    assert turn.facts == [AskedUnknown(UNKNOWN, "m1", Kind.QUESTION)]
    assert BAN_MAI.phone in turn.messages[0]["text"]
    assert BAN_MAI.hours in turn.messages[0]["text"]


def test_tapped_choice_is_answered_and_a_vanished_one_excused() -> None:
    turn = tap(State(), buttons.data(buttons.ASK, q="x", e="trash"))
    assert turn.messages[0]["text"] == ENTRIES[2].answer
    assert heads(tap(State(), buttons.data(buttons.ASK, q="x", e="gone"))) == [texts.ENTRY_GONE]


@pytest.mark.parametrize(
    ("word", "kind"), [("เสนอแนะ", Kind.SUGGESTION), ("ร้องเรียนทั่วไป", Kind.COMPLAINT), ("ติดต่อเจ้าหน้าที่", Kind.QUESTION)]
)
def test_text_after_its_tile_goes_to_staff(word: str, kind: Kind) -> None:
    turn = talk(word, "เสียงดังจากโรงงานทุกคืน")
    assert turn.facts == [AskedUnknown("เสียงดังจากโรงงานทุกคืน", "m1", kind)]
    assert talk(word, "ยกเลิก").state.waiting_for == ""


@pytest.mark.parametrize("asking", [texts.PERSON, texts.COMPLAIN])
@pytest.mark.parametrize("word", [texts.RATE, f"EIT {TAX_COUNTER.code}"])
def test_word_of_the_menu_is_not_sent_to_staff_whatever_is_waited_for(asking: str, word: str) -> None:
    turn = talk(asking, word)
    assert (turn.state.waiting_for, turn.state.sitting is not None) == ("", True)
    assert not any(isinstance(fact, AskedUnknown) for fact in turn.facts)


def test_sticker_while_a_text_is_awaited_is_no_answer_to_the_survey_beside_it() -> None:
    state = talk("ประเมิน", "6", texts.COMPLAIN).state
    assert heads(step(DESK, state, happens(Unreadable("sticker"))))[-1] == texts.STILL_WAITING
    assert heads(say("🙏", state))[-1] == texts.STILL_WAITING


@pytest.mark.parametrize("words", ["", " \u200b\n ", "​"])
def test_empty_text_gets_gentle_help(words: str) -> None:
    assert heads(say(words)) == [texts.EMPTY]


@pytest.mark.parametrize("state", [State(), talk("ประเมิน", "6").state, talk("เสนอแนะ").state])
@pytest.mark.parametrize("word", ["เมนู", "ยกเลิก", "เริ่มใหม่"])
def test_global_words_work_everywhere(state: State, word: str) -> None:
    turn = say(word, state)
    assert turn.messages != ()
    assert turn.state.waiting_for == ""


def test_menu_keeps_fraud_in_a_bubble_of_its_own() -> None:
    turn = say("เมนู")
    services, fraud = turn.messages
    assert "/f/" not in str(services)
    assert fraud["contents"]["footer"]["contents"][0]["action"]["uri"].endswith("/f/banmai?openExternalBrowser=1")


@pytest.mark.parametrize("data", ["hello", "v1|eit", "v9|eit|s=1|q=e1|a=1", "v1|menu|to=nowhere", ""])
def test_foreign_button_is_refused_kindly_and_counted(data: str) -> None:
    turn = tap(State(), data)
    assert turn.state == State()
    assert [fact.outcome for fact in turn.facts if isinstance(fact, Counted)] == ["stale_button"]
    assert turn.messages


def test_follow_greets_with_the_privacy_notice_and_forgets() -> None:
    turn = step(DESK, talk("ประเมิน", "6").state, happens(Follow()))
    assert turn.state == State()
    assert "https://banmai.example/a/banmai/privacy" in turn.messages[0]["text"]


def test_unfollow_is_silent_and_final_until_the_person_writes() -> None:
    turn = step(DESK, talk("ประเมิน", "6").state, happens(Unfollow()))
    assert (turn.state, turn.messages, turn.facts) == (State(blocked=True), (), [Forgotten()])
    assert say("สวัสดี", turn.state).state == State()


def test_unsend_forgets_the_question_and_says_nothing() -> None:
    asked = say(ENTRIES[0].question).state
    turn = step(DESK, asked, happens(Unsend("m1")))
    assert (turn.state.question, turn.messages, turn.facts) == (None, (), [Unsent("m1")])


@pytest.mark.parametrize("typed", ["123456", "123 456", "๑๒๓๔๕๖"])
def test_link_code_is_tried_and_guessing_is_stopped(typed: str) -> None:
    turn = say(typed)
    assert turn.facts == [LinkStaff("123456")]
    assert "เจ้าหน้าที่" not in turn.refusals[""][0]["text"]  # it may have been an informer's code
    for _ in range(4):
        turn = say(typed, turn.state)
    assert say(typed, turn.state).facts == ()


def test_what_is_not_ours_is_passed_over() -> None:
    assert step(DESK, State(), happens(Other())) == Turn(State())
