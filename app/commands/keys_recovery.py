"""The envelope: making a recovery key, proving it, and what it gives back when every officer is gone."""

from pathlib import Path

import click

from app import texts_keys as texts
from app.commands import the_agency
from app.house import House
from kernel.errors import Refused, Unreadable
from storage.sealed import ceremony, recovery_sheet

_agency = click.option("--agency", "code", help="Agency code (not needed when there is one)")


@click.command("recovery-new")
def recovery_new() -> None:
    """Offline: make a recovery key. Its secret half is for the envelope and never meets the server."""
    sheet = recovery_sheet.new_sheet()
    click.echo(texts.SHEET.format(secret=sheet.secret, public=sheet.public))


@click.command("recovery-load")
@_agency
@click.argument("public")
@click.pass_obj
def recovery_load(house: House, code: str | None, public: str) -> None:
    """Give the server the PUBLIC half. The door stays closed until the secret half is proved."""
    seed = house.fraud.load_recovery(the_agency(house, code), public)
    if seed is not None:
        click.echo(texts.SEED.format(seed=recovery_sheet.write_key(seed)))
    click.echo(texts.LOADED)


@click.command("recovery-prove")
@_agency
@click.pass_obj
def recovery_prove(house: House, code: str | None) -> None:
    """Show a text that only the envelope's holder can answer, and take the answer."""
    agency = the_agency(house, code)
    click.echo(texts.CHALLENGE.format(challenge=house.fraud.challenge_recovery(agency)))
    house.fraud.prove_recovery(agency, click.prompt(texts.ASK_ANSWER))
    click.echo(texts.PROVED)


@click.command("recovery-answer")
@click.option("--agency", "code", required=True, help="Agency code")
def recovery_answer(code: str) -> None:
    """Offline: answer a text from the server with the secret from the envelope."""
    challenge, secret = click.prompt(texts.ASK_CHALLENGE), click.prompt(texts.ASK_SECRET, hide_input=True)
    try:
        click.echo(recovery_sheet.answer(secret, challenge, code))
    except Unreadable:
        raise Refused("other_recovery_key") from None


@click.command("pack")
@_agency
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def pack(house: House, code: str | None, path: Path) -> None:
    """All officers are gone: write to PATH what the envelope's holder can open. Nothing in it is in clear."""
    _write(path, house.fraud.pack_recovery(the_agency(house, code)))
    click.echo(texts.PACKED.format(path=path))


@click.command("rewrap")
@click.argument("packed", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def rewrap(packed: Path, path: Path) -> None:
    """Offline: wrap the cases in PACKED for the new officers, with the secret from the envelope, into PATH."""
    secret = click.prompt(texts.ASK_SECRET, hide_input=True)
    try:
        _write(path, ceremony.rewrap(_read(packed), secret))
    except Unreadable:
        raise Refused("other_recovery_key") from None
    click.echo(texts.REWRAPPED.format(path=path))


@click.command("unpack")
@_agency
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def unpack(house: House, code: str | None, path: Path) -> None:
    """Load what `keys rewrap` wrote: the new officers can open the cases."""
    opened = house.fraud.load_rewrapped(the_agency(house, code), _read(path))
    click.echo(texts.UNPACKED.format(n=opened))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except UnicodeDecodeError:
        raise Refused("not_a_package") from None


def _write(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="ascii")


COMMANDS = (recovery_new, recovery_load, recovery_prove, recovery_answer, pack, rewrap, unpack)
