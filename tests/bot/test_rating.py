"""The survey in the chat where the calendar, the questionnaire or the person has changed; and its size on a phone."""

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot import buttons, texts
from bot.desk import Desk, Turn
from bot.events import Text
from bot.facts import Counted, SurveyDone
from bot.topics.rating import start_at
from surveys.instruments import known, load
from surveys.instruments.reading import examine
from surveys.rounds import running_round
from tests.bot.saying import DESK, WHOLE_SURVEY, happens, say, talk, tap
from tests.bot.talking import heads, offered
from tests.cast import BAN_MAI, NOON, TAX_COUNTER

OFFICIAL = "https://itas.nacc.example/go/eit/abc"
WINDOW = {"official_eit_url": OFFICIAL, "official_eit_opens": "2026-11-21", "official_eit_closes": "2026-11-30"}
NEXT_ROUND = replace(DESK, round=running_round(date(2027, 1, 1)))
OWN = examine(
    {
        "id": "hall",
        "title": "ศาลาประชาคม",
        "fiscal_year": 2570,
        "items": [{"id": "q1", "text": "มาทำอะไร", "kind": "single", "options": ["ภาษี", "ทะเบียน"]}],
    },
    own=True,
    instrument_id="hall.1",
).instrument
assert OWN is not None
OTHER = replace(DESK, round=running_round(date(2026, 11, 21), "hall.1"), instrument=OWN)


def on(**details: str) -> Desk:
    return replace(DESK, agency=replace(BAN_MAI, **{**WINDOW, **details}))


def addresses(turn: Turn) -> list[str]:
    """Where buttons of the turn lead, in order."""
    found: list[str] = []

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            found.extend([part["uri"]] if part.get("type") == "uri" else [])
            part = list(part.values())
        if isinstance(part, list):
            for one in part:
                walk(one)

    walk(list(turn.messages))
    return found


def sent(turn: Turn) -> list[SurveyDone]:
    return [fact for fact in turn.facts if isinstance(fact, SurveyDone)]


# -- the calendar


def test_official_form_comes_first_in_its_window() -> None:
    assert addresses(say("ประเมิน")) == []
    turn = say(f"EIT {TAX_COUNTER.code}", desk=on())
    assert addresses(turn) == [OFFICIAL]
    assert heads(turn)[-1].startswith("ข้อ 1 จาก 9")


@pytest.mark.parametrize(("mode", "leads"), [("exclusive", [OFFICIAL]), ("thanks", [])])
def test_nothing_of_ours_is_asked_when_the_agency_says_so(mode: str, leads: list[str]) -> None:
    turn = say(f"EIT {TAX_COUNTER.code}", desk=on(official_eit_mode=mode))
    assert (addresses(turn), turn.state.sitting) == (leads, None)
    assert heads(turn) == [texts.OFFICIAL_TITLE if leads else texts.THANKS_ONLY]


def test_day_after_the_window_is_ours_again() -> None:
    later = replace(on(official_eit_mode="exclusive"), now=NOON + timedelta(days=10))
    assert heads(say("ประเมิน", desk=later))[-1].startswith("ข้อ 1 จาก 9")


# -- a round, a questionnaire, a person that changed meanwhile


def test_answers_of_a_closed_round_move_to_the_new_one_and_the_person_is_told() -> None:
    turn = say("6", talk("ประเมิน", "6").state, NEXT_ROUND)
    assert heads(turn)[0] == texts.ROUND_MOVED
    assert heads(turn)[1].startswith("ข้อ 3 จาก 9")
    assert turn.state.sitting is not None
    assert (turn.state.sitting.round, turn.state.sitting.answers) == ("eit-2567:2570Q2", {"e1": 6, "e2": 6})
    assert texts.ROUND_MOVED not in heads(say("2", turn.state, NEXT_ROUND))


def test_nobody_sends_into_a_round_they_have_not_heard_of() -> None:
    review = talk(*WHOLE_SURVEY)
    turn = say("ส่ง", review.state, NEXT_ROUND)
    assert (sent(turn), heads(turn)) == ([], [texts.ROUND_MOVED, texts.REVIEW_TITLE])
    (done,) = sent(say("ส่ง", turn.state, NEXT_ROUND))
    assert done.answers.round == "eit-2567:2570Q2"


def test_send_button_of_a_closed_round_asks_once_more_too() -> None:
    state = talk(*WHOLE_SURVEY).state
    assert state.sitting is not None
    turn = tap(state, buttons.data(buttons.SURVEY, s=state.sitting.session, do="send"), NEXT_ROUND)
    assert (sent(turn), heads(turn)[0]) == ([], texts.ROUND_MOVED)


@pytest.mark.parametrize("words", ["6", "๒", "ข้าม", "ส่ง"])
def test_withdrawn_questionnaire_takes_no_answer(words: str) -> None:
    turn = say(words, talk("ประเมิน", "6").state, OTHER)
    assert (heads(turn), turn.facts, turn.state.sitting) == ([texts.WITHDRAWN, texts.START_AGAIN], (), None)


def test_button_of_a_withdrawn_questionnaire_is_excused_and_counted() -> None:
    state = talk("ประเมิน", "6").state
    assert state.sitting is not None
    turn = tap(state, buttons.data(buttons.SURVEY, s=state.sitting.session, q="e2", a=6), OTHER)
    assert (heads(turn)[0], turn.facts) == (texts.WITHDRAWN, [Counted("stale_button", "survey")])


