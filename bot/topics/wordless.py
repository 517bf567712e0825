"""What holds no words: signs and emoji, photos and stickers, and messages taken back."""

from dataclasses import replace

from bot import texts
from bot.desk import Desk, Turn
from bot.events import Text, Unreadable, Unsend
from bot.facts import Unsent
from bot.state import TAKEN_BACK_KEPT, State
from bot.topics import menu, rating, thumbs
from qa.normal import readable


def signs(desk: Desk, state: State, said: Text) -> Turn:
    """Emoji, signs, or nothing that can be seen."""
    seen = set(readable(said.text)) - set(" \n\t🏻🏼🏽🏾🏿")
    if _survey_asks(desk, state):
        return rating.unreadable(desk, state)
    if seen in ({"👍"}, {"👎"}):
        return thumbs.typed(desk, state, helped=seen == {"👍"})
    return menu.say(state, texts.ONLY_SIGNS if seen else texts.EMPTY, *_still_waiting(state))


def taken_back(state: State, unsent: Unsend) -> Turn:
    """Taking back cannot be answered: LINE gives no reply token. It may come before its message."""
    if not unsent.message_id:
        return Turn(state)
    question = state.question
    kept = replace(state, taken_back=(*state.taken_back, unsent.message_id)[-TAKEN_BACK_KEPT:])
    if question is not None and question.message_id == unsent.message_id:
        kept = replace(kept, question=None, topic=None, listed=None)
    return Turn(kept, facts=[Unsent(unsent.message_id)])


def unreadable(desk: Desk, state: State, found: Unreadable) -> Turn:
    """A sticker, a photo, a place: a sentence for each kind. Nothing of it is fetched or kept."""
    if found.follows:
        return Turn(state)  # the first of the set is answered for all
    if _survey_asks(desk, state):
        return rating.unreadable(desk, state)
    return menu.say(state, texts.UNREADABLE.get(found.kind, texts.CANNOT_READ), *_still_waiting(state))


def _survey_asks(desk: Desk, state: State) -> bool:
    """Whether the survey's question is the one that is open, and not a text that was asked for beside it."""
    return not state.waiting_for and rating.open_sitting(desk, state) is not None


def _still_waiting(state: State) -> list[str]:
    return [texts.STILL_WAITING] if state.waiting_for else []
