"""Photographs of the guided chat: straight into memory, cleaned, sealed; as often as it takes, and never twice."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.confiding_port import ChatDoor
from bot.door import DoorKeeper, SetUpLine
from bot.outcomes import Content
from bot.parts import Channel
from complaints import evidence
from kernel.errors import Refused, Unavailable

_TRIES, _PAUSE_S = 6, 1.0
"""LINE answers 202 while a photograph is being prepared."""
_GONE = frozenset({404, 410})


@dataclass(frozen=True)
class Brought:
    """What became of the photographs that were wanted."""

    lost: int = 0
    """LINE has them no more."""
    refused: int = 0
    """Not a picture, or too much of it."""


class Photos:
    """Fetches what drafts wait for. Only from within a task of the keeper."""

    def __init__(self, chat: ChatDoor, keeper: DoorKeeper, pause: Callable[[float], None]) -> None:
        self._chat, self._keeper, self._pause = chat, keeper, pause

    def bring(self, channel: Channel, user: str) -> Brought:
        """Fetch every photograph this person's draft waits for; one that LINE does not give yet stays wanted."""
        lost = refused = 0
        for message_id in self._chat.wanted(channel.agency, user):
            content = fetch(self._keeper.client(), channel, message_id, self._pause)
            if content.status in _GONE:
                self._chat.lose(channel.agency, user, message_id)
                lost += 1
            elif content.status == 200 and not self._kept(channel, user, message_id, content):
                refused += 1
        return Brought(lost, refused)

    def _kept(self, channel: Channel, user: str, message_id: str, content: Content) -> bool:
        try:
            file = evidence.clean("", content.data)
            self._chat.attach(channel.agency, user, file, message_id)
        except Refused as refused:
            if refused.reason != "no_draft":
                self._chat.lose(channel.agency, user, message_id)
                return False
        except Unavailable:
            pass  # it stays wanted
        return True


def fetch(line: SetUpLine, channel: Channel, message_id: str, pause: Callable[[float], None]) -> Content:
    """A photograph, straight into memory."""
    content = line.content(channel.account, message_id)
    for _ in range(_TRIES):
        if content.status != 202:
            break
        pause(_PAUSE_S)
        content = line.content(channel.account, message_id)
    return content
