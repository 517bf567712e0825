"""`python -m app backup restore`: the same office again, on either engine, with nothing readable on the way."""

import json
import zipfile
from pathlib import Path

import pytest

from app.archive import LEFT_OUT
from app.house import House
from complaints.receipt import Receipt
from complaints.status import Status
from qa import passing
from storage.sealed import tables as sealed_tables
from surveys import submit
from surveys.records import Answers
from surveys.rounds import current_round
from tests.app.conftest import Build, typing_in
from tests.app.keeping import QUESTION, back_up, fraud_room, live_in, rows
from tests.cast import BAN_MAI, MALEE, NONG_BUA, TAX_COUNTER
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import PASSWORD, PLOY, REPORT


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
    own = tmp_path / "out" / "sealedkeys-2025 copy.zip"
    own.write_bytes(names["sealedkeys"].read_bytes())
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
    assert (left, own.exists()) == ({"prongsai", "sealed"}, True)
