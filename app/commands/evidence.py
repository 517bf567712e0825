"""Papers for the assessment, made from what is installed here."""

import hashlib
from pathlib import Path

import click

from app.commands import the_agency
from app.house import House


@click.group()
def evidence() -> None:
    """Make papers that show how this installation works."""


@evidence.command("two-doors")
@click.option("--agency", "code", help="Agency code (not needed when there is one)")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="PDF to write")
@click.pass_obj
def two_doors(house: House, code: str | None, out: Path) -> None:
    """Show on paper that fraud reports have a door of their own: addresses, QR, screens, tables, rights.

    Everything is read from the databases and pages of this installation. Ends with 1 when the doors share something.
    """
    from app.evidence import screens, texts, two_doors
    from web.paper import pdf

    agency = the_agency(house, code)
    program = screens.browser()
    paper = two_doors.gather(house, agency, program)
    made = pdf("two_doors.typ", paper.words)
    out.write_bytes(made)
    digest = hashlib.sha256(made).hexdigest()
    click.echo(texts.WRITTEN.format(file=out, agency=agency.code, pictures=paper.pictures, digest=digest))
    if program is None:
        click.echo(texts.NO_BROWSER_SAID, err=True)
    if paper.shared:
        raise click.ClickException(texts.FOUND_SHARED)
