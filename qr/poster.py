"""What stands on a printed poster, and its page in HTML (printed by a browser, offered by console and CLI).

A survey or question poster carries its point's code. A fraud poster is another sheet: it names no counter,
carries no point code and is the same wherever it hangs.
"""

from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Literal

from kernel.agency import Agency, Purpose, ServicePoint
from kernel.errors import Refused
from kernel.thai import thai_date
from qr import codes, links, pictures, texts

Paper = Literal["a4", "a5"]


@dataclass(frozen=True)
class Poster:
    """Everything on the sheet, in reading order."""

    office: str
    point: str
    """Empty on a fraud poster."""
    title: str
    time: str
    privacy: str
    help: str
    steps: tuple[tuple[str, str], ...]
    """(picture name, sentence), three of them."""
    link: str
    """What the QR code says, exactly."""
    address: str
    """The same link as a person types it."""
    domain: str
    typed: str
    """What to type in LINE instead of scanning; empty on a fraud poster."""
    phone: str
    issue: str
    printed_on: date
    paper: Paper = "a4"

    def on(self, paper: Paper) -> "Poster":
        """The same poster on another paper."""
        return replace(self, paper=paper)


def point_poster(agency: Agency, point: ServicePoint, base_url: str, printed_on: date) -> Poster:
    """The poster of a service point, for a survey or for questions. Raises Refused("point_retired").

    Raises Refused("link_too_long") when the address is too long for a code that is read from the wall.
    """
    if point.retired:
        raise Refused("point_retired")
    link = links.landing(base_url, point.code)
    codes.modules(link)
    survey = point.purpose is Purpose.SURVEY
    return Poster(
        office=agency.name,
        point=texts.POINT.format(name=point.name),
        title=texts.SURVEY_TITLE if survey else texts.QUESTION_TITLE,
        time=texts.SURVEY_TIME if survey else texts.QUESTION_TIME,
        privacy=texts.SURVEY_PRIVACY if survey else texts.QUESTION_PRIVACY,
        help=texts.SURVEY_HELP if survey else texts.QUESTION_HELP,
        steps=_steps(texts.STEP_ANSWER if survey else texts.STEP_ASK, "answer"),
        link=link,
        address=links.landing_page(base_url, point.code).split("//", 1)[1],
        domain=links.domain(base_url),
        typed=links.chat_text(point.code),
        phone=agency.phone,
        issue=point.code,
        printed_on=printed_on,
    )


def fraud_poster(agency: Agency, base_url: str, printed_on: date) -> Poster:
    """The fraud door's own poster: no point, no parameter. Raises Refused("link_too_long")."""
    link = links.fraud_poster(base_url, agency)
    codes.modules(link)
    return Poster(
        office=agency.name,
        point="",
        title=texts.FRAUD_TITLE,
        time=texts.FRAUD_TIME,
        privacy=texts.FRAUD_PRIVACY,
        help=texts.FRAUD_HELP,
        steps=_steps(texts.STEP_REPORT, "note"),
        link=link,
        address=links.fraud_door(base_url, agency).split("//", 1)[1],
        domain=links.domain(base_url),
        typed="",
        phone=agency.phone,
        issue=f"F-{agency.code}",
        printed_on=printed_on,
    )


def _steps(last: str, picture: str) -> tuple[tuple[str, str], ...]:
    return (("scan", texts.STEP_SCAN), ("tap", texts.STEP_TAP), (picture, last))


def render_html(poster: Poster, *, css: str | None = None, stylesheet: str = "/assets/site.css") -> str:
    """The poster as a whole HTML page.

    css -- the stylesheet's text, to put inside a file that stands alone; without it the page links `stylesheet`
    (the console's pages allow no inline style). Raises as `qr.codes.modules`.
    """
    linked = f'<link rel="stylesheet" href="{escape(stylesheet)}"><link rel="icon" href="/assets/icon.svg">'
    style = linked if css is None else f"<style>{css}</style>"
    return (
        '<!doctype html><html lang="th"><head><meta charset="utf-8">'
        f"<title>{escape(poster.title)} {escape(poster.office)}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'{style}</head><body><main class="sheet sheet-{poster.paper}">{_sheet(poster)}</main></body></html>\n'
    )


def _sheet(poster: Poster) -> str:
    code = codes.svg(poster.link, texts.QR_LABEL.format(address=poster.address)).decode()
    size = f"poster-code poster-code-v{codes.version(poster.link)}"
    fallback = texts.TYPED_IN_LINE.format(text=poster.typed) if poster.typed else texts.TYPED_IN_BROWSER
    return "".join(
        [
            _line("poster-office", poster.office),
            _line("poster-point", poster.point),
            f'<h1 class="poster-title">{escape(poster.title)}</h1>',
            _line("poster-point", poster.time),
            f'<div class="{size}">{code}</div>',
            _line("poster-domain", poster.address if not poster.typed else poster.domain),
            _line("poster-fallback", fallback),
            _pictured(poster.steps),
            f'<div class="poster-lines">{"".join(_line("", said) for said in _small_print(poster))}</div>',
            _line("poster-issue", texts.ISSUE.format(issue=poster.issue, day=thai_date(poster.printed_on))),
        ]
    )


def _small_print(poster: Poster) -> tuple[str, ...]:
    call = texts.STICKER_CALL.format(phone=poster.phone) if poster.phone else texts.STICKER
    return (poster.privacy, texts.NEVER_ASKED, call, poster.help)


def _pictured(steps: tuple[tuple[str, str], ...]) -> str:
    items = "".join(f"<li>{pictures.svg(name)}{n}. {escape(said)}</li>" for n, (name, said) in enumerate(steps, 1))
    return f'<ol class="poster-steps">{items}</ol>'


def _line(css_class: str, said: str) -> str:
    if not said:
        return ""
    return f'<p class="{css_class}">{escape(said)}</p>' if css_class else f"<p>{escape(said)}</p>"
