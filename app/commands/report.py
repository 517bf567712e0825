"""Figures over all agencies of this installation: the report of a period, and the check of its counts."""

import json
import sys
from collections.abc import Mapping, Sequence

import click

from app.house import House
from app.texts import REPORT
from kernel.calendar import Period, period, quarter_of
from kernel.clock import bangkok_day
from surveys import instruments, report_texts
from surveys.asides import Profile
from surveys.library import is_own
from surveys.province import LeftOut, Part, left_out, people, province
from surveys.province_figures import figures
from surveys.report_cells import people_tables


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
    if is_own(name) or name not in instruments.known():
        raise click.BadParameter(REPORT["own" if is_own(name) else "no_instrument"], param_hint="--instrument")
    with house.workplace.read() as work:
        agencies = work.agencies.all()
        found = province(work.tallies, agencies, span, name)
        told, without = people(work.asides, span, name), left_out(work.rounds, span, name)
    if as_json:
        click.echo(json.dumps(figures(found, told, without), ensure_ascii=False))
        return
    keys = list(found.instrument.indicators)
    click.echo(
        "\t".join(
            ["", "n", REPORT["total"], *(REPORT["indicator"].format(key=key) for key in keys), REPORT["channels"]]
        )
    )
    for agency in agencies:
        click.echo("\t".join([agency.short_name or agency.name, *_cells(found.agencies[agency.code])]))
    click.echo("\t".join([REPORT["whole"], *_cells(found.whole)]))
    _echo_people(told)
    _echo_left_out(without)


def _echo_people(told: Mapping[Profile, int]) -> None:
    """Who answered, beside the scores and never across them."""
    tables = people_tables(told)
    for columns, rows in tables:
        click.echo("")
        lines = [[str(cell) for cell in row] for row in rows]
        for line in (columns, *lines):
            click.echo("\t".join(line))
    if tables:
        click.echo(report_texts.PEOPLE_SAID)


def _echo_left_out(without: Sequence[LeftOut]) -> None:
    for why in dict.fromkeys(one.why for one in without):
        named = ", ".join(f"{one.agency} {one.round.id}" for one in without if one.why is why)
        click.echo(f"\n{report_texts.LEFT_OUT[why]}: {named}")


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
    return [str(summary.n), total, *indicators, str(part.channels)]


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
