"""The Dockerfile's steps, done in a clean environment without Docker."""

import re
import shutil
import subprocess
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()
PIN = re.compile(r"([A-Za-z0-9_.-]+)(?:\[[a-z]+\])?==([0-9][^\s]*)")


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the Dockerfile copies, and an environment with what it installs and nothing else.

    `make` has installed requirements.txt with the Dockerfile's own command before any test runs; here its packages
    are copied without those of the tests, which takes a tenth of installing them anew.
    """
    place = tmp_path_factory.mktemp("image")
    for name in re.findall(r"^COPY (\S+) \S+$", DOCKERFILE, re.MULTILINE):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, place / name)
    venv.create(place / "venv")
    (packages,) = (place / "venv" / "lib").glob("python*/site-packages")
    for name, version in PIN.findall((place / "requirements.txt").read_text()):
        found = distribution(name)
        assert (name, found.version) == (name, version)
        _copy(found, packages)
    return place


def _copy(package: Distribution, to: Path) -> None:
    for file in package.files or ():
        if ".." not in file.parts:  # a script beside the interpreter: nothing here calls one
            (to / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(str(file.locate()), to / file)


def run(image: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(image / "venv/bin/python"), "-m", "app", *command],
        cwd=image,
        env={"PRONGSAI_DATA": str(image / "data"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.slow
@pytest.mark.xdist_group("image")
def test_image_migrates_and_answers(image: Path) -> None:
    for command in (["migrate"], ["agency", "add", "banmai", "อบต.บ้านใหม่"], ["sync"]):
        result = run(image, *command)
        assert result.returncode == 0, result.stderr
    assert "eit-2567" in run(image, "instrument").stdout
    assert (image / "data" / "workbooks" / "banmai.xlsx").stat().st_size > 0
    checked = run(image, "doctor", "--offline")
    assert ("banmai" in checked.stdout, "Traceback" in checked.stderr) == (True, False)


@pytest.mark.slow
@pytest.mark.xdist_group("image")
@pytest.mark.parametrize("words", [["demo", "run"], ["demo", "web"]])
def test_image_says_in_one_sentence_that_it_has_no_demo(image: Path, words: list[str]) -> None:
    assert not (image / "devtools").exists()
    result = run(image, *words)
    (line,) = result.stderr.splitlines()
    assert (result.returncode, "make run" in line) == (1, True)


@pytest.mark.slow
@pytest.mark.xdist_group("image")
def test_image_can_build_its_web_application(image: Path) -> None:
    program = "from app.factories import create_app; from app.house import House; from app.settings import Settings; "
    program += "house = House(Settings()); house.migrate(); print(len(create_app(house).url_map._rules))"
    result = subprocess.run(
        [str(image / "venv/bin/python"), "-c", program],
        cwd=image,
        env={"PRONGSAI_DATA": str(image / "data2"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 30


def test_image_installs_what_make_installs() -> None:
    (install,) = re.findall(r"^RUN python -m pip install (.*)$", DOCKERFILE, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text()
    (ours,) = re.findall(r"-m pip install (.*-r requirements\.txt)$", makefile, re.MULTILINE)
    flags = {"--no-cache-dir", "--quiet", "--disable-pip-version-check"}  # none of them changes what is installed
    assert set(install.split()) - flags == set(ours.split()) - flags == {"-r", "requirements.txt"}


def test_image_runs_what_the_procfile_runs() -> None:
    procfile = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    (command,) = re.findall(r'^CMD \["sh", "-c", "(.*)"\]$', DOCKERFILE, re.MULTILINE)
    assert command.removesuffix("exec " + procfile["web"]) == procfile["release"] + " && "


def test_requirements_are_pinned_exactly() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = [line for line in (ROOT / name).read_text().splitlines() if line and line[0] not in "#-"]
        assert len(lines) > 5
        assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.\[\]-]+==[0-9][^\s]*", line)] == []
