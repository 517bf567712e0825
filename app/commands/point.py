"""Service points."""

from datetime import date, datetime

import click

from app.commands import the_agency
from app.house import House
from kernel.agency import Agency, Purpose, ServicePoint
from kernel.clock import bangkok_day
from kernel.errors import Refused
from qr import register
from storage.work import Work

_agency_option = click.option("--agency", "code", help="Agency code (not needed when there is one)")


@click.group()
def point() -> None:
    """Add, list and retire service points."""


@point.command("add")
@_agency_option
@click.argument("name")
@click.option("--unit", default="", help="The unit of the office that works there")
@click.option("--services", default="", help="What is done there")
@click.option("--purpose", type=click.Choice([purpose.value for purpose in Purpose]), default=Purpose.SURVEY.value)
@click.option("--last-day", type=click.DateTime(["%Y-%m-%d"]), help="The last day it is used, where that is known")
@click.pass_obj
def add(
    house: House, code: str | None, name: str, unit: str, services: str, purpose: str, last_day: datetime | None
) -> None:
    """Add the service point NAME; prints its code."""
    agency = the_agency(house, code)
    closes = last_day.date() if last_day else None
    draft = ServicePoint("", name.strip(), services, Purpose(purpose), _today(house), unit=unit, closes_on=closes)
    with house.workplace.begin() as work:
        new = register.add(work, agency, draft)
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
            click.echo(f"{each.code}\t{state}\t{each.name}\t{landing(house.settings.public_url, each.posted)}")


@point.command("retire")
@_agency_option
@click.argument("point_code")
@click.pass_obj
def retire(house: House, code: str | None, point_code: str) -> None:
    """Retire the point POINT_CODE: its poster then leads to a friendly page."""
    agency = the_agency(house, code)
    with house.workplace.begin() as work:
        found = _found(work, agency, point_code)
        register.retire(work, agency, found, _today(house))
        work.revisions.bump(agency, "points")
    click.echo(f"{found.code}: retired")


@point.command("reprint")
@_agency_option
@click.argument("point_code")
@click.pass_obj
def reprint(house: House, code: str | None, point_code: str) -> None:
    """Give the poster of POINT_CODE a new id; every older one then leads to a friendly page. Prints the id."""
    agency = the_agency(house, code)
    with house.workplace.begin() as work:
        renewed = register.reprint(work, agency, _found(work, agency, point_code), _today(house))
        work.revisions.bump(agency, "points")
    click.echo(renewed.posted)


def _found(work: Work, agency: Agency, point_code: str) -> ServicePoint:
    found = work.points.get(agency, point_code.upper())
    if found is None:
        raise Refused("unknown_point")
    return found


def _today(house: House) -> date:
    return bangkok_day(house.clock.now())
