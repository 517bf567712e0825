"""Made-up citizens answer the survey: to see it work, and to have a year of answers to look at."""

import json
import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp

import click
from pydantic import ValidationError

from app import logs
from app.house import House
from app.settings import Settings


def _database(_context: click.Context, _option: click.Parameter, typed: str) -> str:
    """The address as settings take it; what cannot be one is said before anything starts, and never quoted."""
    try:
        return Settings.model_validate({"DATABASE_URL": typed}).database if typed else ""
    except ValidationError:
        raise click.BadParameter("should be postgresql://USER:PASSWORD@HOST/NAME") from None


@click.command()
@click.option("--agency", default="demo", show_default=True, help="the demo office to be rated")
@click.option("--fiscal-year", type=click.IntRange(2560, 2599), required=True, help="Buddhist Era, e.g. 2569")
@click.option("--respondents", type=click.IntRange(1, 100_000), required=True, help="how many people come")
@click.option("--seed", type=int, default=1, show_default=True, help="the same seed makes the same people")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="keep the office and its answers here")
@click.option(
    "--database",
    default="",
    callback=_database,
    help="an empty PostgreSQL database to play on, instead of an SQLite file",
)
@click.option("--at-once", type=click.IntRange(1, 200), default=40, show_default=True, help="people at the same time")
@click.option("--json", "as_json", is_flag=True, help="print the summary as JSON")
@click.pass_obj
def simulate(
    house: House, agency: str, fiscal_year: int, respondents: int, seed: int, data: Path | None, database: str,
    at_once: int, as_json: bool,
) -> None:  # fmt: skip
    """Play citizens through the real webhook and the real web form.

    The command starts a product of its own (web and worker as processes, SQLite) in a temporary folder, or in
    --data, and a fake LINE beside it; a product that runs elsewhere is not touched, and DATABASE_URL is not read:
    who wants PostgreSQL names an empty database with --database. Its clock is set: people come
    on working days of all four quarters of the year, and the year's end closes the last round. Only the day is
    simulated: within a day time passes as it does. People tap, type slowly, with Thai digits or wrong words, tap
    twice, sit at a PC, come back later, or go away.

    Thinking and typing times are drawn and for the most part not waited for; waiting for the product is measured.
    Exit status 1 when an answer was lost, was counted twice, or somebody who wanted to answer could not.
    """
    from app.simulate import texts
    from app.simulate.people import Wanted
    from app.simulate.run import play, stage

    logs.configure("WARNING")
    wanted = Wanted(agency, fiscal_year, respondents, seed, at_once=at_once)
    settings = house.settings
    house.close()
    folder = data or Path(mkdtemp(prefix="prongsai-simulate-"))
    with (
        stage(settings, folder, wanted, database=database) as on,
        click.progressbar(length=respondents, label=texts.PROGRESS, file=sys.stderr) as bar,
    ):
        summary = play(on, lambda _: bar.update(1))
    if data:
        click.echo(f"{on.product.sheet}\n{texts.KEPT.format(data=data)}", err=True)
    click.echo(json.dumps(summary.as_json(), ensure_ascii=False) if as_json else summary.as_text())
    if not summary.holds:
        found = summary.compared
        raise click.ClickException(
            texts.WRONG.format(lost=found.lost, doubled=found.doubled, stuck=summary.total.stuck)
        )
    if not data:
        shutil.rmtree(folder)  # after trouble it stays: its logs tell what happened
