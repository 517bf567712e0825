"""What an office says about the one day somebody asks for: "วันนี้เปิดไหม", "วันเสาร์เปิดไหม".

Said before the answer about the hours and never instead of it. Nothing is said where the answer's own words do not
fit the kept hours, or where the holidays of that day are not known: a wrong word here is a way made in vain.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise

from kernel.agency import Agency
from kernel.clock import BANGKOK, bangkok_day
from kernel.thai import arabic_digits
from qa import hours, wording
from qa.entries import Entry
from qa.holidays import shipped
from qa.hours import Hours, Span
from qa.normal import flat
from qa.thread_texts import WEEKDAYS, named

ENTRY = "hours"
"""The starter's entry about the hours. An office's own one is known by the {hours} that stand in it."""

_NEAR = {"วันนี้": 0, "วันพรุ่งนี้": 1, "พรุ่งนี้": 1, "มะรืนนี้": 2, "มะรืน": 2}
_TODAY, _TOMORROW = "วันนี้ (วัน{weekday})", "พรุ่งนี้ (วัน{weekday})"
_OPEN, _BREAK, _OVER = "เปิด {span} น.", "พัก {span} น.", "ขณะนี้ปิดแล้ว"
_CLOSED = "ปิดทำการ"

_LONGEST = 80
"""Letters of a question that asks for nothing but the day."""


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


# "อาทิตย์นี้" alone is this week
_DAY = f"(?P<near>{_any(_NEAR)})|(?:วัน|(?!อาทิตย์))(?P<weekday>{_any([*WEEKDAYS, 'พฤหัส'])})(?:นี้)?"
_OFFICE = "(?:อบต|เทศบาล|สำนักงาน|ที่ทำการ|หน่วยงาน|ออฟฟิศ|ที่นี่)?"
_WHETHER = (
    "(?:ยัง|จะ|เป็นวัน|วัน)?(?:เปิด|ปิด|หยุด|ทำงาน|ทำการ)(?:ทำการ|ทำงาน|ราชการ|ให้บริการ|บริการ|อยู่)?"
    "(?:ไหม|มั้ย|มัย|หรือเปล่า|หรือป่าว|รึเปล่า|รึป่าว|เปล่า|ป่าว|หรือไม่|(?:ถึง|ตอน)?กี่โมง)"
)
_ENDINGS = f"{_any(wording.ENDINGS)}*"
_ASKED = [
    re.compile(f"(?:{_any(wording.OPENINGS)}{_ENDINGS})?{order}{_ENDINGS}")
    for order in (f"{_OFFICE}(?:{_DAY}){_OFFICE}{_WHETHER}", f"{_OFFICE}{_WHETHER}(?:{_DAY})")
]
_TIME = re.compile(r"(?<![\d.:])(\d{1,2})[.:](\d{2})(?![\d.:])")
_WEEKEND_OFF = re.compile("(?:หยุด|ปิด|เว้น)(?:ทำการ|ราชการ)?(?:วัน)?เสาร์")
_WEEKEND = re.compile("เสาร์|ทุกวัน(?!ทำการ|ราชการ)")


def for_the_day(agency: Agency, entry: Entry, text: str, now: datetime) -> str:
    """ "พรุ่งนี้ (วันจันทร์) เปิด 08.30-16.30 น."; "" when `text` asks for no day.

    entry -- the answer that follows, as citizens see it; "" too when it is not about the office's hours
    """
    if entry.id != ENTRY and not (agency.hours and agency.hours in entry.answer):
        return ""
    day, kept, known = day_asked(agency, text, bangkok_day(now)), hours.of(agency), shipped()
    if day is None or not known.first <= day <= known.last or not _fits(kept, entry.answer):
        return ""
    return f"{_named(day, bangkok_day(now))} {_told(kept, day, now, breaks=bool(agency.opening))}"


def day_asked(agency: Agency, text: str, today: date) -> date | None:
    """The day when `text` asks whether, or at what time, the office is open on it, and asks nothing else.

    A weekday is today or the next one of that name.
    """
    said = flat(text)
    for name in (agency.name, agency.short_name):
        said = said.replace(flat(name), "") if flat(name) else said
    found = next((match for one in _ASKED if (match := one.fullmatch(said))), None) if len(said) <= _LONGEST else None
    if found is None:
        return None
    if found["near"]:
        return today + timedelta(days=_NEAR[found["near"]])
    weekday = next(place for place, name in enumerate(WEEKDAYS) if name.startswith(found["weekday"]))
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _named(day: date, today: date) -> str:
    near = {today: _TODAY, today + timedelta(days=1): _TOMORROW}.get(day)
    return near.format(weekday=WEEKDAYS[day.weekday()]) if near else named(day)


def _told(kept: Hours, day: date, now: datetime, *, breaks: bool) -> str:
    """`breaks`: not of the usual hours, where nobody has said whether the counter stays open over lunch."""
    spans, reason = kept.spans(day), kept.holiday(day)
    if not spans:
        return f"{_CLOSED} ({reason})" if reason else _CLOSED
    told = [_OPEN.format(span=_written((spans[0][0], spans[-1][1])))]
    between = pairwise(spans) if breaks else ()
    told += [_BREAK.format(span=_written((one[1], later[0]))) for one, later in between]
    if day == bangkok_day(now) and now.astimezone(BANGKOK).time() >= spans[-1][1]:
        told.append(_OVER)
    return " ".join(told)


def _written(span: Span) -> str:
    return f"{span[0]:%H.%M}-{span[1]:%H.%M}"


def _fits(kept: Hours, answer: str) -> bool:
    """Whether the answer's own words can stand below: no time of day that is not kept, no weekend that is closed."""
    bounds = {(moment.hour, moment.minute) for spans in kept.week for span in spans for moment in span}
    named_times = {(int(hour), int(minute)) for hour, minute in _TIME.findall(arabic_digits(answer))}
    speaks_of_weekends = _WEEKEND.search(_WEEKEND_OFF.sub("", flat(answer))) is not None
    return named_times <= bounds and (bool(kept.week[5]) or not speaks_of_weekends)
