"""The tabs as one .xlsx file per agency, replaced whole: readers see the old file or the new one, never half of one."""

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kernel.clock import BANGKOK
from sheets_sync.model import Tab
from sheets_sync.xlsx_drawing import draw

COPIES = 7
"""Earlier workbooks kept beside the current one."""
_STALE_S = 600


def write(tabs: Sequence[Tab], path: Path, moment: datetime, office: str = "") -> None:
    """Replace the workbook at `path` and keep a dated copy of it. Raises OSError (full disk, no permission).

    office -- its name, for printed pages and the file's properties
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
    os.close(handle)
    fresh = Path(name)
    try:
        draw(tabs, fresh, moment, office)
        _settle(fresh)
        _keep_copy(fresh, path, moment)
        fresh.replace(path)
        _settle(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


def copies(path: Path) -> list[Path]:
    """The dated copies, the newest first."""
    return sorted(_copy_folder(path).glob("*.xlsx"), reverse=True)


def _copy_folder(path: Path) -> Path:
    # a folder of its own: one agency's code may begin with another's
    return path.parent / path.stem


def _keep_copy(fresh: Path, path: Path, moment: datetime) -> None:
    folder = _copy_folder(path)
    folder.mkdir(exist_ok=True)
    stamp = f"{moment.astimezone(BANGKOK):%Y%m%dT%H%M%S}"
    last = max((int(one.stem[-2:]) for one in folder.glob(f"*-{stamp}-??.xlsx")), default=0)
    copy = folder / f"{path.stem}-{stamp}-{min(last + 1, 99):02}.xlsx"
    part = folder / f".{copy.stem}.tmp"
    shutil.copyfile(fresh, part)
    _settle(part)
    part.replace(copy)
    for old in copies(path)[COPIES:]:
        old.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove what a killed process left; a young one may belong to a process that is at work."""
    for folder in (path.parent, _copy_folder(path)):
        for left in folder.glob(f".{path.stem}-*.tmp"):
            if time.time() - left.stat().st_mtime > _STALE_S:
                left.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """On the disk, not only on its way there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
