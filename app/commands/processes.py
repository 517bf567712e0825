"""The processes of the Procfile: web, worker, release."""

import click

from app import logs
from app.house import House


@click.command()
@click.pass_obj
def serve(house: House) -> None:
    """Serve the public pages, the console and the LINE webhook (PRONGSAI_SERVE chooses)."""
    from app.factories import create
    from app.serving import serve as run

    logs.configure(house.settings.log_level)
    house.check_ready_for_production()
    settings = house.settings
    house.close()  # connections must not be shared with the processes that gunicorn forks
    run(settings, lambda: create(House(settings)))


@click.command()
@click.pass_obj
def worker(house: House) -> None:
    """Handle LINE events, run jobs, keep the calendar."""
    from app.worker import run

    logs.configure(house.settings.log_level)
    house.check_ready_for_production()
    run(house)


@click.command()
@click.pass_obj
def migrate(house: House) -> None:
    """Create the databases or bring them up to date; make the key file when it is missing."""
    for name, revision in house.migrate().items():
        click.echo(f"{name}: {revision}")
