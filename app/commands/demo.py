"""The demo office: `make run` and its helpers."""

from importlib.util import find_spec

import click
import pyotp

from app import logs, texts
from app.house import House


@click.group()
def demo() -> None:
    """Try everything on this machine, without LINE and Google accounts."""
    if find_spec("devtools") is None:  # the Docker image holds the product alone
        raise click.ClickException(texts.NO_TWINS)


@demo.command("run")
@click.pass_obj
def run(house: House) -> None:
    """Start the demo office and print the addresses to open; Ctrl-C stops it."""
    from app.demo_run import run as start

    logs.configure("WARNING")
    start(house)


@demo.command("web", hidden=True)
@click.pass_obj
def web(house: House) -> None:
    """The demo's web process."""
    from app.demo_web import create
    from app.serving import serve

    logs.configure(house.settings.log_level)
    settings = house.settings
    house.close()
    serve(settings.model_copy(update={"web_processes": 1}), lambda: create(House(settings)))


@demo.command("code")
@click.argument("secret")
def code(secret: str) -> None:
    """Print the present 6-digit code of a TOTP SECRET, for those without an authenticator app."""
    try:
        now = pyotp.TOTP("".join(secret.split()).upper()).now()
    except ValueError as error:  # not base32, or too short; its text might quote the secret
        raise click.BadParameter("not the secret from the printed sheet", param_hint="SECRET") from error
    click.echo(now)
