"""Figures over all agencies of this installation: the report of a period, and the check of its counts."""

import json
import sys

import click

from app.house import House
from app.texts import REPORT
from kernel.calendar import Period, period, quarter_of
from kernel.clock import bangkok_day
from surveys import instruments
from surveys.province import Part, province
from surveys.province_figures import figures


@click.command()
@click.option("--period", "code", help="e.g. 2570Q1, 2570H1, 2570; without it, the running quarter")
@click.option("--instrument", "name", default=instruments.DEFAULT, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print everything, with all cross-tables, as JSON")
@click.option("--check", is_flag=True, help="Count every answer again and compare; write nothing")
@click.option("--rebuild", is_flag=True, help="Make the counts again from the answers")
@click.pass_obj
def report(house: House, code: str | None, name: str, as_json: bool, check: bool, rebuild: bool) -> None:
    """Show the scores of every agency in a period, and of all together."""
    if check or rebuild:
        _recount(house, write=rebuild)
        return
    span = _span(house, code)
    with house.workplace.read() as work:
        agencies = work.agencies.all()
        found = province(work.tallies, agencies, span, name)
    if as_json:
        click.echo(json.dumps(figures(found), ensure_ascii=False))
        return
    keys = list(found.instrument.indicators)
    click.echo("\t".join(["", "n", REPORT["total"], *(REPORT["indicator"].format(key=key) for key in keys)]))
    for agency in agencies:
        click.echo("\t".join([agency.short_name or agency.name, *_cells(found.agencies[agency.code])]))
    click.echo("\t".join([REPORT["whole"], *_cells(found.whole)]))


def _span(house: House, code: str | None) -> Period:
    if code is None:
        return quarter_of(bangkok_day(house.clock.now()))
    try:
        return period(code)
    except ValueError as error:
        raise click.BadParameter(REPORT["bad_period"], param_hint="--period") from error


def _cells(part: Part) -> list[str]:
    summary = part.summary
    total = summary.total.shown if summary.decided and summary.total.shown else REPORT["undecided"]
    indicators = [one.score.shown if one.decided and one.score.shown else "-" for one in summary.indicators]
    return [str(summary.n), total, *indicators]


def _recount(house: House, *, write: bool) -> None:
    wrong = 0
    with house.workplace.read() as work:
        agencies = work.agencies.all()
    for agency in agencies:
        with house.workplace.begin() if write else house.workplace.read() as work:
            if write:
                click.echo(f"{agency.code}\t{work.tallies.rebuild(agency)}")
                continue
            differing = work.tallies.differing(agency)
        wrong += len(differing)
        click.echo(f"{agency.code}\t{' '.join(differing) or 'ok'}")
    if wrong:
        sys.exit(1)
