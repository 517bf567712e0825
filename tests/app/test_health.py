"""Signs of life, the applications' walls, and what production refuses to start on."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.factories import create, create_app, create_console_app, create_public_app
from app.house import House
from app.settings import Settings
from app.worker import ALIVE
from kernel.agency import Agency
from kernel.errors import Refused
from tests.app.conftest import sentence, typing_in
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock

READY = {"database": "ok", "migrations": "ok", "worker": "ok"}


def ready(app: Flask) -> tuple[int, dict[str, Any]]:
    answer = app.test_client().get("/readyz")
    assert answer.json is not None
    return answer.status_code, answer.json


def beat(house: House) -> None:
    with house.workplace.begin() as work:
        work.heartbeats.beat("worker", house.clock.now())


def rules(app: Flask) -> list[str]:
    return [str(rule) for rule in app.url_map.iter_rules()]


def test_process_is_healthy_whatever_the_database(bare: House) -> None:
    answer = create_app(bare).test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_ready_only_while_the_worker_beats(house: House, clock: FrozenClock) -> None:
    app = create_app(house)
    status, said = ready(app)
    assert (status, said["database"], said["migrations"]) == (503, "ok", "ok")
    assert "python -m app worker" in said["worker"]
    beat(house)
    assert ready(app)[0] == 200
    clock.pass_time(seconds=ALIVE.total_seconds())
    assert ready(app)[0] == 503


def test_ready_says_how_projections_stand_without_saying_whose(house: House, clock: FrozenClock) -> None:
    beat(house)
    app = create_app(house)
    assert ready(app) == (200, {**READY, "sync": {"due": 0, "oldest_s": 0}})
    with house.workplace.begin() as work:
        for agency, status in ((BAN_MAI, "ok"), (NONG_BUA, "parked")):
            work.targets.put(agency, "google", status=status, state={}, error=None, synced_at=None)
            work.jobs.put(agency, "sync")
        work.jobs.put(BAN_MAI, "sync", key="later", run_at=clock.now() + ALIVE)
        work.jobs.put(BAN_MAI, "day_end")
    clock.pass_time(seconds=20)
    figures = {"google_ok": 1, "google_parked": 1, "due": 2, "oldest_s": 20}
    assert ready(app) == (200, {**READY, "sync": figures})


def test_database_before_migrate_is_not_ready(bare: House) -> None:
    status, said = ready(create_app(bare))
    assert (status, said["migrations"]) == (503, "run: python -m app migrate")


def test_database_before_migrate_is_not_ready_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    house = House(Settings(data=tmp_path, DATABASE_URL=postgres_url))
    status, said = ready(create_app(house))
    assert (status, said["migrations"]) == (503, "run: python -m app migrate")
    house.close()


def test_sealed_database_before_migrate_is_not_ready(house: House) -> None:
    app = create_app(house)
    beat(house)
    assert ready(app)[0] == 200
    with house.sealed.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE sealed_alembic_version")
    assert ready(app)[0] == 503


def test_database_that_is_away_is_not_ready_and_not_named(tmp_path: Path) -> None:
    house = House(Settings(data=tmp_path, DATABASE_URL="postgresql://office:hunter2@127.0.0.1:1/desk"))
    status, said = ready(create_app(house))
    assert (status, said["database"]) == (503, "OperationalError")
    assert "hunter2" not in str(said)
    house.close()


def test_broken_database_file_is_not_ready(bare: House) -> None:
    bare.migrate()
    bare.close()
    (bare.settings.data / "prongsai.db").write_bytes(b"nonsense" * 1000)
    (bare.settings.data / "prongsai.db-wal").unlink(missing_ok=True)
    assert ready(create_app(bare)) == (
        503,
        {"database": "DatabaseError", "migrations": "unknown", "worker": "unknown"},
    )


def test_public_application_has_no_console(house: House) -> None:
    app = create_public_app(house)
    assert [rule for rule in rules(app) if rule.startswith("/console")] == []
    assert app.test_client().get("/line/banmai/webhook").status_code == 405
    assert app.test_client().get("/console/").status_code == 404


def test_console_application_has_nothing_for_strangers(house: House) -> None:
    beside = [rule for rule in rules(create_console_app(house)) if not rule.startswith(("/console", "/assets"))]
    assert sorted(beside) == ["/healthz", "/readyz"]


def test_one_process_has_both(house: House) -> None:
    both = set(rules(create_app(house)))
    assert both == set(rules(create_public_app(house))) | set(rules(create_console_app(house)))


@pytest.mark.parametrize(("serve", "console"), [("all", True), ("console", True), ("public", False)])
def test_setting_chooses_what_is_served(house: House, serve: str, console: bool) -> None:
    chosen = House(Settings(data=house.settings.data, serve=serve), house.clock)
    assert any(rule.startswith("/console") for rule in rules(create(chosen))) is console
    chosen.close()


@pytest.mark.parametrize("path", ["/console/", "/console/sign-in", "/console/nothing", "/console/join/banmai/x"])
def test_console_pages_are_kept_by_no_cache(house: House, path: str) -> None:
    answer = create_app(house).test_client().get(path)
    assert (answer.status_code < 500, answer.headers["Cache-Control"]) == (True, "no-store")


@pytest.mark.parametrize("setting", ["line_api", "sheets_api"])
def test_production_refuses_twins_unless_allowed(house: House, setting: str) -> None:
    given = {"data": house.settings.data, setting: "http://127.0.0.1:9"}
    strict, lenient = House(Settings(**given), house.clock), House(Settings(**given, allow_twins=True), house.clock)
    for command in ("serve", "worker"):
        assert sentence(typing_in(strict)(command)).endswith("set PRONGSAI_ALLOW_TWINS=true.")
    lenient.check_ready_for_production()
    strict.close()
    lenient.close()


def test_production_refuses_the_demo_office_unless_allowed(house: House) -> None:
    house.check_ready_for_production()
    with house.workplace.begin() as work:
        work.agencies.add(Agency("demo", "อบต.ตัวอย่าง", demo=True))
    with pytest.raises(Refused, match="demo_agency_in_production"):
        house.check_ready_for_production()
    assert "the demo agency (demo)" in sentence(typing_in(house)("serve"))
