"""Instruments and scores: stable contracts, JSON on standard output."""

import json
from pathlib import Path

import click

from kernel.errors import Refused
from surveys import instruments, score_file, scoring, texts


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print items, labels and points as JSON")
def instrument(name: str | None, as_json: bool) -> None:
    """Show the instrument NAME (e.g. eit-2567), or list all."""
    if name is None:
        for known in instruments.known():
            click.echo(f"{known}\t{instruments.load(known).title}")
        return
    found = instruments.load(name)
    if as_json:
        click.echo(json.dumps(instruments.instrument_json(found), ensure_ascii=False, indent=2))
        return
    click.echo(f"{found.id}  {found.title}  (FY{found.fiscal_year})\n{found.source}\n")
    for item in found.items:
        click.echo(f"{item.id:<4}{item.text}")
        for option in item.options:
            click.echo(f"      {option.position}. {option.label} = {option.points}")


@click.command()
@click.option("--instrument", "name", default=instruments.DEFAULT, show_default=True)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def score(name: str, file: Path) -> None:
    """Score a CSV FILE with one row per respondent and print JSON.

    Columns are item ids, plus optional part (1/2), point, age, gender. Cells are option positions 1..k or the
    label; blank means not answered. Scores are strings rounded half-up to 2 places, or null.
    """
    found = instruments.load(name)
    try:
        rows = score_file.read(file.read_bytes(), found)
    except Refused as refusal:
        raise click.ClickException(texts.sentence(refusal)) from refusal
    click.echo(json.dumps(scoring.as_json(scoring.score(found, rows)), ensure_ascii=False))
