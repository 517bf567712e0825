"""Talking to the dialogue as a function. Every message it shows must keep LINE's contract and limits."""

from datetime import datetime, timedelta
from typing import Any

from bot.desk import Desk, Turn
from bot.dialogue import step
from bot.events import Content, Event, Postback, Text
from bot.messages import MESSAGES
from bot.state import State, from_dict, to_dict
from devtools.line.contract import Contract
from devtools.line.limits import check
from qa.answering import KnowledgeBase
from qa.entries import Entry
from surveys.instruments import load
from surveys.rounds import running_round
from tests.bot.office import ENTRIES
from tests.cast import BAN_MAI, MALEE, NOON, TAX_COUNTER

REPLY = "/v2/bot/message/reply"


def desk_with(*entries: Entry, now: datetime = NOON, account: str = "@banmai") -> Desk:
    """An office with these entries beside the usual three."""
    return Desk(
        agency=BAN_MAI,
        knowledge=KnowledgeBase((*ENTRIES, *entries), BAN_MAI, with_words=False),
        points={TAX_COUNTER.code: TAX_COUNTER},
        round=running_round(NOON.date()),
        instrument=load("eit-2567"),
        now=now,
        base_url="https://banmai.example",
        account=account,
    )


class Talk:
    """One person's chat, by touch and by typing."""

    def __init__(self, desk: Desk, state: State | None = None, *, chat: str = "user", user: str = MALEE) -> None:
        self.desk, self.state, self.chat, self.user = desk, state or State(), chat, user
        self.turn = Turn(self.state)
        self._events = 0

    def say(self, words: str, *, to_us: bool = False) -> Turn:
        """Type and send."""
        return self.does(Text(words, f"m{self._events}", to_us))

    def tap(self, label: str) -> Turn:
        """Tap the button that bears this label in the newest messages."""
        found = [action for action in actions(self.turn) if action["label"] == label and action["type"] == "postback"]
        assert found, [action["label"] for action in actions(self.turn)]
        return self.does(Postback(found[0]["data"]))

    def does(self, content: Content) -> Turn:
        """Anything else."""
        self._events += 1
        at = self.desk.now + timedelta(seconds=self._events)
        group = "C1" if self.chat != "user" else ""
        event = Event(content, self.chat, self.user, group, "token", f"0{self._events}", at, redelivered=False)
        self.turn = step(self.desk, self.state, event)
        self.state = self.turn.state
        assert_sendable(self.turn)
        return self.turn

    def after(self, **time: float) -> "Talk":
        """The same chat later."""
        now = self.desk.now + timedelta(**time)
        return Talk(Desk(**{**vars(self.desk), "now": now}), self.state, chat=self.chat, user=self.user)


def assert_sendable(turn: Turn) -> None:
    """LINE would take the messages, and the state survives its store."""
    for shown in (turn.messages, *turn.refusals.values()):
        body = {"replyToken": "x", "messages": list(shown)}
        if shown:
            assert check("reply", body) == []
            assert Contract.load().check_request("POST", REPLY, body) == []
            assert len(shown) <= MESSAGES
    assert from_dict(to_dict(turn.state)) == turn.state


def actions(turn: Turn) -> list[dict[str, Any]]:
    """Every action of the bubbles, in order."""
    return [found for message in turn.messages for found in _actions(message.get("contents"))]


def _actions(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for one in node for found in _actions(one)]
    if not isinstance(node, dict):
        return []
    mine = [node["action"]] if isinstance(node.get("action"), dict) else []
    return mine + [found for key, value in node.items() if key != "action" for found in _actions(value)]


def links(turn: Turn) -> dict[str, str]:
    """The addresses of buttons that lead out of the chat, by label."""
    return {action["label"]: action["uri"] for action in actions(turn) if action["type"] == "uri"}


def heads(turn: Turn) -> list[str]:
    """The first line of each message."""
    return [str(message.get("text") or message.get("altText")).splitlines()[0] for message in turn.messages]


def offered(turn: Turn) -> list[str]:
    """The words under the last message."""
    return [item["action"]["label"] for item in turn.messages[-1].get("quickReply", {}).get("items", [])]
