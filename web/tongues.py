"""The two languages of the public pages: Thai, and English for whoever asks with `?lang=en`. Nothing remembers it."""

import datetime
import re
from dataclasses import dataclass
from types import ModuleType
from urllib.parse import urlencode

from flask import request

from complaints.statistics import PeriodCounts
from complaints.topics import category_label
from kernel.calendar import Period
from kernel.thai import thai_date, thai_date_short, thai_period
from web import (
    figure_texts,
    figure_texts_en,
    public_texts,
    public_texts_en,
    question_texts,
    question_texts_en,
)

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ENGLISH = "en"
_THAI_LETTER = re.compile("[ก-๎]")


class Tongue:
    """Thai. What is data (an office's name, the official wording of a question) stays Thai in every language."""

    code = "th"
    other = _ENGLISH
    pages: ModuleType = public_texts
    figures: ModuleType = figure_texts
    questions: ModuleType = question_texts

    def link(self, address: str) -> str:
        """An address of these pages, in this language."""
        return address

    def date(self, day: datetime.date) -> str:
        """A day as people read it."""
        return thai_date(day)

    def month(self, day: datetime.date) -> str:
        """A month in a narrow column."""
        return thai_date_short(day).split(" ", 1)[1]

    def period(self, span: Period) -> str:
        """A part of a fiscal year."""
        return thai_period(span)

    def span(self, of: datetime.date | Period) -> str:
        """A month by its first day, or a period."""
        return self.period(of) if isinstance(of, Period) else self.month(of)

    def counts(self, one: PeriodCounts) -> str:
        """The three numbers of a period; zero in words."""
        return one.sentence

    def category(self, name: str) -> str:
        """What a fraud report was about."""
        return category_label(name)

    def foreign(self, words: str) -> bool:
        """Whether words on a page of this language have to be marked as Thai."""
        return False


class English(Tongue):
    """Years stay those of the Thai calendar, with the common one beside them."""

    code = _ENGLISH
    other = "th"
    pages = public_texts_en
    figures = figure_texts_en
    questions = question_texts_en

    def link(self, address: str) -> str:
        path, mark, part = address.partition("#")
        return f"{path}{'&' if '?' in path else '?'}lang={self.code}{mark}{part}"

    def date(self, day: datetime.date) -> str:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def month(self, day: datetime.date) -> str:
        return f"{_MONTHS[day.month - 1][:3]} {day.year}"

    def period(self, span: Period) -> str:
        year = f"fiscal year {span.fiscal_year} ({Period(span.fiscal_year, 'Y').last.year})"
        if span.kind.startswith("M"):
            return f"{_MONTHS[span.first.month - 1]} {span.first.year}"
        if span.kind == "Y":
            return year[0].upper() + year[1:]
        named = {"H1": "First half", "H2": "Second half"}.get(span.kind) or f"Quarter {span.kind[1]}"
        return f"{named}, {year}"

    def counts(self, one: PeriodCounts) -> str:
        if one.total == 0:
            return str(self.figures.NO_COMPLAINTS)
        return str(self.figures.COUNTS).format(total=one.total, finished=one.finished, in_progress=one.in_progress)

    def category(self, name: str) -> str:
        return str(self.figures.CATEGORIES[name])

    def foreign(self, words: str) -> bool:
        return _THAI_LETTER.search(words) is not None


THAI, ENGLISH = Tongue(), English()


@dataclass(frozen=True)
class Asked:
    """How a public page was asked for."""

    tongue: Tongue
    printing: bool
    """`?print`: everything on paper, addresses written out, no buttons."""


def elsewhere(tongue: Tongue) -> str:
    """This page in the other language."""
    given = {name: value for name, value in request.args.items() if name not in {"lang", "openExternalBrowser"}}
    wanted = {**given, "lang": tongue.other} if tongue.other == _ENGLISH else given
    return f"{request.path}?{urlencode(wanted)}" if wanted else request.path


def asked() -> Asked:
    """From the address of this request."""
    return Asked(ENGLISH if request.args.get("lang") == _ENGLISH else THAI, "print" in request.args)
