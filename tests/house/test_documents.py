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
    given = dict(re.findall(r"^([A-Z_]+)=(.*)$", read(".env.example"), re.MULTILINE))
    defaults = Settings(data=tmp_path)
    for name, shown in given.items():
        if shown and name != "PRONGSAI_DATA":
            field = name.removeprefix("PRONGSAI_").lower()
            assert str(getattr(defaults, field)).lower() == shown.lower()


def test_every_job_kind_is_in_the_architecture_page(tmp_path: Path) -> None:
    house = House(Settings(data=tmp_path))
    table = read("docs/architecture.md").split("## Jobs")[1].split("##")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(handlers(house))


def test_every_command_has_help() -> None:
    for name in COMMANDS:
        result = CliRunner().invoke(cli, [name, "--help"], obj=object())
        assert result.exit_code == 0, name
        assert result.output.startswith("Usage:")


def test_make_targets_are_the_documented_ones() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE))
    assert {"help", "run", "test", "check", "fix", "bench", "prove"} <= targets


def test_procfile_names_the_three_processes() -> None:
    assert dict(line.split(": ", 1) for line in read("Procfile").splitlines()) == {
        "release": "python -m app migrate",
        "web": "python -m app serve",
        "worker": "python -m app worker",
    }


def test_architecture_links_and_decisions_exist() -> None:
    for page in ("README.md", "README.th.md", "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", read(page)):
            assert (ROOT / target).exists(), f"{page} -> {target}"


def test_doctor_has_a_sentence_for_every_finding() -> None:
    keys = set(
        re.findall(
            r'"((?:line|sheets)_[a-z_]+|door_\w+|filled|unfilled|workbook|no_workbook|https?)"', read("app/doctor.py")
        )
    )
    probes = {
        f"line_{key}" for key in re.findall(r'"(token_refused|not_a_bot|quota|webhook_\w+)"', read("app/probes.py"))
    }
    keys -= {"line_"}
    assert (keys | probes) - {"line_probe"} <= set(SENTENCES)
