"""Instruments and scores: stable contracts, JSON on standard output."""

import json
import sys
from pathlib import Path

import click

from app import texts as words
from app.commands import the_agency
from app.house import House
from app.progress import Progress
from kernel.errors import Refused
from surveys import instruments, library, score_file, scoring, texts

_agency_option = click.option("--agency", "code", help="Whose own questionnaires are meant (not needed with one)")


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print items, labels and points as JSON; without NAME, a list")
@click.option(
    "--check", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Check an own questionnaire"
)
@_agency_option
@click.pass_obj
def instrument(house: House, name: str | None, as_json: bool, file: Path | None, code: str | None) -> None:
    """Show the instrument NAME (e.g. eit-2567), or list all; with --agency also that agency's own."""
    if file is not None:
        _check(file)
    elif name is None:
        _list(_known(house, code), as_json)
    else:
        _show(_find(house, code, name), as_json)


@click.command()
@click.option("--instrument", "name", default=instruments.DEFAULT, show_default=True)
@_agency_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.pass_obj
def score(house: House, name: str, code: str | None, file: Path) -> None:
    """Score a CSV FILE with one row per respondent and print JSON; - reads standard input.

    Columns are item ids, plus optional part (1/2), point, age, gender. Cells are option positions 1..k or the
    label; blank means not answered. Commas, semicolons or tabs stand between cells. Scores are strings rounded
    half-up to 2 places, or null.
    """
    found = _find(house, code, name)
    content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    try:
        rows = score_file.read(content, found, Progress(words.SCORING, sys.stderr))
    except Refused as refusal:
        where = {"line": 1, "column": "-", **refusal.facts}
        said = words.NOT_SCORED.format(said=texts.sentence(refusal), reason=refusal.reason, **where)
        raise click.ClickException(said) from refusal
    click.echo(json.dumps(scoring.as_json(scoring.score(found, rows)), ensure_ascii=False))


def _known(house: House, code: str | None) -> list[instruments.Instrument]:
    built_in = [instruments.load(known) for known in instruments.known()]
    if code is None:
        return built_in
    agency = the_agency(house, code)
    with house.workplace.read() as work:
        return built_in + [one.instrument for one in library.offered(work, agency)]


def _find(house: House, code: str | None, name: str) -> instruments.Instrument:
    if not library.is_own(name):
        return instruments.load(name)
    agency = the_agency(house, code)
    with house.workplace.read() as work:
        return library.find(work, agency, name)


def _list(found: list[instruments.Instrument], as_json: bool) -> None:
    if as_json:
        listed = [{"id": one.id, "kind": one.kind, "title": one.title, "fiscal_year": one.fiscal_year} for one in found]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(f"{one.id}\t{one.title}")


def _show(found: instruments.Instrument, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(instruments.instrument_json(found), ensure_ascii=False, indent=2))
        return
    click.echo(f"{found.id}  {found.title}  (FY{found.fiscal_year})\n{found.source}\n")
    for item in found.items:
        click.echo(f"{item.id:<4}{item.text}")
        for option in item.options:
            worth = f" = {option.points}" if item.scored else ""
            click.echo(f"      {option.position}. {option.label}{worth}")


def _check(file: Path) -> None:
    from console.questionnaire_files import read_upload  # reads .xlsx too, which takes time to load

    found = read_upload(file.name, file.read_bytes())
    if found.instrument is None:
        for fault in found.faults:
            click.echo(fault.said, err=True)
        raise click.ClickException(words.FAULTY.format(count=len(found.faults)))
    click.echo(words.CHECKED.format(id=found.instrument.id, count=len(found.instrument.items)))
