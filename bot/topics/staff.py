"""Members of staff: a code from the console, typed here, links their LINE account to their staff account."""

from dataclasses import replace
from datetime import timedelta

from bot import messages, texts
from bot.desk import Desk, Turn
from bot.facts import LinkStaff
from bot.state import State
from bot.topics import menu

TRIES = 5
WITHIN = timedelta(minutes=10)
"""As long as a code lives: more tries than that are guesses."""


def link(desk: Desk, state: State, code: str) -> Turn:
    """Try the code; the verb says whether it is good."""
    recent = tuple(moment for moment in state.code_tries if desk.now - moment < WITHIN)
    if len(recent) >= TRIES:
        return menu.say(replace(state, code_tries=recent), texts.CODE_TOO_OFTEN)
    kept = replace(state, code_tries=(*recent, desk.now))
    unknown = menu.say(kept, texts.CODE_UNKNOWN).messages
    return Turn(kept, [messages.text(texts.LINKED)], [LinkStaff(code)], refusals={"": unknown})
