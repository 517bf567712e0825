"""A word that what one has just done was an online service: many use one and do not know it.

Said only after something was really handed in, never after a mere answer, never in or under a survey (it must not
colour an answer that is being given), and rarely.
"""

from dataclasses import replace
from datetime import timedelta

from bot import messages, texts
from bot.desk import Desk, Turn

QUIET_FOR = timedelta(days=90)
"""One quarter, as long as a survey round."""


def after_service(desk: Desk, turn: Turn) -> Turn:
    """The turn that confirms what was handed in, with that word under it when it is time for it."""
    last = turn.state.nudged_at
    if turn.state.sitting is not None or (last is not None and desk.now - last < QUIET_FOR) or not turn.messages:
        return turn
    words = texts.ONLINE_SERVICE.format(name=desk.agency.spoken_name)
    more = f"\n{texts.OTHER_SERVICES.format(link=desk.agency.website)}" if desk.agency.website else ""
    *before, ending = turn.messages
    beside = {"quickReply": ending["quickReply"]} if "quickReply" in ending else {}
    shown = [*before, messages.without_quick_replies(ending), {**messages.text(words + more), **beside}]
    return replace(turn, messages=shown, state=replace(turn.state, nudged_at=desk.now))
