"""One entry of the knowledge base: a question, the ways people ask it, and its answer."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kernel.errors import Refused
from kernel.thai import arabic_digits
from qa import fields
from qa.normal import flat
from qa.personal import contains_citizen_id

QUESTION_LIMIT = 300
ANSWER_LIMIT = 2000
LIST_LIMIT = 60
"""Phrasings or keywords of one entry."""
KEYWORD_LIMIT = 100
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class Status(StrEnum):
    """Who sees an entry: citizens see live ones only."""

    LIVE = "live"
    DRAFT = "draft"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Entry:
    """What the office answers to one question."""

    id: str
    """ASCII, unique within the agency, 1-32 characters; stays when the wording changes."""
    category: str
    question: str
    """As shown on a button or in a list of choices."""
    answer: str
    """May hold placeholders such as {phone}; see `qa.placeholders`."""
    phrasings: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    status: Status = Status.LIVE
    checked_on: date | None = None
    """When somebody last confirmed that the answer still holds."""
    version: int = 0
    """0 until stored; then grows with every change."""
    phone: str = ""
    """Whom to call about this; may be a placeholder, as may `link`."""
    link: str = ""
    """A web page, http or https."""
    map_link: str = ""
    """A web page that shows the way."""
    image: str = ""
    """A public picture, https."""
    ita_item: str = ""
    """The item of the assessment's public data that it shows, "o1" to "o35"."""
    see: str = ""
    """The id of the entry where one reads on."""
    valid_from: date | None = None
    valid_until: date | None = None
    """First and last day (Bangkok, included) on which citizens get it; None: no such bound."""
    source: str = ""
    """Where staff checked it: a link or a few words. Staff only."""

    @property
    def live(self) -> bool:
        """Whether citizens may get it."""
        return self.status is Status.LIVE

    def valid_on(self, day: date) -> bool:
        """Whether `day` lies within its dates."""
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)


def tidy(entry: Entry) -> Entry:
    """The entry without stray spaces, empty lines of a list and repeated phrasings. Changes no wording."""
    return replace(
        entry,
        id=entry.id.strip(),
        category=_spaced(entry.category),
        question=_spaced(entry.question),
        answer=_without_controls(entry.answer.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip(),
        phrasings=_distinct(entry.phrasings, besides=entry.question),
        keywords=_distinct(entry.keywords),
        phone=_spaced(arabic_digits(entry.phone)),
        link=fields.written_link(entry.link),
        map_link=fields.written_link(entry.map_link),
        image=fields.written_link(entry.image),
        ita_item=_spaced(arabic_digits(entry.ita_item)).lower(),
        see=entry.see.strip(),
        source=_spaced(entry.source),
    )


def _spaced(text: str) -> str:
    return " ".join(_without_controls(" ".join(text.split())).split())


def _without_controls(text: str) -> str:
    """Without what no spreadsheet can carry."""
    return _CONTROLS.sub("", text)


def _distinct(texts: tuple[str, ...], besides: str = "") -> tuple[str, ...]:
    seen = {flat(besides), ""}
    kept = []
    for text in texts:
        mark = flat(text)
        if mark not in seen:
            seen.add(mark)
            kept.append(_spaced(text))
    return tuple(kept)


def check(entry: Entry) -> None:
    """Raise Refused with the first of its `flaws`, for an entry that could not be found or shown."""
    reason = next(iter(flaws(entry)), None)
    if reason:
        raise Refused(reason)


def flaws(entry: Entry) -> list[str]:
    """Everything that is wrong with a tidy entry by itself: keys of `faq_texts.FLAWS`."""
    said = (entry.question, entry.answer, *entry.phrasings)
    wrong = {
        "entry_id": not fields.is_id(entry.id),
        "entry_category": not entry.category or len(entry.category) > 64,
        "entry_question": not flat(entry.question),
        "entry_question_long": any(len(text) > QUESTION_LIMIT for text in (entry.question, *entry.phrasings)),
        "entry_answer": not entry.answer,
        "entry_answer_long": len(entry.answer) > ANSWER_LIMIT,
        "entry_lists_long": len(entry.phrasings) > LIST_LIMIT or len(entry.keywords) > LIST_LIMIT,
        "entry_keyword_long": any(len(word) > KEYWORD_LIMIT for word in entry.keywords),
        "entry_braces": not all(fields.braces_match(text) for text in (*said, entry.phone, entry.link)),
        "entry_personal": any(contains_citizen_id(text) for text in (*said, *entry.keywords)),
        "entry_phone": not fields.is_phone(entry.phone),
        "entry_link": not fields.is_link(entry.link),
        "entry_map": not fields.is_link(entry.map_link),
        "entry_image": not fields.is_link(entry.image, "https"),
        "entry_ita": not fields.is_ita_item(entry.ita_item),
        "entry_see": bool(entry.see) and not fields.is_id(entry.see),
        "entry_dates": bool(entry.valid_from and entry.valid_until and entry.valid_from > entry.valid_until),
        "entry_source_long": len(entry.source) > fields.LINE_LIMIT,
    }
    return [reason for reason, is_wrong in wrong.items() if is_wrong]
