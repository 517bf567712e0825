"""The dialogue as a function: no database, no network, no clock."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot import buttons, texts
from bot.desk import Desk, Turn
from bot.dialogue import step
from bot.events import Content, Event, Follow, Join, Other, Postback, Text, Unfollow, Unreadable, Unsend
from bot.facts import AskedUnknown, Counted, Forgotten, LinkStaff, SurveyDone, Unsent, VisitCounted
from bot.state import State, from_dict, to_dict
from devtools.line.limits import check
from kernel.agency import Purpose, ServicePoint
from qa.answering import KnowledgeBase
from qa.ports import Kind
from surveys.instruments import load
from surveys.rounds import running_round
from tests.bot.office import ENTRIES
from tests.cast import BAN_MAI, MALEE, NOON, TAX_COUNTER, WELFARE_COUNTER
from tests.surveys.own import WATER

GONE = replace(WELFARE_COUNTER, retired_on=date(2026, 11, 1))
ASKING = ServicePoint("QA7", "จุดสอบถาม", purpose=Purpose.QUESTION)
FRAUD_SPOT = ServicePoint("FR2E", "หน้าอาคาร", purpose=Purpose.FRAUD)
FOR_ALL = ServicePoint("GN3D", "จุดรวม", purpose=Purpose.ALL)
KNOWLEDGE = KnowledgeBase(ENTRIES, BAN_MAI, with_words=False)
DESK = Desk(
    agency=BAN_MAI,
    knowledge=KNOWLEDGE,
    points={point.code: point for point in (TAX_COUNTER, GONE, ASKING, FRAUD_SPOT, FOR_ALL)},
    round=running_round(date(2026, 11, 21)),
    instrument=load("eit-2567"),
    now=NOON,
    base_url="https://banmai.example",
)
UNKNOWN = "ขอยืมเต็นท์จัดงานบวช"


def happens(content: Content, *, chat: str = "user", user: str = MALEE, event_id: str = "01A", at: Any = NOON) -> Event:
    return Event(content, chat, user, "C1" if chat == "group" else "", "token", event_id, at, redelivered=False)


def say(words: str, state: State | None = None, desk: Desk = DESK, **more: Any) -> Turn:
    turn = step(desk, state or State(), happens(Text(words, "m1"), **more))
    assert check("reply", {"replyToken": "x", "messages": list(turn.messages)}) == []
    assert len(turn.messages) <= 5
    assert from_dict(to_dict(turn.state)) == turn.state
    return turn


def talk(*spoken: str, state: State | None = None, desk: Desk = DESK) -> Turn:
    """Several messages in a row; the last turn."""
    turn = Turn(state or State())
    for number, words in enumerate(spoken):
        turn = say(words, turn.state, desk, event_id=f"0{number}", at=NOON + timedelta(seconds=number))
    return turn


def heads(turn: Turn) -> list[str]:
    """The first line of each message."""
    return [str(message.get("text") or message.get("altText")).splitlines()[0] for message in turn.messages]


def labels(turn: Turn) -> list[str]:
    """The words under the last message."""
    return [item["action"]["label"] for item in turn.messages[-1].get("quickReply", {}).get("items", [])]


def tap(state: State, data: str, desk: Desk = DESK, **more: Any) -> Turn:
    return step(desk, state, happens(Postback(data), **more))


def test_step_is_repeatable() -> None:
    assert say("ประเมิน") == say("ประเมิน")


def test_answer_comes_with_a_way_to_staff() -> None:
    turn = say(ENTRIES[0].question)
    assert turn.messages[0]["text"] == ENTRIES[0].answer
    assert turn.facts == [Counted("answered", "ภาษี")]
    assert texts.ASK_STAFF in labels(turn)


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


def test_survey_begins_with_two_lines_and_the_first_question() -> None:
    turn = say(f"EIT {TAX_COUNTER.code}")
    note, question = turn.messages
    assert note["text"].split("\n\n") == [
        texts.AT_POINT.format(point=TAX_COUNTER.name), texts.CONSENT.format(count=9),
    ]  # fmt: skip
    assert heads(turn)[1].startswith("ข้อ 1 จาก 9")
    assert turn.facts == [VisitCounted(TAX_COUNTER.code)]
    assert [part["action"]["label"][:2] for part in question["contents"]["footer"]["contents"][:6]] == [
        f"{n}." for n in range(1, 7)
    ]


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("EIT ZZZZ", texts.UNKNOWN_POINT),
        (f"EIT {GONE.code}", texts.RETIRED_POINT),
        (f"EIT {FRAUD_SPOT.code}", texts.UNKNOWN_POINT),
        ("ทำแบบประเมิน #EIT-จุด01", texts.CONSENT),
    ],
)
def test_survey_opens_without_a_point_when_the_code_is_no_good(words: str, note: str) -> None:
    turn = say(words)
    assert heads(turn)[0] == note.format(count=9).splitlines()[0]
    assert turn.state.sitting is not None
    assert turn.state.sitting.point is None


def test_point_for_everything_asks_for_a_rating_when_its_code_is_sent() -> None:
    assert say(f"EIT {FOR_ALL.code}").facts == [VisitCounted(FOR_ALL.code)]
    assert say(f"EIT {FRAUD_SPOT.code}").facts == ()


@pytest.mark.parametrize("typed", ["4", "๔", "ข้อ 4", "ค่อนข้างเห็นด้วย", " 4. "])
def test_answer_can_be_typed_in_many_ways(typed: str) -> None:
    turn = talk("ประเมิน", typed)
    assert turn.state.sitting is not None
    assert turn.state.sitting.answers == {"e1": 4}


@pytest.mark.parametrize(
    "content", [Unreadable("sticker"), Unreadable("image"), Unreadable("location"), Unreadable("file")]
)
def test_what_cannot_be_read_leaves_the_survey_as_it_is(content: Content) -> None:
    before = talk("ประเมิน", "6").state
    turn = step(DESK, before, happens(content))
    assert turn.state == before
    assert heads(turn)[-1].startswith("ข้อ 2 จาก 9")


def test_nonsense_in_the_survey_is_not_sent_to_staff() -> None:
    turn = talk("ประเมิน", "อะไรนะ")
    assert turn.facts == ()
    assert heads(turn)[0] == texts.NOT_A_CHOICE.format(most=6)


ALL = ("ประเมิน", "6", "6", "2", "6", "6", "6", "6", "6", "2")


def test_survey_is_handed_in_once_and_whole() -> None:
    turn = talk(*ALL, "ส่ง")
    done = next(fact for fact in turn.facts if isinstance(fact, SurveyDone))
    assert done.answers.answers == {f"e{n}": 2 if n in (3, 9) else 6 for n in range(1, 10)}
    assert turn.state.sitting is None
    assert heads(Turn(turn.state, turn.refusals["already_answered"])) == [texts.ALREADY]


def test_survey_with_nothing_answered_is_not_handed_in() -> None:
    turn = talk("ประเมิน", *["ข้าม"] * 9, "ส่ง")
    assert (heads(turn)[0], turn.facts) == (texts.NOTHING_ANSWERED, ())


def test_send_before_the_end_is_refused() -> None:
    assert talk("ประเมิน", "6", "ส่ง").facts == ()


def test_who_has_answered_and_staff_are_refused_kindly() -> None:
    assert heads(say("ประเมิน", desk=replace(DESK, answered=True))) == [texts.ALREADY]
    assert heads(say("ประเมิน", desk=replace(DESK, staff=True))) == [texts.STAFF_CANNOT]


@pytest.mark.parametrize("tampered", ["a=9", "a=-1", "a=x", "a=", "q=e77|a=1", "a=๔", "a=999999"])
def test_tampered_button_changes_nothing(tampered: str) -> None:
    before = say("ประเมิน").state
    assert before.sitting is not None
    item = "" if tampered.startswith("q=") else "q=e1|"
    turn = tap(before, f"v1|eit|s={before.sitting.session}|{item}{tampered}")
    assert turn.state == before
    assert turn.facts == [Counted("stale_button", "survey")]


@pytest.mark.parametrize("data", ["hello", "v1|eit", "v9|eit|s=1|q=e1|a=1", "v1|menu|to=nowhere", ""])
def test_foreign_button_is_refused_kindly_and_counted(data: str) -> None:
    turn = tap(State(), data)
    assert turn.state == State()
    assert [fact.outcome for fact in turn.facts if isinstance(fact, Counted)] == ["stale_button"]
    assert turn.messages


def test_button_of_an_item_already_answered_is_refused_unless_tapped_twice() -> None:
    state = talk("ประเมิน", "6").state
    assert state.sitting is not None
    data = buttons.data(buttons.SURVEY, s=state.sitting.session, q="e1", a=6)
    assert tap(state, data, at=NOON + timedelta(seconds=2)) == Turn(state)
    late = tap(state, data, at=NOON + timedelta(seconds=60))
    assert (late.state, heads(late)[0]) == (state, texts.STALE_ITEM)


def test_answers_can_be_changed_on_the_review() -> None:
    state = talk(*ALL).state
    assert state.sitting is not None
    turn = tap(
        state, buttons.data(buttons.SURVEY, s=state.sitting.session, q="e1", a=1), at=NOON + timedelta(minutes=5)
    )
    assert turn.state.sitting is not None
    assert turn.state.sitting.answers["e1"] == 1


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
    for _ in range(4):
        turn = say(typed, turn.state)
    assert say(typed, turn.state).facts == ()


GROUP = {"chat": "group"}


def test_group_is_left_in_peace_unless_it_mentions_us() -> None:
    assert step(DESK, State(), happens(Text(ENTRIES[0].question), **GROUP)) == Turn(State())
    turn = step(DESK, State(), happens(Text(ENTRIES[0].question, to_us=True), **GROUP))
    assert heads(turn) == [ENTRIES[0].answer]


@pytest.mark.parametrize("words", ["ประเมิน", f"EIT {TAX_COUNTER.code}"])
def test_group_gets_no_survey(words: str) -> None:
    turn = step(DESK, State(), happens(Text(words, to_us=True), **GROUP))
    assert (heads(turn), turn.state, turn.facts) == ([texts.ONE_TO_ONE_ONLY], State(), ())


def test_group_question_without_answer_is_not_passed_on() -> None:
    turn = step(DESK, State(), happens(Text(UNKNOWN, to_us=True), **GROUP))
    assert (heads(turn), turn.facts) == ([texts.CANNOT_ANSWER], ())


def test_invitation_to_a_group_says_one_to_one() -> None:
    assert heads(step(DESK, State(), happens(Join(), user="", **GROUP))) == [texts.GROUP_HELLO]


def test_person_without_id_gets_public_answers_without_state() -> None:
    turn = step(DESK, State(), happens(Text(ENTRIES[0].question), user=""))
    assert (heads(turn), turn.state, turn.facts) == ([ENTRIES[0].answer], State(), ())


def test_what_is_not_ours_is_passed_over() -> None:
    assert step(DESK, State(), happens(Other())) == Turn(State())


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("ประเมิน", "https://banmai.example/s/agency/banmai"),
        (f"EIT {TAX_COUNTER.code}", f"https://banmai.example/s/{TAX_COUNTER.code}"),
    ],
)
def test_survey_that_buttons_cannot_ask_is_given_as_a_web_page(words: str, address: str) -> None:
    turn = say(words, desk=replace(DESK, instrument=WATER))
    assert f"'{address}'" in str(turn.messages)
    assert turn.state.sitting is None
    assert say(words).state.sitting is not None


def test_survey_with_single_choices_is_asked_in_the_chat() -> None:
    turn = say("ประเมิน", desk=replace(DESK, instrument=load("satisfaction-2570")))
    assert "น้ำประปา" in str(turn.messages[-1])
    again = say("๕", turn.state, replace(DESK, instrument=load("satisfaction-2570")))
    assert again.state.sitting is not None
    assert again.state.sitting.answers == {"s0": 5}
