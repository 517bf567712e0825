"""The documents tell the truth: every setting, command and job is in them, and nothing that does not exist."""

import re
from pathlib import Path

from click.testing import CliRunner

from app.cli import COMMANDS, cli
from app.handlers import handlers
from app.house import House
from app.settings import Settings
from app.texts_doctor import SENTENCES

ROOT = Path(__file__).resolve().parent.parent.parent


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def variables() -> set[str]:
    prefix = Settings.model_config["env_prefix"]
    names = set()
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        names.add(alias.choices[0] if alias is not None else f"{prefix}{name.upper()}")  # type: ignore[union-attr]
    return names


def test_env_example_has_every_setting_and_no_other() -> None:
    assert set(re.findall(r"^([A-Z_]+)=", read(".env.example"), re.MULTILINE)) == variables()


def test_env_example_shows_the_defaults(tmp_path: Path) -> None:
    given = dict(re.findall(r"^([A-Z_]+)=(.+)$", read(".env.example"), re.MULTILINE))
    given.pop("PRONGSAI_DATA", None)
    defaults = Settings(data=tmp_path)
    real = {name: str(getattr(defaults, name.removeprefix("PRONGSAI_").lower())).lower() for name in given}
    assert {name: shown.lower() for name, shown in given.items()} == real
    assert {"PORT", "PRONGSAI_HOST", "PRONGSAI_THREADS", "PRONGSAI_LOG_LEVEL"} <= set(real)


def test_every_job_kind_is_in_the_architecture_page(tmp_path: Path) -> None:
    kinds = set(handlers(House(Settings(data=tmp_path))))
    table = read("docs/architecture.md").split("## Jobs")[1].split("##")[0]
    assert "sync" in kinds
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == kinds


def test_every_command_has_help() -> None:
    asked = {name: CliRunner().invoke(cli, [name, "--help"], obj=object()) for name in COMMANDS}
    assert {"serve", "worker", "migrate", "doctor"} <= set(asked)
    helpful = {name for name, shown in asked.items() if (shown.exit_code, shown.output[:6]) == (0, "Usage:")}
    assert helpful == set(COMMANDS)


def test_make_targets_are_the_documented_ones() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE))
    assert {"help", "run", "test", "check", "fix", "bench", "prove"} <= targets


def test_contributing_names_what_steers_the_tests() -> None:
    used = read("tests/conftest.py") + read("tests/requirements.py") + read("Makefile")
    steering = ("TEST_DATABASE_URL", "PRONGSAI_TESTS_REQUIRE", "$(T)")
    assert [name for name in steering if name not in used] == []
    told = read("CONTRIBUTING.md")
    assert [name for name in ("TEST_DATABASE_URL", "PRONGSAI_TESTS_REQUIRE", "make test T=") if name not in told] == []


def test_procfile_names_the_three_processes() -> None:
    assert dict(line.split(": ", 1) for line in read("Procfile").splitlines()) == {
        "release": "python -m app migrate",
        "web": "python -m app serve",
        "worker": "python -m app worker",
    }


def test_architecture_links_and_decisions_exist() -> None:
    pages = ("README.md", "README.th.md", "CONTRIBUTING.md")
    links = {page: re.findall(r"\]\(([^)#:]+)\)", read(page)) for page in pages}
    assert [page for page, targets in links.items() if not targets] == []
    broken = [
        (page, to)
        for page, targets in links.items()
        for to in targets
        if not (ROOT / page).parent.joinpath(to).exists()
    ]
    assert broken == []


def test_doctor_has_a_sentence_for_every_finding() -> None:
    keys = set(
        re.findall(
            r'"((?:line|sheets)_[a-z_]+|door_\w+|filled|unfilled|workbook|no_workbook|https?)"', read("app/doctor.py")
        )
    )
    probes = {
        f"line_{key}" for key in re.findall(r'"(token_refused|not_a_bot|quota|webhook_\w+)"', read("app/probes.py"))
    }
    assert len(keys) > 5
    assert len(probes) > 5
    assert (keys | probes) - {"line_", "line_probe"} - set(SENTENCES) == set()
