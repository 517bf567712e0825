"""Projecting the figures into workbooks and sheets, by hand."""

import click

from app.commands import the_agency
from app.house import House


@click.command()
@click.option("--agency", "code", help="One agency; without it, all")
@click.pass_obj
def sync(house: House, code: str | None) -> None:
    """Bring workbooks (and Google Sheets, where configured) up to date now."""
    from sheets_sync.worker import sync_agency, workbook_path

    if code is not None:
        chosen = [the_agency(house, code)]
    else:
        with house.workplace.read() as work:
            chosen = work.agencies.all()
    with click.progressbar(chosen, label="sync", item_show_func=lambda one: one.code if one else "") as agencies:
        for agency in agencies:
            sync_agency(house.sync_parts, agency)
    for agency in chosen:
        click.echo(f"{agency.code}\t{workbook_path(house.sync_parts, agency)}")
