"""Checks every credential and says what to do."""

import click

from app.doctor import examine
from app.house import House

_SIGNS = {"ok": "  ok   ", "note": "  ..   ", "wrong": " WRONG "}


@click.command()
@click.option("--offline", is_flag=True, help="Check shapes only; ask neither LINE nor Google")
@click.pass_obj
def doctor(house: House, offline: bool) -> None:
    """Check databases, LINE and Google of every agency, and say in Thai and English what is wrong."""
    wrong = 0
    for where, finding in examine(house, reach=not offline):
        wrong += finding.level == "wrong"
        click.echo(f"{_SIGNS[finding.level]}{where:<12}{finding.sentence}")
    if wrong:
        raise SystemExit(1)
