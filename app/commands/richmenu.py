"""The menu under the chat, from the command line."""

from pathlib import Path

import click

from app.commands import the_agency
from app.house import House


@click.group()
def richmenu() -> None:
    """The menu under the LINE chat."""


@richmenu.command()
@click.option("--agency", "code", help="Agency code; not needed where there is one")
@click.pass_obj
def deploy(house: House, code: str | None) -> None:
    """Bring the agency's menu to LINE. May be repeated: a second run changes nothing."""
    from app.rich_menus import RichMenus

    agency = the_agency(house, code)
    found = RichMenus(house).deploy(agency)
    click.echo(f"{agency.code}\t{found.menu_id}\t{' '.join(found.done) or 'nothing to do'}")


@richmenu.command()
@click.option("--agency", "code", help="Agency code; not needed where there is one")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def draw(house: House, code: str | None, file: Path) -> None:
    """Write the menu's picture to FILE (PNG), to look at."""
    from app.rich_menus import RichMenus

    file.write_bytes(RichMenus(house).picture(the_agency(house, code)))
    click.echo(str(file))
