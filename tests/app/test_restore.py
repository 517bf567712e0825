"""Restoring refuses what is not this installation's own whole archive, and leaves an empty house empty."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.house import House
from tests.app.conftest import Build, sentence, typing_in
from tests.app.keeping import back_up, live_in, rows


@pytest.fixture
def archives(build: Build, tmp_path: Path) -> list[Path]:
    """Archives of a lived-in house: the product's, the sealed one."""
    house = build("old", None)
    live_in(house)
    return back_up(house, tmp_path / "out")


def refused(house: House, archive: Path) -> str:
    """Restore refuses, and the house is as empty as before."""
    house.migrate()
    before = rows(house)
    said = sentence(typing_in(house)("restore", archive))
    assert rows(house) == before
    return said


def test_restore_refuses_other_keys(build: Build, archives: list[Path], tmp_path: Path) -> None:
    (tmp_path / "keys.json").unlink()
    for archive in archives:
        assert "another key file" in refused(build("other", None), archive)


def test_restore_refuses_to_overwrite(build: Build, archives: list[Path]) -> None:
    lived_in = build("old", None)
    assert "is not empty" in refused(lived_in, archives[0])
    assert "is not empty" in refused(lived_in, archives[1])


def test_restore_refuses_another_version(build: Build, archives: list[Path]) -> None:
    rewrite(archives[0], "manifest.json", lambda text: text.replace(b'"revision": "', b'"revision": "9'))
    assert "The backup is of version 9" in refused(build("new", None), archives[0])


def test_restore_refuses_what_was_changed(build: Build, archives: list[Path]) -> None:
    rewrite(archives[0], "agencies.jsonl", lambda text: text.replace(b"banmai", b"banmaj"))
    assert "damaged at agencies" in refused(build("new", None), archives[0])


def test_restore_refuses_what_lacks_a_table(build: Build, archives: list[Path]) -> None:
    rewrite(archives[1], "case_messages.jsonl", None)
    assert "damaged at case_messages" in refused(build("new", None), archives[1])


def test_restore_refuses_flipped_bytes(build: Build, archives: list[Path]) -> None:
    with zipfile.ZipFile(archives[0]) as archive:
        place = archive.getinfo("agencies.jsonl").header_offset + 80
    content = bytearray(archives[0].read_bytes())
    content[place : place + 4] = bytes(byte ^ 255 for byte in content[place : place + 4])
    archives[0].write_bytes(content)
    assert "damaged at agencies" in refused(build("new", None), archives[0])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip"])
def test_restore_refuses_what_is_no_backup(build: Build, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "prongsai-20261121-120000.zip"
    path.write_bytes(content)
    assert "This file is not a backup" in refused(build("new", None), path)


@pytest.mark.parametrize(
    "manifest", ["[]", "{}", "nonsense", '{"format": 2, "revision": 1, "key_check": 1, "tables": {}}']
)
def test_restore_refuses_a_zip_of_something_else(build: Build, tmp_path: Path, manifest: str) -> None:
    path = tmp_path / "prongsai-x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", manifest)
    assert "This file is not a backup" in refused(build("new", None), path)


def test_restore_needs_to_know_which_database(build: Build, archives: list[Path], tmp_path: Path) -> None:
    renamed = shutil.copy(archives[0], tmp_path / "my.zip")
    assert sentence(typing_in(build("new", None))("restore", renamed)).startswith("my.zip: the name")


def rewrite(path: Path, name: str, change: Callable[[bytes], bytes] | None) -> None:
    """Change one file of a zip; None leaves it out."""
    with zipfile.ZipFile(path) as archive:
        content = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for each, old in content.items():
            if each != name:
                archive.writestr(each, old)
            elif change is not None:
                new = change(old)
                assert new != old
                archive.writestr(each, new)
