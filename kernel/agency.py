"""The agency: the first word of every sentence in this house."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

CODE = "[a-z0-9][a-z0-9-]{0,30}[a-z0-9]"
"""An agency's code as a pattern, for addresses that hold one."""


def is_code(text: str) -> bool:
    """Whether this could be an agency's code: 2-32 lower-case letters, digits and hyphens, none of these at an end."""
    return re.fullmatch(CODE, text) is not None


@dataclass(frozen=True)
class Agency:
    """One organisation that uses the product; everything stored belongs to exactly one."""

    code: str
    """As `is_code` says; part of web addresses."""
    name: str
    """Official Thai name, e.g. องค์การบริหารส่วนตำบลบ้านใหม่."""
    short_name: str = ""
    """What people say, e.g. อบต.บ้านใหม่."""
    phone: str = ""
    email: str = ""
    address: str = ""
    hours: str = ""
    """Office hours as a citizen reads them."""
    website: str = ""
    size: str = "M"
    """S, M or L: decides the minimum sample (30, 40, 50)."""
    survey_target: int = 0
    """Answers a survey round needs where the agency sets a number of its own; 0 for that of its size."""
    official_eit_url: str = ""
    official_eit_opens: str = ""
    """First day of the official EIT window, "2027-01-01"; "" while it is not known. Bangkok days."""
    official_eit_closes: str = ""
    """Its last day, included."""
    official_eit_mode: str = "first"
    """What posters lead to in that window: "first" (official, then ours), "exclusive" (official only) or "thanks"."""
    survey_instrument: str = ""
    """The questionnaire that posters ask; "" for the one that ships with the product."""
    survey_rounds: str = "quarter"
    """How long one survey round lasts: "quarter", "half" or "year"."""
    unit: str = "สำนักปลัด"
    """The unit that answers for complaints."""
    complaint_days: int = 15
    """Calendar days in which a complaint must be answered."""
    complaint_office_days: bool = False
    """Whether a fraud report's days are counted as office days instead."""
    complaint_grain: str = "quarter"
    """The finest period of published complaint figures: "quarter", "half", "year", or "month", which tells the most."""
    complaint_keep_days: int = 365
    """Days after which a closed fraud case is erased; 0 for never."""
    complaint_ways: str = ""
    """Where else the office takes general complaints, one a line: a hotline, an address. Never the fraud door's."""
    fraud_chat: bool = False
    """Whether fraud may be reported by typing in the chat, where the channel lets no operator read along."""
    push_limit: int = 200
    """Paid messages a month this agency lets the bot send."""
    opening: str = ""
    """Office hours of the seven weekdays from Monday, as `qa.hours` writes them; "" for those of a Thai office."""
    closed_days: str = ""
    """Days off beside the public holidays, one a line: "2026-12-30 ปิดทำการพิเศษ"."""
    reply_days: int = 1
    """Working days in which a person promises to answer a question."""
    question_days: int = 90
    """Days after which the words of a closed question are erased."""
    menu_colour: str = "#0a4d46"
    """The colour of the menu under the chat, "#rrggbb"; darkened where white on it would be hard to read."""
    staff_notice: bool = True
    """Whether staff are told in LINE that something waits."""
    false_answers: int = 5
    """Percent of the questions it has no entry for that may get a direct answer all the same."""
    demo: bool = False

    @property
    def spoken_name(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class Purpose(StrEnum):
    """What a service point's poster leads to."""

    SURVEY = "survey"
    QUESTION = "question"
    FRAUD = "fraud"
    """A place where the fraud door's own poster hangs. That poster is the same everywhere and never says where."""
    ALL = "all"


@dataclass(frozen=True)
class ServicePoint:
    """A counter or place with its own code, QR and score."""

    code: str
    name: str
    services: str = ""
    purpose: Purpose = Purpose.SURVEY
    opened_on: date = field(default=date.min)
    retired_on: date | None = None
    unit: str = ""
    """The unit of the office that works there."""
    closes_on: date | None = None
    """Its last day where that is known beforehand; the day's end then retires it."""
    sign: str = ""
    """The id on the poster that hangs there now; "" while that is the point's own code. A reprint changes it."""

    @property
    def retired(self) -> bool:
        """Whether its poster should no longer hang anywhere."""
        return self.retired_on is not None

    @property
    def posted(self) -> str:
        """The id on its poster: what a QR code says and people type."""
        return self.sign or self.code

    @property
    def rated(self) -> bool:
        """Whether people are asked for a rating there."""
        return self.purpose in (Purpose.SURVEY, Purpose.ALL)

    def open_on(self, day: date) -> bool:
        """Whether the point is in use on that day."""
        return self.opened_on <= day and not self.retired and (self.closes_on is None or day <= self.closes_on)


@dataclass(frozen=True)
class Sign:
    """One printing of a point's poster. A reprint is another, and this one is then retired."""

    id: str
    """What its QR code says: a code like a point's. The first printing carries the point's own code."""
    point: str
    """The code of the point."""
    issued_on: date
    retired_on: date | None = None
