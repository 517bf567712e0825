"""The command line's front door: reads the settings, loads a command's module when it is asked for."""

from importlib import import_module
from typing import Any

import click
from pydantic import ValidationError

from app.house import House
from app.settings import Settings
from kernel.errors import Refused, Unavailable
from storage.keyfile import KeyFileProblem

COMMANDS = {
    "serve": "app.commands.processes",
    "worker": "app.commands.processes",
    "migrate": "app.commands.processes",
    "agency": "app.commands.agency",
    "staff": "app.commands.staff",
    "point": "app.commands.point",
    "poster": "app.commands.point",
    "instrument": "app.commands.survey",
    "score": "app.commands.survey",
    "ask": "app.commands.ask",
    "sync": "app.commands.sync",
    "doctor": "app.commands.doctor",
    "demo": "app.commands.demo",
    "backup": "app.commands.backup",
    "restore": "app.commands.backup",
}


class LazyGroup(click.Group):
    """Imports a command's module only when it runs, so that `--help` and `score` need not wait for the rest."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[name]), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refusal:
            raise click.ClickException(_sentence(refusal)) from refusal
        except (Unavailable, KeyFileProblem) as trouble:
            raise click.ClickException(str(trouble)) from trouble


def _sentence(refusal: Refused) -> str:
    facts = ", ".join(f"{key}={value}" for key, value in refusal.facts.items())
    return f"{refusal.reason}{f' ({facts})' if facts else ''}"


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Prongsai: the LINE desk of a Thai sub-district office.

    Settings come from the environment; .env.example explains each of them.
    """
    if ctx.obj is None:
        ctx.obj = House(_settings())
        ctx.call_on_close(ctx.obj.close)


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise click.ClickException(f"A setting is wrong. {wrong}") from None


def main() -> None:
    """Entry point."""
    cli(prog_name="python -m app")
