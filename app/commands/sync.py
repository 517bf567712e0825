"""Projecting the figures into workbooks and sheets, by hand."""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from app.commands import the_agency
from app.house import House
from kernel.agency import Agency
from kernel.errors import Unavailable
from surveys import SYNC_JOB

if TYPE_CHECKING:
    from sheets_sync.worker import Outcome


@click.command()
@click.option("--agency", "code", help="One agency; without it, all")
@click.option("--verify", is_flag=True, help="Read back what is there and put it right, even if nothing has changed")
@click.option("--rebuild", is_flag=True, help="Write everything anew from the database")
@click.pass_obj
def sync(house: House, code: str | None, verify: bool, rebuild: bool) -> None:
    """Bring workbooks (and Google Sheets, where configured) up to date now.

    Prints a line for each agency: its code, what became of the workbook, what became of the sheet, and the file.
    Ends with 1 when one of them has to be tried again; what was begun, the worker goes on with.
    """
    from sheets_sync.worker import sync_agency

    with house.workplace.read() as work:
        every = work.agencies.all()
    chosen = [the_agency(house, code)] if code is not None else every
    lines, late = [], 0
    with click.progressbar(chosen, label="sync", item_show_func=lambda one: one.code if one else "") as agencies:
        for agency in agencies:
            try:
                outcome = sync_agency(house.sync_parts, agency, verify=verify, rebuild=rebuild)
            except Unavailable as trouble:
                late += 1
                _leave_to_worker(house, agency)
                lines.append(f"{agency.code}\tlater: {trouble or 'unavailable'}")
            else:
                lines.append("\t".join(_told(agency, outcome)))
    for line in lines:
        click.echo(line)
    if late:
        raise SystemExit(1)


def _leave_to_worker(house: House, agency: Agency) -> None:
    with suppress(Unavailable), house.workplace.begin() as work:  # the database may be what is away: that is told
        work.jobs.put(agency, SYNC_JOB)


def _told(agency: Agency, outcome: "Outcome") -> Iterator[str]:
    yield agency.code
    yield "workbook written" if outcome.written else "workbook unchanged"
    yield f"google {outcome.google}{f' ({outcome.reason})' if outcome.reason else ''}"
    yield str(outcome.workbook)
