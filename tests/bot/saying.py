"""One message to the dialogue, and the turn that comes of it: no database, no network, no clock."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.desk import Desk, Turn
from bot.dialogue import step
from bot.events import Content, Event, Postback, Text
from bot.state import State, from_dict, to_dict
from devtools.line.limits import check
from kernel.agency import Purpose, ServicePoint
from qa.answering import KnowledgeBase
from surveys.instruments import load
from surveys.rounds import running_round
from tests.bot.office import ENTRIES
from tests.cast import BAN_MAI, MALEE, NOON, TAX_COUNTER, WELFARE_COUNTER

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
    """An event in Malee's chat, or in a group."""
    return Event(content, chat, user, "C1" if chat == "group" else "", "token", event_id, at, redelivered=False)


def say(words: str, state: State | None = None, desk: Desk = DESK, **more: Any) -> Turn:
    """One message; every turn it makes could be sent and kept."""
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


def tap(state: State, data: str, desk: Desk = DESK, **more: Any) -> Turn:
    """One tap on a button with this data."""
    return step(desk, state, happens(Postback(data), **more))


WHOLE_SURVEY = ("ประเมิน", "6", "6", "2", "6", "6", "6", "6", "6", "2")
