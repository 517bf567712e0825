"""Results written up by improvement issue, in the frame of the yearly reports.

Frame: ข้อบกพร่อง/ข้อปรับปรุง, การพัฒนา, การรักษาระดับ; a head without items is left out, never printed empty. The
reports put an item where its score says; here the interval has a word too: an item is kept up only when even the low
end of its interval reaches the target, and a defect when its score does not.
Source: the seven issues and three heads of the FY2567 analysis of อบต.ตุน; the target of 85 of อบต.นางรอง FY2563.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from surveys import texts
from surveys.results import ItemResult, RoundSummary

GOAL = 85
"""The policy target of every instrument and item."""
REPORTED = (2, 3)
"""The issues that items of our citizens' survey belong to."""


class Head(StrEnum):
    """Where an item is written up."""

    DEFECT = "defect"
    DEVELOP = "develop"
    KEEP = "keep"


@dataclass(frozen=True)
class Heading:
    """One head with its items, lowest score first, and its sentence."""

    head: Head
    items: tuple[ItemResult, ...]
    sentence: str

    @property
    def title(self) -> str:
        """ "การพัฒนา"."""
        return texts.HEADS[self.head]


@dataclass(frozen=True)
class Issue:
    """One of the seven issues, as far as this round tells about it."""

    number: int
    name: str
    headings: tuple[Heading, ...]
    lowest: ItemResult | None
    undecided: tuple[ItemResult, ...]
    """Items that too few have answered: named, never judged."""


def issues(found: RoundSummary, numbers: Sequence[int] = REPORTED) -> tuple[Issue, ...]:
    """The write-up of these issues; one of which the questionnaire asks nothing is left out."""
    return tuple(issue for number in numbers if (issue := _issue(found, number)) is not None)


def head_of(one: ItemResult) -> Head:
    """Where a decided item belongs."""
    if one.score.value is None or one.score.value < GOAL:
        return Head.DEFECT
    return Head.KEEP if one.interval is not None and one.interval.low >= GOAL else Head.DEVELOP


def _issue(found: RoundSummary, number: int) -> Issue | None:
    mine = [one for one in found.items if one.item.issue == number]
    if not mine:
        return None
    known = [one for one in mine if found.decided and one.decided and one.score.value is not None]
    ranked = sorted(known, key=lambda one: (one.score.value or 0, one.item.id))
    headings = tuple(
        Heading(head, items, _sentence(head, items))
        for head in Head
        if (items := tuple(one for one in ranked if head_of(one) is head))
    )
    undecided = tuple(one for one in mine if one not in known)
    return Issue(number, texts.ISSUES[number], headings, ranked[0] if ranked else None, undecided)


def _sentence(head: Head, items: Sequence[ItemResult]) -> str:
    lowest, *others = items
    said = texts.HEAD_SENTENCES[head].format(id=lowest.item.id, text=lowest.item.text, score=lowest.score.shown)
    if not others:
        return said
    listed = ", ".join(texts.ALSO_ITEM.format(id=one.item.id, score=one.score.shown) for one in others)
    return f"{said} {texts.ALSO.format(items=listed)}"
