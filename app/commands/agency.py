"""Agencies of this installation."""

from dataclasses import fields, replace
from typing import Any

import click

from app.commands import agency_fields, the_agency
from app.house import House
from kernel.agency import Agency, is_code
from kernel.clock import bangkok_day
from kernel.errors import Refused
from qa.knowledge import seed_starter

_CHANGEABLE = [f.name for f in fields(Agency) if f.name not in {"code", "demo"}]


@click.group()
def agency() -> None:
    """Add, list and change agencies."""


@agency.command("add")
@click.argument("code")
@click.argument("name")
@click.option("--short-name", default="", help="What people say, e.g. อบต.บ้านใหม่")
@click.option("--phone", default="")
@click.option("--size", type=click.Choice(agency_fields.SIZES), default="M", help="Size class (minimum sample)")
@click.pass_obj
def add(house: House, code: str, name: str, short_name: str, phone: str, size: str) -> None:
    """Add the agency CODE (lower-case letters, digits, hyphens) with its official NAME and a starter FAQ."""
    if not is_code(code):
        raise Refused("bad_agency_code")
    if not name.strip():
        raise Refused("agency_name")
    new = Agency(code, name, short_name=short_name, phone=phone, size=size)
    with house.workplace.begin() as work:
        if not work.agencies.add(new):
            raise Refused("agency_code_taken")
        seed_starter(work, new)
        work.revisions.bump(new, "agency")
    # a statistics page is never empty: zero is said in words from the first day
    house.fraud.publish_snapshot(new, bangkok_day(house.clock.now()))
    click.echo(f"{code}: added. Next: python -m app staff invite --agency {code} LOGIN NAME --role admin")


@agency.command("list")
@click.pass_obj
def list_all(house: House) -> None:
    """List the agencies."""
    with house.workplace.read() as work:
        for each in work.agencies.all():
            click.echo(f"{each.code}\t{each.name}")


@agency.command("set")
@click.option("--agency", "code", help="Agency code (not needed when there is one)")
@click.argument("field", type=click.Choice(_CHANGEABLE))
@click.argument("value")
@click.pass_obj
def set_field(house: House, code: str | None, field: str, value: str) -> None:
    """Change one FIELD of an agency to VALUE."""
    old = the_agency(house, code)
    with house.workplace.begin() as work:
        fresh: Any = agency_fields.read(work, old, field, value)
        work.agencies.change(replace(old, **{field: fresh}), old)
        work.revisions.bump(old, "agency")
    click.echo(f"{old.code}: {field} changed")
