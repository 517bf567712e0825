"""What stands on a printed poster.

A point's poster carries the id of its sign. The fraud door's poster is another sheet: it names no counter, carries no
id and is the same wherever it hangs. The official EIT form has a third sheet of its own.
"""

from dataclasses import dataclass
from datetime import date

from kernel.agency import Agency, Purpose, ServicePoint
from kernel.errors import Refused
from kernel.thai import thai_date
from qr import codes, links
from qr.texts import WORDS, Language, Sheet, Words

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Poster:
    """Everything on the sheet, in reading order. Empty strings are left out."""

    kind: str
    """survey, question, all, fraud or official."""
    name: str
    """What its files are called."""
    language: Language
    office: str
    point: str
    """Empty on the sheets that name no counter."""
    brief: str
    """Office and point in a few words, for a sticker."""
    title: str
    short: str
    time: str
    link: str
    """What the QR code says, exactly."""
    domain: str
    typed: str
    """What to type in LINE instead of scanning; only on a point's poster."""
    address: str
    """The way by typing it into a browser."""
    phone: str
    """Empty on the fraud poster: nobody should think that the office takes such reports by telephone."""
    steps: tuple[tuple[str, str], ...]
    """(picture name, sentence), three of them."""
    privacy: str
    never_asked: str
    sticker: str
    help: str
    issue: str
    picture: str
    """What a screen reader says of the code."""


def point_poster(
    agency: Agency, point: ServicePoint, base_url: str, today: date, language: Language = "th", *, capitals: bool = True
) -> Poster:
    """The poster of a service point. A fraud point's is the fraud door's: nothing on it tells where it hangs.

    Raises Refused("point_retired"), and Refused("link_too_long") when the address is too long for a wall.
    """
    if point.purpose is Purpose.FRAUD:
        return fraud_poster(agency, base_url, today, language, capitals=capitals)
    if point.retired:
        raise Refused("point_retired")
    words = WORDS[language]
    sheets = {Purpose.SURVEY: words.survey, Purpose.QUESTION: words.question, Purpose.ALL: words.all}
    return _poster(
        agency, point.purpose.value, sheets[point.purpose], language, base_url, today,
        link=links.landing(base_url, point.posted, capitals), page=links.landing_page(base_url, point.posted),
        name=point.posted, issue=point.posted, point=point.name, last="answer",
        typed=links.chat_text(point.posted),
    )  # fmt: skip


def fraud_poster(
    agency: Agency, base_url: str, today: date, language: Language = "th", *, capitals: bool = True
) -> Poster:
    """The fraud door's own poster: no point, no id, no parameter. Raises Refused("link_too_long")."""
    return _poster(
        agency, "fraud", WORDS[language].fraud, language, base_url, today,
        link=links.fraud_poster(base_url, agency, capitals), page=links.fraud_door(base_url, agency),
        name=f"fraud-{agency.code}", issue=f"F-{agency.code}", last="note",
    )  # fmt: skip


def official_poster(
    agency: Agency, base_url: str, today: date, language: Language = "th", *, capitals: bool = True
) -> Poster:
    """The official EIT form's own poster. Raises Refused("no_official") while its link is not set; link_too_long."""
    if links.official(agency.official_eit_url) is None:
        raise Refused("no_official")
    return _poster(
        agency, "official", WORDS[language].official, language, base_url, today,
        link=links.official_poster(base_url, agency, capitals), page=links.official_door(base_url, agency),
        name=f"official-{agency.code}", issue=f"E-{agency.code}", last="answer",
    )  # fmt: skip


def _poster(
    agency: Agency, kind: str, sheet: Sheet, language: Language, base_url: str, today: date, *,
    link: str, page: str, name: str, issue: str, last: str, point: str = "", typed: str = "",
) -> Poster:  # fmt: skip
    words = WORDS[language]
    codes.modules(link)
    address = page.split("//", 1)[1]
    return Poster(
        kind=kind, name=name, language=language, office=agency.name,
        point=words.point.format(name=point) if point else "", brief=f"{agency.spoken_name} {point}".strip(),
        title=sheet.title, short=sheet.short, time=sheet.time, link=link, domain=links.domain(base_url),
        typed=words.typed.format(text=typed) if typed else "", address=words.on_the_web.format(address=address),
        phone=words.phone.format(phone=agency.phone) if agency.phone and kind != "fraud" else "",
        steps=(("scan", words.scan), ("tap", words.tap), (last, sheet.last_step)),
        privacy=sheet.privacy, never_asked=words.never_asked, sticker=_sticker(agency, words), help=sheet.help,
        issue=words.issue.format(issue=issue, day=_day(today, language)),
        picture=words.picture.format(address=address),
    )  # fmt: skip


def _sticker(agency: Agency, words: Words) -> str:
    return words.sticker_call.format(phone=agency.phone) if agency.phone else words.sticker


def _day(day: date, language: Language) -> str:
    return thai_date(day) if language == "th" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
