"""QR patrol: a photograph that a member of staff sends is looked at by the worker, which then answers."""

from bot.desk import Turn
from bot.events import Event, Unreadable
from bot.facts import Photographed
from bot.state import State


def may_be(event: Event) -> bool:
    """Whether it is a photograph that could be fetched, and answered."""
    found = event.content
    if not isinstance(found, Unreadable) or not (found.message_id and event.reply_token):
        return False
    return found.kind == "image" and found.kept_by_line


def photographed(state: State, event: Event, found: Unreadable) -> Turn:
    """Nothing is said yet: the reply token is kept for the verdict, which costs nothing that way."""
    return Turn(state, facts=[Photographed(found.message_id, event.reply_token, event.at)])