def test_questionnaire_that_buttons_cannot_ask_has_its_page() -> None:
    long = replace(OWN, items=(replace(OWN.items[0], kind="text", options=()),))  # type: ignore[union-attr]
    turn = say(f"EIT {TAX_COUNTER.code}", desk=replace(OTHER, instrument=long))
    assert addresses(turn) == [f"https://banmai.example/s/{TAX_COUNTER.code}"]
    assert turn.state.sitting is None


def test_member_of_staff_linked_in_the_middle_sends_nothing() -> None:
    state = talk(*WHOLE_SURVEY).state
    assert len(sent(say("ส่ง", state))) == 1
    turn = say("ส่ง", state, replace(DESK, staff=True))
    assert (heads(turn), turn.facts, turn.state.sitting) == ([texts.STAFF_CANNOT], (), None)


def test_two_posters_are_one_survey_of_the_last_poster() -> None:
    other = replace(TAX_COUNTER, code="EB8V", name="งานสวัสดิการ")
    desk = replace(DESK, points={TAX_COUNTER.code: TAX_COUNTER, other.code: other})
    state = talk(f"EIT {TAX_COUNTER.code}", "6", desk=desk).state
    assert state.sitting is not None
    turn = start_at(desk, state, happens(Text("", "m2")), other.code)
    assert turn.state.sitting is not None
    assert (turn.state.sitting.point, turn.state.sitting.answers) == ("EB8V", {"e1": 6})


# -- never by what was answered


def test_thanks_are_the_same_for_the_best_and_the_worst() -> None:
    best = talk("ประเมิน", "6", "6", "2", "6", "6", "6", "6", "6", "2", "ส่ง")
    worst = talk("ประเมิน", "1", "1", "1", "1", "1", "1", "1", "1", "1", "ส่ง")
    assert (best.messages, best.refusals) == (worst.messages, worst.refusals)
    assert addresses(best) == ["https://banmai.example/s/agency/banmai/about"]


def test_hasty_answers_are_flagged_without_a_time() -> None:
    slow = say("ส่ง", talk(*WHOLE_SURVEY).state, at=NOON + timedelta(seconds=90))
    quick = say("ส่ง", talk(*WHOLE_SURVEY).state, at=NOON + timedelta(seconds=11))
    assert [sent(turn)[0].answers.flags for turn in (slow, quick)] == [(), ("fast",)]


# -- size and wording


def test_official_wording_is_one_word_away() -> None:
    first = say("ประเมิน")
    assert texts.FULL in offered(first)
    item = load("eit-2567").items[0]
    turn = say(texts.FULL, first.state)
    assert item.text in turn.messages[0]["text"]
    assert (turn.state, heads(turn)[-1]) == (first.state, heads(first)[-1])


SCREEN = 740 - 24 - 56 - 50 - 52
"""A phone of 360 x 740 without the status line, LINE's own header, its input line and the row of quick replies."""
FONT = {"md": 16, "lg": 19}
GAP = {"sm": 4, "md": 8}
BUTTON, BUBBLE, BODY_EDGE, FOOTER_EDGE = 52, 300, 20, 10
"""LINE's documented sizes: a button of height md, a mega bubble, and the edges inside it."""


def lines(part: dict[str, Any]) -> int:
    """How many lines a text takes: marks have no width, a Thai letter is about 0.56 of its height wide."""
    letters = sum(1 for sign in part["text"] if unicodedata.category(sign) != "Mn")
    return -(-int(letters * FONT[part["size"]] * 0.56) // (BUBBLE - 2 * BODY_EDGE))


def height(bubble: dict[str, Any]) -> int:
    body, footer = bubble["body"]["contents"], bubble["footer"]["contents"]
    words = sum(int(lines(part) * FONT[part["size"]] * 1.45) for part in body)
    upper = 2 * BODY_EDGE + words + GAP["md"] * (len(body) - 1)
    return upper + 2 * FOOTER_EDGE + BUTTON * len(footer) + GAP["sm"] * (len(footer) - 1)


@pytest.mark.parametrize("name", [name for name in known() if name.startswith("eit")])
def test_every_question_fits_a_small_phone(name: str) -> None:
    turn = say("ประเมิน", desk=replace(DESK, instrument=load(name)))
    tall = []
    while turn.messages[-1]["altText"].startswith("ข้อ"):
        tall.append(height(turn.messages[-1]["contents"]))
        turn = say("1", turn.state, replace(DESK, instrument=load(name)))
    assert len(tall) == len(load(name).items)
    assert max(tall) <= SCREEN


def test_skipping_and_going_back_share_a_row() -> None:
    turn = talk("ประเมิน", "6")
    *options, last = turn.messages[-1]["contents"]["footer"]["contents"]
    assert len(options) == 6
    assert [one["action"]["label"] for one in last["contents"]] == [texts.SKIP_LONG, texts.BACK_LONG]


def test_way_back_is_offered_only_where_there_is_one() -> None:
    assert [texts.BACK in offered(talk(*spoken)) for spoken in (["ประเมิน"], ["ประเมิน", "6"], WHOLE_SURVEY)] == [
        False, True, True,
    ]  # fmt: skip


def test_another_poster_in_the_middle_says_where_the_survey_now_counts() -> None:
    turn = talk("ประเมิน", "6", f"EIT {TAX_COUNTER.code}")
    here = texts.AT_POINT.format(point=TAX_COUNTER.name)
    assert turn.messages[0]["text"].split("\n\n") == [here, texts.RESUMED]
    assert say(f"EIT {TAX_COUNTER.code}", turn.state).messages[0]["text"] == texts.RESUMED
