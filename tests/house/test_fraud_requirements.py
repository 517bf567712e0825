"""Every requirement of the fraud door names tests, and every test that is named exists."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = "docs/fraud-requirements.md"
_ROW = re.compile(r"^\| (R\d+) \|.*\| (.+) \|$", re.MULTILINE)


def rows(page: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Number and tests of each requirement; a name without a file is in the file before it."""
    return [(number, re.findall(r"`([^`]*)::(test_\w+)`", tried)) for number, tried in _ROW.findall(page)]


@cache
def functions_of(name: str) -> frozenset[str]:
    """The tests of a file."""
    return frozenset(re.findall(r"^def (test_\w+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))


def missing(page: str) -> list[str]:
    """Named tests that are not there."""
    gone = []
    for _, named in rows(page):
        file = ""
        for given, test in named:
            file = given or file
            if not (ROOT / file).is_file() or test not in functions_of(file):
                gone.append(f"{file}::{test}")
    return gone


def test_every_requirement_is_tried_by_tests_that_exist() -> None:
    page = (ROOT / PAGE).read_text("utf-8")
    assert [number for number, _ in rows(page)] == [f"R{n}" for n in range(1, 44)]
    assert [number for number, named in rows(page) if not named] == []
    assert missing(page) == []


def test_a_test_that_is_gone_is_found() -> None:
    ours = "tests/house/test_fraud_requirements.py"
    row = f"| R1 | a | b | `{ours}::test_a_test_that_is_gone_is_found`, `::test_gone`, `tests/none.py::test_x` |"
    assert missing(row) == [f"{ours}::test_gone", "tests/none.py::test_x"]
