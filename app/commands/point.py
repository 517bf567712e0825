"""Service points and their posters."""

from dataclasses import replace
from pathlib import Path

import click

from app.commands import the_agency
from app.house import House
from kernel.agency import Purpose, ServicePoint
from kernel.clock import bangkok_day
from kernel.codes import new_code
from kernel.errors import Refused

_agency_option = click.option("--agency", "code", help="Agency code (not needed when there is one)")


@click.group()
def point() -> None:
    """Add, list and retire service points."""


@point.command("add")
@_agency_option
@click.argument("name")
@click.option("--services", default="", help="What is done there")
@click.option("--purpose", type=click.Choice([purpose.value for purpose in Purpose]), default=Purpose.SURVEY.value)
@click.pass_obj
def add(house: House, code: str | None, name: str, services: str, purpose: str) -> None:
    """Add the service point NAME; prints its code."""
    agency = the_agency(house, code)
    if not name.strip():
        raise Refused("point_name")
    new = ServicePoint(new_code(), name, services, Purpose(purpose), bangkok_day(house.clock.now()))
    with house.workplace.begin() as work:
        work.points.add(agency, new)
        work.revisions.bump(agency, "points")
    click.echo(new.code)


@point.command("list")
@_agency_option
@click.pass_obj
def list_all(house: House, code: str | None) -> None:
    """List the points with their links."""
    from qr.links import landing

    agency = the_agency(house, code)
    with house.workplace.read() as work:
        for each in work.points.all(agency):
            state = "retired" if each.retired else "open"
            click.echo(f"{each.code}\t{state}\t{each.name}\t{landing(house.settings.public_url, each.code)}")


@point.command("retire")
@_agency_option
@click.argument("point_code")
@click.pass_obj
def retire(house: House, code: str | None, point_code: str) -> None:
    """Retire the point POINT_CODE: its poster then leads to a friendly page."""
    agency = the_agency(house, code)
    with house.workplace.begin() as work:
        found = work.points.get(agency, point_code.upper())
        if found is None:
            raise Refused("unknown_point")
        work.points.change(agency, replace(found, retired_on=bangkok_day(house.clock.now())))
        work.revisions.bump(agency, "points")
    click.echo(f"{found.code}: retired")


@click.command()
@_agency_option
@click.argument("point_code")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("posters"), show_default=True)
@click.pass_obj
def poster(house: House, code: str | None, point_code: str, out: Path) -> None:
    """Write the QR code (PNG, SVG) and a printable poster page of POINT_CODE."""
    from qr import codes, links
    from qr.poster import point_poster, render_html

    agency = the_agency(house, code)
    with house.workplace.read() as work:
        found = work.points.get(agency, point_code.upper())
    if found is None:
        raise Refused("unknown_point")
    if found.retired:
        raise Refused("point_retired")
    link = links.landing(house.settings.public_url, found.code)
    out.mkdir(parents=True, exist_ok=True)
    page = render_html(point_poster(agency, found, house.settings.public_url, bangkok_day(house.clock.now())))
    for suffix, content in (("png", codes.png(link)), ("svg", codes.svg(link)), ("html", page)):
        path = out / f"{found.code}.{suffix}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        click.echo(str(path))
