"""What the office's bubbles say, as a person reads them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.simulate.line import Screen
from bot import texts as said

_PROGRESS = re.compile(re.escape(said.PROGRESS).replace(r"\{at\}", r"(\d+)").replace(r"\{of\}", r"(\d+)"))
_OPTION = re.compile(r"(\d+)\. (.+)", re.S)
_REVIEWED = re.compile(re.escape(said.REVIEW_LINE).replace(r"\{at\}", r"(\d+)").replace(r"\{answer\}", r"(.+)"))


@dataclass(frozen=True)
class Seen:
    """What the newest bubble wants: an item (`at` of `of`), the review, or nothing more."""

    state: Literal["asking", "review", "thanked", "already"]
    screen: Screen
    at: int = 0
    of: int = 0
    options: tuple[tuple[int, str], ...] = ()
    """Position and the button's whole label."""


def look(screens: Sequence[Screen]) -> Seen | None:
    """The newest message that says where the survey stands; None while there is none."""
    for screen in reversed(screens):
        if said.SURVEY_THANKS in screen.words:
            return Seen("thanked", screen)
        if said.ALREADY in screen.words:
            return Seen("already", screen)
        if said.SEND_LONG in screen.buttons:
            return Seen("review", screen)
        progress = _PROGRESS.match(screen.title)
        options = tuple((int(found[1]), found[0]) for label in screen.buttons if (found := _OPTION.fullmatch(label)))
        if progress and options:
            return Seen("asking", screen, int(progress[1]), int(progress[2]), options)
    return None


def reviewed(screen: Screen) -> dict[int, str]:
    """The answers that the review lists, by number."""
    return {int(found[1]): found[2] for line in screen.lines if (found := _REVIEWED.fullmatch(line))}
