"""The survey in the chat, as a function."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import buttons, texts
from bot.desk import Turn
from bot.dialogue import step
from bot.events import Content, Unreadable
from bot.facts import Counted, SurveyDone, VisitCounted
from surveys.instruments import load
from tests.bot.saying import DESK, FOR_ALL, FRAUD_SPOT, GONE, WHOLE_SURVEY, happens, say, talk, tap
from tests.bot.talking import heads
from tests.cast import NOON, TAX_COUNTER
from tests.surveys.own import WATER


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


def test_survey_is_handed_in_once_and_whole() -> None:
    turn = talk(*WHOLE_SURVEY, "ส่ง")
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


def test_button_of_an_item_already_answered_is_refused_unless_tapped_twice() -> None:
    state = talk("ประเมิน", "6").state
    assert state.sitting is not None
    data = buttons.data(buttons.SURVEY, s=state.sitting.session, q="e1", a=6)
    assert tap(state, data, at=NOON + timedelta(seconds=2)) == Turn(state)
    late = tap(state, data, at=NOON + timedelta(seconds=60))
    assert (late.state, heads(late)[0]) == (state, texts.STALE_ITEM)


def test_answers_can_be_changed_on_the_review() -> None:
    state = talk(*WHOLE_SURVEY).state
    assert state.sitting is not None
    turn = tap(
        state, buttons.data(buttons.SURVEY, s=state.sitting.session, q="e1", a=1), at=NOON + timedelta(minutes=5)
    )
    assert turn.state.sitting is not None
    assert turn.state.sitting.answers["e1"] == 1


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
