"""Settings: read once, frozen, and silent about secrets."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import ValidationError

from app.cli import cli
from app.settings import Settings, unknown_variables

SECRET = "postgresql://office:hunter2@db.example/desk"


def complaint(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    """What the command line says to an environment."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(cli, ["instrument"])
    return result.stderr


def test_settings_are_frozen(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings(data=tmp_path).port = 9000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("PRONGSAI_SERVE", "everything"),
        ("PRONGSAI_THREADS", "0"),
        ("PRONGSAI_LOG_LEVEL", "loud"),
        ("DATABASE_URL", "mysql://office:hunter2@db.example/desk"),
        ("SEALED_DATABASE_URL", "postgresql://office:hunter2@db.example:port/desk"),
    ],
)
def test_wrong_value_is_named_by_its_variable_and_nothing_is_quoted(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    said = complaint(monkeypatch, **{"DATABASE_URL": SECRET, name: value})
    assert said.startswith(f"Error: A setting is wrong. {name}: ")
    assert [word for word in (value, "hunter2", "db.example") if word in said] == []


def test_settings_never_print_a_password(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", SECRET)
    settings = Settings(data=tmp_path)
    assert settings.database == SECRET  # it is there
    assert [text for text in (repr(settings), str(settings), settings.model_dump_json()) if "hunter2" in text] == []


def test_sealed_database_is_an_own_file_beside_sqlite(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    assert settings.database == f"sqlite:///{tmp_path}/prongsai.db"
    assert settings.sealed_database == f"sqlite:///{tmp_path}/sealed.db"


def test_sealed_database_is_the_same_server_on_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", SECRET)
    assert Settings().sealed_database == SECRET
    monkeypatch.setenv("SEALED_DATABASE_URL", "postgresql://vault.example/sealed")
    assert Settings().sealed_database == "postgresql://vault.example/sealed"


def test_short_form_of_a_postgresql_address_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", SECRET.replace("postgresql://", "postgres://"))
    assert Settings().database == SECRET


def test_empty_values_count_as_not_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "PORT", "PRONGSAI_BASE_URL", "PRONGSAI_THREADS"):
        monkeypatch.setenv(name, "")
    assert Settings(data=tmp_path) == Settings(data=tmp_path, PORT=8000)


def test_misspelt_variable_is_pointed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    said = complaint(monkeypatch, PRONGSAI_PROT="9000", PRONGSAI_TESTS_REQUIRE="postgres")
    assert said.endswith("PRONGSAI_PROT is not a setting; see .env.example.\n")
    assert len(said.splitlines()) == 1


def test_known_variables_are_not_pointed_out() -> None:
    assert unknown_variables({"PRONGSAI_DATA": "x", "PORT": "1", "HOME": "/"}) == []
    assert unknown_variables({"PRONGSAI_PORT": "1", "PRONGSAI_A": "2"}) == ["PRONGSAI_A", "PRONGSAI_PORT"]
