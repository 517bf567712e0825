"""`python -m app backup restore`: the same office again, on either engine, with nothing readable on the way."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.archive import LEFT_OUT, Tables
from app.house import House
from app.settings import Settings
from complaints.receipt import Receipt
from complaints.status import Status
from qa import passing
from storage.database import Database
from storage.sealed import tables as sealed_tables
from storage.sealed.room import FraudRoom
from surveys import submit
from surveys.records import Answers
from surveys.rounds import current_round
from tests.app.conftest import populate, sentence, typing_in
from tests.cast import BAN_MAI, MALEE, NONG_BUA, TAX_COUNTER
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import CHEAP, PASSWORD, PLOY, REPORT, staffed

QUESTION = "บ้านเลขที่เก้าสิบเก้าขอย้ายถังขยะได้หรือไม่"
Build = Callable[[str, str | None], House]


def fraud_room(house: House) -> FraudRoom:
    """The house's own sealed store with cheap key derivation."""
    return FraudRoom(house.sealed, house.keys, house.clock, CHEAP)


@pytest.fixture
def build(tmp_path: Path, clock: FrozenClock) -> Iterator[Build]:
    """Houses by name, all with the same key file unless a test takes it away."""
    built: list[House] = []

    def make(name: str, url: str | None = None) -> House:
        house = House(Settings(data=tmp_path / name, key_file=tmp_path / "keys.json", DATABASE_URL=url), clock)
        built.append(house)
        return house

    yield make
    for house in built:
        house.close()


def live_in(house: House) -> Receipt:
    """A question, four answers that wait, a fraud report; its receipt."""
    house.migrate()
    populate(house)
    with house.workplace.begin() as work:
        passing.pass_on(work, BAN_MAI, QUESTION, MALEE, "m1", house.clock)
        round_ = current_round(work, BAN_MAI, house.clock)
        for person in range(4):
            answers = Answers(round_.id, round_.instrument, TAX_COUNTER.code, "line", {"e1": 6})
            submit(work, BAN_MAI, answers, person=f"U{person}", clock=house.clock)
    return staffed(fraud_room(house), BAN_MAI).file()


def back_up(house: House, folder: Path) -> list[Path]:
    result = typing_in(house)("backup", "--out", folder)
    assert result.exit_code == 0, result.output
    return sorted(folder.glob("*.zip"))


def rows(house: House) -> dict[str, list[tuple[object, ...]]]:
    """Every row of both stores."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for name, (database, metadata, _) in house.stores().items():
        found |= _rows(name, database, metadata)
    return found


def _rows(store: str, database: Database, metadata: Tables) -> dict[str, list[tuple[object, ...]]]:
    with database.read() as connection:
        return {
            f"{store}.{table.name}": sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name not in LEFT_OUT
        }


def check_alive(house: House, receipt: Receipt) -> None:
    """What was sealed opens, and what was counted counts on."""
    with house.workplace.begin() as work:
        assert [one.text for one in passing.waiting(work, BAN_MAI)] == [QUESTION]
        assert passing.waiting(work, NONG_BUA) == []
        round_ = current_round(work, BAN_MAI, house.clock)
        answers = Answers(round_.id, round_.instrument, None, "line", {"e1": 6})
        with pytest.raises(Exception, match="already_answered"):
            submit(work, BAN_MAI, answers, person="U3", clock=house.clock)
    room = fraud_room(house)
    reader = room.reader(BAN_MAI, room.unlock(BAN_MAI, PLOY, PASSWORD))
    (case,) = reader.all()
    assert reader.open(case.reference).report == REPORT
    assert room.follow(BAN_MAI, receipt.digits).status is Status.RECEIVED
    assert room.check_audit(BAN_MAI).holds


def test_backup_restores_into_an_empty_house(build: Build, database_url: str, tmp_path: Path) -> None:
    old = build("old", database_url if "postgresql" in database_url else None)
    receipt = live_in(old)
    archives = back_up(old, tmp_path / "out")
    before = rows(old)
    assert [name for name in ("prongsai.questions", "prongsai.ballots", "sealedkeys.cases") if not before[name]] == []
    if "postgresql" in database_url:
        with old.database.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE; DROP SCHEMA sealed CASCADE; CREATE SCHEMA public")
        old.close()
    new = build("new", database_url if "postgresql" in database_url else None)
    result = typing_in(new)("restore", *archives)
    assert result.exit_code == 0, result.output
    assert rows(new) == before
    check_alive(new, receipt)


def test_sqlite_archive_restores_into_postgresql(build: Build, postgres_url: str, tmp_path: Path) -> None:
    old, new = build("old", None), build("new", postgres_url)
    receipt = live_in(old)
    result = typing_in(new)("restore", *back_up(old, tmp_path / "out"))
    assert result.exit_code == 0, result.output
    assert rows(new) == rows(old)
    check_alive(new, receipt)


def test_archives_hold_no_words_of_citizens_and_no_keys(build: Build, tmp_path: Path) -> None:
    house = build("old", None)
    live_in(house)
    content = b""
    for path in back_up(house, tmp_path / "out"):
        assert path.stat().st_mode & 0o077 == 0
        with zipfile.ZipFile(path) as archive:
            content += b"".join(archive.read(name) for name in archive.namelist())
    keys = json.loads(house.settings.keys.read_text())["keys"].values()
    assert TAX_COUNTER.name.encode() in content  # what is not secret is there to be read
    told = (QUESTION, MALEE, REPORT.what, REPORT.who, PASSWORD, *keys)
    assert [words for words in told if words.encode() in content or json.dumps(words).encode() in content] == []


def test_sign_ins_are_left_out(build: Build, tmp_path: Path) -> None:
    house = build("old", None)
    live_in(house)
    with zipfile.ZipFile(back_up(house, tmp_path / "out")[0]) as archive:
        assert [name for name in archive.namelist() if name.removesuffix(".jsonl") in LEFT_OUT] == []


def test_keys_of_fraud_cases_are_apart_and_kept_for_two_weeks(build: Build, tmp_path: Path, clock: FrozenClock) -> None:
    house = build("old", None)
    live_in(house)
    names = {path.name.split("-")[0]: path for path in back_up(house, tmp_path / "out")}
    assert set(names) == {"prongsai", "sealed", "sealedkeys"}
    tables = {}
    for name in ("sealed", "sealedkeys"):
        with zipfile.ZipFile(names[name]) as archive:
            tables[name] = {one.removesuffix(".jsonl") for one in archive.namelist()} - {"manifest.json"}
    assert {"cases", "case_keys", "officer_locks"} <= tables["sealedkeys"]
    assert {"case_messages", "case_chunks", "audit_log"} <= tables["sealed"]
    assert (tables["sealed"] | tables["sealedkeys"]) & sealed_tables.PASSING == set()
    clock.pass_time(days=15)
    left = {path.name.split("-")[0] for path in back_up(house, tmp_path / "out") if "-20261121-" in path.name}
    assert left == {"prongsai", "sealed"}


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
