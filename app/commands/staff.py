"""Staff accounts from the command line: the way in when nobody can sign in."""

import click

from app.commands import the_agency
from app.house import House
from console import accounts
from kernel.agency import Agency
from kernel.errors import Refused
from kernel.staff import Member

_agency_option = click.option("--agency", "code", help="Agency code (not needed when there is one)")


@click.group()
def staff() -> None:
    """Invite, list, reset and part with staff."""


@staff.command("invite")
@_agency_option
@click.argument("login")
@click.argument("name")
@click.option("--role", "roles", multiple=True, type=click.Choice(accounts.ROLES), default=["clerk"], show_default=True)
@click.pass_obj
def invite(house: House, code: str | None, login: str, name: str, roles: tuple[str, ...]) -> None:
    """Invite NAME to sign in as LOGIN; prints a link that works once."""
    agency = the_agency(house, code)
    with house.workplace.begin() as work:
        token = accounts.invite(work, agency, name, login, tuple(roles), house.clock)
    click.echo(_link(house, agency, token))


@staff.command("list")
@_agency_option
@click.pass_obj
def list_all(house: House, code: str | None) -> None:
    """List the accounts."""
    agency = the_agency(house, code)
    with house.workplace.read() as work:
        for member in work.staff.all(agency):
            state = "left" if member.left_on else "invited" if member.password_hash is None else "active"
            click.echo(f"{member.login}\t{state}\t{','.join(member.roles)}\t{member.name}")


@staff.command("reset")
@_agency_option
@click.argument("login")
@click.option("--second-step", is_flag=True, help="Forget the authenticator too")
@click.pass_obj
def reset(house: House, code: str | None, login: str, second_step: bool) -> None:
    """Forget LOGIN's password; prints a link to set a new one. An officer's case key is lost with it."""
    agency = the_agency(house, code)
    with house.workplace.begin() as work:
        member = _find(work.staff.by_login(agency, login))
        token = accounts.reset(work, agency, member.id, house.clock, second_step=second_step)
    house.officer_lost_key(agency, member)
    click.echo(_link(house, agency, token))


@staff.command("leave")
@_agency_option
@click.argument("login")
@click.pass_obj
def leave(house: House, code: str | None, login: str) -> None:
    """Close LOGIN's account for good."""
    agency = the_agency(house, code)
    with house.workplace.begin() as work:
        member = accounts.leave(work, agency, _find(work.staff.by_login(agency, login)).id, house.clock)
    house.officer_lost_key(agency, member)
    click.echo(f"{login}: left")


def _find(member: Member | None) -> Member:
    if member is None:
        raise Refused("staff_unknown")
    return member


def _link(house: House, agency: Agency, token: str) -> str:
    return f"{house.console_url}/console/join/{agency.code}/{token}"
