"""The command line's front door: reads the settings, loads a command's module when it is asked for."""

import os
import resource
from importlib import import_module
from typing import Any

import click
from alembic.util import CommandError
from pydantic import ValidationError
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from app import texts
from app.house import House
from app.settings import Settings, unknown_variables, variable
from kernel.errors import Refused, Unavailable
from storage.keyfile import KeyFileProblem

COMMANDS = {
    "serve": "app.commands.processes",
    "worker": "app.commands.processes",
    "migrate": "app.commands.processes",
    "agency": "app.commands.agency",
    "staff": "app.commands.staff",
    "keys": "app.commands.keys",
    "point": "app.commands.point",
    "poster": "app.commands.poster",
    "richmenu": "app.commands.richmenu",
    "instrument": "app.commands.survey",
    "score": "app.commands.survey",
    "report": "app.commands.report",
    "evidence": "app.commands.evidence",
    "ask": "app.commands.ask",
    "sync": "app.commands.sync",
    "doctor": "app.commands.doctor",
    "demo": "app.commands.demo",
    "simulate": "app.commands.simulate",
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
        except (Refused, Unavailable, KeyFileProblem, CommandError, DBAPIError, OSError, UnicodeEncodeError) as trouble:
            sentence = _sentence(trouble)
            if sentence is None:
                raise
            raise click.ClickException(sentence) from trouble


def _sentence(trouble: Exception) -> str | None:
    """What to tell the operator; None when it is our bug and the traceback has to be seen."""
    match trouble:
        case Refused():
            return texts.refusal(trouble)
        case Unavailable():
            return texts.unavailable(str(trouble))
        case KeyFileProblem():
            return str(trouble)
        case CommandError():
            return texts.OTHER_DATABASE
        case DBAPIError() if not isinstance(trouble, (IntegrityError, DataError)):
            return texts.DATABASE
        case OSError() if trouble.filename and trouble.strerror:
            return f"{trouble.strerror}: {trouble.filename}"
        case UnicodeEncodeError() if trouble.reason == "surrogates not allowed":  # how Python holds a strange argument
            return texts.NOT_UTF8
    return None


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
        settings = Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{variable(str(e['loc'][0]))}: {e['msg']}" for e in error.errors(include_input=False))
        raise click.ClickException(f"A setting is wrong. {wrong}") from None
    for name in unknown_variables(os.environ):
        click.echo(texts.UNKNOWN_SETTING.format(name=name), err=True)
    return settings


def main() -> None:
    """Entry point."""
    os.umask(0o077)  # databases, logs and workbooks are for the server's user alone
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold what is only ever in memory
    cli(prog_name="python -m app")
