"""Backup and restore."""

from datetime import datetime, timedelta
from pathlib import Path

import click

from app import archive, texts_keys
from app.foundation import KEY_STORE
from app.house import House
from kernel.clock import BANGKOK

KEYS_KEPT = timedelta(days=14)
"""After this a fraud case that was erased is unreadable in every backup."""
_STAMP = "%Y%m%d-%H%M%S"


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("backups"), show_default=True)
@click.pass_obj
def backup(house: House, out: Path) -> None:
    """Write both databases to dated archives in a folder. The key file is NOT in them: keep it apart.

    The keys of fraud cases get an archive of their own; those older than 14 days are removed from the folder.
    """
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = house.clock.now().astimezone(BANGKOK)
    for name, (database, metadata, revision) in house.stores().items():
        path = out / f"{name}-{now.strftime(_STAMP)}.zip"
        archive.backup(database, metadata, revision, house.key_check(name), path, _tell)
        path.chmod(0o600)
        click.echo(str(path))
    for old in _outlived(out, now):
        old.unlink()
        click.echo(f"removed {old}")
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
    _examine(house, {path.name.split("-")[0] for path in archives})


def _examine(house: House, restored: set[str]) -> None:
    """The fraud room's own checks, once both of its archives are in: log, figures, the shape of every wrapped key."""
    if not {"prongsai", "sealed", KEY_STORE} <= restored:
        return
    with house.workplace.read() as work:
        agencies = work.agencies.all()
    for agency in agencies:
        for found in house.fraud.examine(agency):
            click.echo(f"{agency.code}: {texts_keys.FOUND[found]}")
        click.echo(f"{agency.code}: {texts_keys.ANCHOR.format(anchor=house.fraud.anchor(agency))}")


def _outlived(folder: Path, now: datetime) -> list[Path]:
    """Archives of keys whose time is over, by the day in their names."""
    oldest = (now - KEYS_KEPT).replace(tzinfo=None)
    return [path for path in sorted(folder.glob(f"{KEY_STORE}-*.zip")) if (_made(path) or oldest) < oldest]


def _made(path: Path) -> datetime | None:
    """When we wrote an archive, by its name; None for a file of somebody's own."""
    try:
        return datetime.strptime(path.stem, f"{KEY_STORE}-{_STAMP}")  # noqa: DTZ007 - Bangkok's, as in the name
    except ValueError:
        return None


def _tell(table: str, rows: int) -> None:
    click.echo(f"  {table:<20} {rows:>8}", err=True)
