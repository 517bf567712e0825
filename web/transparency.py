"""`/a/<agency>/transparency`: every item that the assessment asks for, by number, with its permanent address."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response
from markupsafe import Markup

from complaints.statistics import Snapshot
from kernel.agency import Agency
from kernel.calendar import Period, period, year_of
from kernel.clock import bangkok_day
from qr import links
from web import wall_codes
from web.ita import FRAUD_DOOR, ITEMS, Item, numbered
from web.pages import agency_called, page
from web.parts import here
from web.tongues import Tongue, asked

blueprint = Blueprint("transparency", __name__)


@dataclass(frozen=True)
class Section:
    """One item as shown."""

    key: str
    numbers: str
    title: str
    said: Sequence[str]
    links: Sequence[tuple[str, str, str]]
    """(text, address, the whole address as it is copied to the main website)."""
    code: str = ""
    """Address of a QR picture, or ""."""
    code_said: str = ""


@blueprint.get("/a/<code>/transparency")
def show(code: str) -> Response:
    """The list an assessor goes through."""
    agency, wanted = agency_called(code), asked()
    today, tongue = bangkok_day(here().clock.now()), wanted.tongue
    year = year_of(today)
    return page(
        "transparency.html",
        agency=agency,
        w=tongue,
        printing=wanted.printing,
        fiscal_year=tongue.period(year),
        produced=tongue.date(today),
        sections=[_section(agency, item, year, tongue) for item in ITEMS],
    )


def ways(agency: Agency) -> list[tuple[str, str]]:
    """Where else the office takes general complaints: (text, address of a link or "")."""
    found = []
    for line in filter(None, map(str.strip, agency.complaint_ways.splitlines())):
        address = next((word for word in line.split() if word.startswith(("https://", "http://"))), "")
        found.append((line, address))
    return found


def place(agency: Agency, address: str) -> str:
    """A path under the agency's page; the fraud door stands apart from it."""
    if f"{address}/".startswith(f"{FRAUD_DOOR}/"):
        return f"{FRAUD_DOOR}/{agency.code}{address.removeprefix(FRAUD_DOOR)}"
    return f"/a/{agency.code}{address}"


def _section(agency: Agency, item: Item, year: Period, tongue: Tongue) -> Section:
    texts = tongue.pages
    title, said = texts.ITEMS[item.key]
    numbers = texts.ITA_NUMBER.format(numbers=numbered(item)) if item.numbers else texts.ITA_UNNUMBERED
    unit = Markup('<span lang="th">{}</span>').format(agency.unit)
    told = Markup(said).format(unit=unit, days=_days(agency, tongue), year=tongue.period(year))  # noqa: S704 - ours
    shown = [(texts.LINKS[name], place(agency, address)) for name, address in item.evidence]
    listed = [(name, tongue.link(path), f"{here().base_url.rstrip('/')}{path}") for name, path in shown]
    more, further, code = _more(agency, item, tongue)
    return Section(item.key, numbers, title, [told, *more], [*listed, *further], code, _code_said(item, tongue))


def _more(agency: Agency, item: Item, tongue: Tongue) -> tuple[list[str], list[tuple[str, str, str]], str]:
    """(further sentences, links to elsewhere, QR picture) of the items that have them."""
    texts = tongue.pages
    match item.key:
        case "social":
            chat = here().chat_link(agency, "")
            code = f"/a/{agency.code}/line.svg" if wall_codes.chat_link(agency) else ""
            return ([], [_elsewhere(texts.LINKS["LINE"], chat)], code) if chat else ([texts.LINE_NONE], [], "")
        case "official-eit":
            link = links.official(agency.official_eit_url)
            code = f"/a/{agency.code}/eit.svg" if wall_codes.official_link(agency) else ""
            return ([], [_elsewhere(texts.LINKS["OFFICIAL"], link)], code) if link else ([texts.OFFICIAL_NONE], [], "")
        case "fraud-statistics":
            return _counted(next(iter(here().fraud.published(agency)), None), tongue), [], ""
        case "complain":
            named = ways(agency)
            return ([f"{texts.WAYS}: {' · '.join(text for text, _ in named)}"] if named else []), [], ""
        case "analysis" if agency.website.startswith(("https://", "http://")):
            return [], [_elsewhere(texts.LINKS["WEBSITE"], agency.website)], ""
    return [], [], ""


def _elsewhere(name: str, address: str) -> tuple[str, str, str]:
    whole = address if "://" in address else f"{here().base_url.rstrip('/')}{address}"
    return name, address, whole


def _counted(snapshot: Snapshot | None, tongue: Tongue) -> list[str]:
    """The three numbers of both fiscal years, zero in words, and their day."""
    texts = tongue.figures
    if snapshot is None:
        return [texts.NOT_PUBLISHED]
    years = [one for one in snapshot.counts if period(one.period).kind == "Y"]
    told = [
        texts.YEAR_SAID.format(period=tongue.period(period(one.period)), counts=tongue.counts(one))
        for one in sorted(years, key=lambda one: one.period, reverse=True)
    ]
    return [*told, texts.AS_OF.format(day=tongue.date(snapshot.as_of))]


def _code_said(item: Item, tongue: Tongue) -> str:
    texts = tongue.pages
    return str({"social": texts.LINE_CODE, "official-eit": texts.OFFICIAL_CODE}.get(item.key, ""))


def _days(agency: Agency, tongue: Tongue) -> str:
    texts = tongue.pages
    shown = texts.OFFICE_DAYS if agency.complaint_office_days else texts.DAYS
    return str(shown.format(n=agency.complaint_days))
