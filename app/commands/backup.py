"""Backup and restore."""

from pathlib import Path

import click

from app import archive
from app.house import House
from kernel.clock import BANGKOK


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("backups"), show_default=True)
@click.pass_obj
def backup(house: House, out: Path) -> None:
    """Write both databases to dated archives in a folder. The key file is NOT in them: keep it apart."""
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = house.clock.now().astimezone(BANGKOK).strftime("%Y%m%d-%H%M%S")
    for name, (database, metadata, revision) in house.stores().items():
        path = out / f"{name}-{stamp}.zip"
        archive.backup(database, metadata, revision, house.key_check(name), path, _tell)
        path.chmod(0o600)
        click.echo(str(path))
    click.echo(f"Keep a copy of {house.settings.keys} somewhere else: without it the archives stay closed.")


@click.command()
@click.argument("archives", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def restore(house: House, archives: tuple[Path, ...]) -> None:
    """Fill empty databases from ARCHIVES written by `backup` (migrates first; refuses to overwrite)."""
    house.migrate()
    stores = house.stores()
    for path in archives:
        name = path.name.split("-")[0]
        if name not in stores:
            raise click.ClickException(f"{path.name}: the name does not begin with {' or '.join(stores)}")
        database, metadata, revision = stores[name]
        archive.restore(database, metadata, revision, house.key_check(name), path, _tell)
        click.echo(f"{path.name}: restored")


def _tell(table: str, rows: int) -> None:
    click.echo(f"  {table:<20} {rows:>8}", err=True)
