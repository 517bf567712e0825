"""Posters as files. Each has been rendered and read back before it is written."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app import texts
from app.commands import the_agency
from app.house import House
from kernel.agency import Agency, Purpose, ServicePoint
from kernel.clock import bangkok_day
from kernel.errors import Refused

if TYPE_CHECKING:
    from qr.poster import Poster
    from qr.texts import Language

PAPERS = ("a4", "a5", "tent", "stickers", "code")
LANGUAGES = ("th", "en")
FRAUD, OFFICIAL = "fraud", "official"
"""In place of a point's code: the sheets that name none."""


class OneOrMore(click.ParamType[tuple[str, ...]]):
    """Words of a list, with commas between them."""

    name = "list"

    def __init__(self, known: tuple[str, ...]) -> None:
        self._known = known

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        words = tuple(dict.fromkeys(word.strip().lower() for word in value.split(",")))
        if any(word not in self._known for word in words):
            self.fail(f"takes {', '.join(self._known)}, with commas between them", param, ctx)
        return words

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return f"[{'|'.join(self._known)}]"


@dataclass(frozen=True)
class Order:
    """What was asked for."""

    agency: Agency
    papers: tuple[str, ...]
    languages: "tuple[Language, ...]"
    distance: float | None
    today: date


@click.command()
@click.option("--agency", "code", help="Agency code (not needed when there is one)")
@click.argument("point_code", required=False)
@click.option("--all", "every", is_flag=True, help="Every point in use, the fraud door, and the official EIT form")
@click.option("--format", "papers", type=OneOrMore(PAPERS), default="a4", show_default=True)
@click.option("--lang", "languages", type=OneOrMore(LANGUAGES), default="th", show_default=True)
@click.option("--distance", type=float, help="Metres from which it is read; default: what is usual for the format")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("posters"), show_default=True)
@click.pass_obj
def poster(
    house: House,
    code: str | None,
    point_code: str | None,
    every: bool,
    papers: tuple[str, ...],
    languages: "tuple[Language, ...]",
    distance: float | None,
    out: Path,
) -> None:
    """Write the poster of POINT_CODE (or of `fraud`, or `official`) as PDF and PNG.

    Each is read back by a decoder that did not draw it; one that cannot be read is not written.
    The format `code` is the bare QR code, as PNG and SVG.
    """
    from qr.links import near_only

    if every is (point_code is not None):
        raise click.UsageError("Name one point, or say --all.")
    order = Order(the_agency(house, code), papers, languages, distance, bangkok_day(house.clock.now()))
    subjects = _all(house, order) if every else [_one(house, order, str(point_code))]
    work = list(_pieces(subjects, order))
    out.mkdir(parents=True, exist_ok=True)
    with click.progressbar(work, label="Posters", file=sys.stderr, hidden=len(work) < 2) as bar:
        for subject, paper, language in bar:
            for name, content in _files(house, order, subject, paper, language):
                (out / name).write_bytes(content)
                if not every:
                    click.echo(str(out / name))
    if every:
        click.echo(f"{len(work)}\t{out}")
    if near_only(house.settings.public_url):
        click.echo(texts.POSTER_NEAR_ONLY.format(url=house.settings.public_url), err=True)


Subject = ServicePoint | str
"""A point, FRAUD or OFFICIAL."""


def _pieces(subjects: "list[Subject]", order: Order) -> "Iterator[tuple[Subject, str, Language]]":
    for subject in subjects:
        for paper in order.papers:
            for language in order.languages if paper != "code" else order.languages[:1]:  # a bare code has no language
                yield subject, paper, language


def _one(house: House, order: Order, given: str) -> Subject:
    if given.lower() in (FRAUD, OFFICIAL):
        return given.lower()
    with house.workplace.read() as work:
        found = work.points.get(order.agency, given.upper())
    if found is None:
        raise Refused("unknown_point")
    if found.retired:
        raise Refused("point_retired")
    return FRAUD if found.purpose is Purpose.FRAUD else found


def _all(house: House, order: Order) -> list[Subject]:
    from qr.links import official

    with house.workplace.read() as work:
        points = [one for one in work.points.all(order.agency) if not one.retired and one.purpose is not Purpose.FRAUD]
    return [*points, FRAUD, *([OFFICIAL] if official(order.agency.official_eit_url) else [])]


def _files(
    house: House, order: Order, subject: Subject, paper: str, language: "Language"
) -> Iterator[tuple[str, bytes]]:
    from qr import studio
    from qr.formats import FORMATS

    sheet = _sheet(house, order, subject, language)
    if paper == "code":
        yield f"{sheet.name}.png", studio.code_png(sheet.link)
        yield f"{sheet.name}.svg", studio.code_svg(house.press, sheet.link, sheet.picture)
        return
    made = studio.make(house.press, sheet, FORMATS[paper], order.distance)
    yield f"{made.name}.pdf", made.pdf
    yield f"{made.name}.png", made.png


def _sheet(house: House, order: Order, subject: Subject, language: "Language") -> "Poster":
    from qr import poster as posters

    given = (house.settings.public_url, order.today, language)
    capitals = house.press.capitals
    if subject == FRAUD:
        return posters.fraud_poster(order.agency, *given, capitals=capitals)
    if subject == OFFICIAL:
        return posters.official_poster(order.agency, *given, capitals=capitals)
    assert isinstance(subject, ServicePoint)
    return posters.point_poster(order.agency, subject, *given, capitals=capitals)
