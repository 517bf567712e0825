"""What the product writes is for the server's user alone, however generous the user's umask is."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.running import ROOT

PATIENCE_S = 60


def _typed(data: Path, *words: str) -> None:
    """A command of a user whose umask closes nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PRONGSAI_DATA": str(data)},
        umask=0,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 0, done.stderr


def _modes(folder: Path) -> dict[str, int]:
    """Permission bits of the folder and everything in it, by path."""
    found = [folder, *folder.rglob("*")]
    return {str(path.relative_to(folder.parent)): stat.S_IMODE(path.stat().st_mode) for path in found}


@pytest.mark.slow
def test_files_and_folders_are_for_the_owner_alone(tmp_path: Path) -> None:
    data, backups = tmp_path / "data", tmp_path / "backups"
    _typed(data, "migrate")
    _typed(data, "agency", "add", "banmai", "องค์การบริหารส่วนตำบลบ้านใหม่")
    _typed(data, "sync", "--agency", "banmai")
    _typed(data, "backup", "--out", str(backups))
    modes = {**_modes(data), **_modes(backups)}
    assert {path: oct(mode) for path, mode in modes.items() if mode & 0o077} == {}
    made = {Path(path).name for path in modes}
    assert {"keys.json", "prongsai.db", "sealed.db", "workbooks", "banmai.xlsx"} <= made
    assert {mode for path, mode in modes.items() if (tmp_path / path).is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if (tmp_path / path).is_file()} == {0o600}


@pytest.mark.slow
def test_folder_that_stood_open_is_closed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    data.chmod(0o755)
    _typed(data, "migrate")
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
