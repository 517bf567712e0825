"""`python -m devtools.sheets`."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import requests

import devtools.sheets


def test_command_serves_its_seed_until_ended(tmp_path: Path) -> None:
    seed = tmp_path / "seed.json"
    seed.write_text(json.dumps({"spreadsheets": [{"id": "b", "title": "เล่ม"}]}), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "devtools.sheets",
        "--port",
        "0",
        "--seed",
        str(seed),
        "--fault",
        "before:503:@9",
        "--check",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[3]
        found = requests.get(f"{url}/v4/spreadsheets/b", headers={"Authorization": "Bearer x"}, timeout=10).json()
        process.terminate()
    assert found["properties"]["title"] == "เล่ม"


def test_command_with_a_bad_fault_says_what_is_wrong() -> None:
    command = [sys.executable, "-m", "devtools.sheets", "--port", "0", "--fault", "boom:1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stderr.startswith("devtools.sheets: BadFault: unknown fault 'boom'")) == (1, True)


def test_readme_example_runs(tmp_path: Path) -> None:
    readme = Path(devtools.sheets.__file__).with_name("README.md").read_text(encoding="utf-8")
    example = tmp_path / "test_example.py"
    example.write_text(readme.split("```python\n")[1].split("```")[0], encoding="utf-8")
    command = [sys.executable, "-m", "pytest", str(example), "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout


def test_command_help_names_every_fault() -> None:
    command = [sys.executable, "-m", "devtools.sheets", "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout
    for word in ("--port", "--seed", "--fault", "--auth", "before:503:0.3", "late:2:0.1", "truncated"):
        assert word in shown


def test_package_for_other_projects_holds_every_folder_and_command() -> None:
    folder = Path(devtools.sheets.__file__).parent
    package = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    found = {init.parent.relative_to(folder.parent.parent) for init in folder.rglob("__init__.py")}
    assert sorted(package["tool"]["setuptools"]["packages"]) == sorted(".".join(one.parts) for one in found)
    assert package["project"]["scripts"] == {"sheets-emulator": "devtools.sheets.__main__:main"}
