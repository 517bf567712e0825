"""The fraud door's keys: who may read, the envelope, and what to do when somebody or something is lost."""

import click

from app import texts_keys as texts
from app.commands import the_agency
from app.commands.keys_recovery import COMMANDS
from app.house import House
from complaints.approval import WaitingKey
from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Refused
from kernel.staff import Member
from storage.sealed import recovery_sheet

_agency = click.option("--agency", "code", help="Agency code (not needed when there is one)")


@click.group()
def keys() -> None:
    """Keys of the fraud door: see docs/keys.md."""


for command in COMMANDS:
    keys.add_command(command)


@keys.command("status")
@_agency
@click.pass_obj
def status(house: House, code: str | None) -> None:
    """Say whether the door is open, who holds keys, and whether anything was changed by hand."""
    agency, room = the_agency(house, code), house.fraud
    door, waiting = room.door(agency), {one.officer: one for one in room.waiting_keys(agency)}
    click.echo(texts.OPEN if door.open else texts.CLOSED)
    for lacking in door.lacking:
        click.echo(f"  {texts.DOOR[lacking]}")
    for officer in room.key_holders(agency):
        state = texts.STATES["custodian" if officer.custodian else officer.approved]
        number = waiting[officer.id].number if officer.id in waiting else ""
        click.echo(texts.OFFICER.format(name=officer.name, state=state, number=number).rstrip())
    if stale := room.stale(agency):
        click.echo(texts.STALE.format(n=stale))
    if waits := room.erasures_waiting(agency):
        click.echo(texts.ERASE_WAITS.format(n=waits))
    for sentence in [texts.FOUND[one] for one in room.examine(agency)] or [texts.SOUND]:
        click.echo(sentence)
    click.echo(texts.ANCHOR.format(anchor=room.anchor(agency)))


@keys.command("enrol")
@_agency
@click.argument("login")
@click.pass_obj
def enrol(house: House, code: str | None, login: str) -> None:
    """Make LOGIN's key now instead of at the first sign-in; LOGIN types the own password here."""
    agency = the_agency(house, code)
    member = _officer(house, agency, login)
    password = click.prompt(texts.ASK_PASSWORD, hide_input=True)
    if not house.console_parts.passwords.verify(member.password_hash, password):
        raise Refused("wrong_password")
    house.fraud.enrol(agency, member.id, member.name, password)
    waits = any(one.officer == member.id for one in house.fraud.waiting_keys(agency))
    click.echo(texts.ENROLLED[not waits])


@keys.command("approve")
@_agency
@click.argument("login")
@click.pass_obj
def approve(house: House, code: str | None, login: str) -> None:
    """As the envelope's holder: let LOGIN's waiting key receive new cases. (Officers do this in the console.)"""
    agency = the_agency(house, code)
    one = _waiting(house, agency, login)
    click.echo(texts.NUMBER.format(name=one.name, number=one.number))
    click.echo(texts.CHALLENGE.format(challenge=house.fraud.challenge_for_key(agency, one.officer)))
    house.fraud.approve_by_recovery(agency, one.officer, click.prompt(texts.ASK_ANSWER))
    click.echo(texts.APPROVED.format(login=login))


@keys.command("reject")
@_agency
@click.argument("login")
@click.pass_obj
def reject(house: House, code: str | None, login: str) -> None:
    """Take LOGIN's waiting key away; it opens nothing yet."""
    agency = the_agency(house, code)
    house.fraud.reject_on_server(agency, _waiting(house, agency, login).officer)
    click.echo(texts.REJECTED.format(login=login))


@keys.command("custodian")
@_agency
@click.argument("login")
@click.argument("state", type=click.Choice(["on", "off"]))
@click.pass_obj
def custodian(house: House, code: str | None, login: str, state: str) -> None:
    """Whether contacts volunteered from now on are sealed to LOGIN. With nobody on, to every officer."""
    agency = the_agency(house, code)
    member = _officer(house, agency, login)
    house.fraud.set_custodian(agency, member.id, state == "on", "server")
    click.echo(texts.CUSTODIAN[state == "on"].format(login=login))


@keys.command("rotate")
@_agency
@click.pass_obj
def rotate(house: House, code: str | None) -> None:
    """Ask for new keys of all cases, as when an officer leaves."""
    house.fraud.rotate(the_agency(house, code))
    click.echo(texts.ROTATED)


@keys.command("anchor")
@_agency
@click.option("--check", "noted", help="An anchor noted down earlier")
@click.option("--seed", "seeded", is_flag=True, help="Also check the seals, with the first key from the envelope")
@click.pass_obj
def anchor(house: House, code: str | None, noted: str | None, seeded: bool) -> None:
    """Check the audit log, and print the line to note down elsewhere."""
    seed = recovery_sheet.read_key(click.prompt(texts.ASK_SECRET, hide_input=True)) if seeded else None
    verdict = house.fraud.check_audit(the_agency(house, code), seed, noted or "")
    if not verdict.holds:
        raise click.ClickException(texts.BROKEN.format(n=verdict.first_bad))
    click.echo(texts.HOLDS.format(count=verdict.count))
    click.echo(texts.ANCHOR.format(anchor=verdict.anchor))


@keys.command("erase")
@_agency
@click.argument("reference")
@click.option("--yes", is_flag=True, help="Do not ask")
@click.pass_obj
def erase(house: House, code: str | None, reference: str, yes: bool) -> None:
    """Erase one closed case before its time; its figures stay."""
    agency = the_agency(house, code)
    if not yes:
        click.confirm(texts.ASK_ERASE.format(reference=reference), abort=True)
    if not house.fraud.erase(agency, reference):
        raise click.ClickException(texts.NOT_ERASED)
    click.echo(texts.ERASED)


@keys.command("clock")
@_agency
@click.option("--yes", is_flag=True, help="Do not ask")
@click.pass_obj
def clock(house: House, code: str | None, yes: bool) -> None:
    """Confirm today's date after the server rested for long, or its clock was wrong."""
    agency = the_agency(house, code)
    if not yes:
        click.confirm(texts.CLOCK.format(day=bangkok_day(house.clock.now()).isoformat()), abort=True)
    house.fraud.believe_clock(agency)
    click.echo(texts.CLOCK_KEPT)


def _officer(house: House, agency: Agency, login: str) -> Member:
    with house.workplace.read() as work:
        member = work.staff.by_login(agency, login)
    if member is None or not member.has("officer"):
        raise Refused("officer_unknown")
    return member


def _waiting(house: House, agency: Agency, login: str) -> WaitingKey:
    member = _officer(house, agency, login)
    for one in house.fraud.waiting_keys(agency):
        if one.officer == member.id:
            return one
    raise Refused("key_changed")
