"""`python -m app point` and `poster`: codes on walls."""

from pathlib import Path

import pytest

from app.house import House
from qr.decoding import decode
from tests.app.conftest import Run, sentence
from tests.cast import TAX_COUNTER, WELFARE_COUNTER


def test_point_is_added_listed_and_retired_in_its_agency_only(house: House, run: Run) -> None:
    code = run("point", "add", "--agency", "banmai", "กองช่าง", "--services", "ไฟสาธารณะ").output.strip()
    listed = run("point", "list", "--agency", "banmai").output
    assert f"{code}\topen\tกองช่าง\thttp://127.0.0.1:8000/q/{code}\n" in listed
    assert code not in run("point", "list", "--agency", "nongbua").output
    assert "No service point" in sentence(run("point", "retire", "--agency", "nongbua", code))
    assert run("point", "retire", "--agency", "banmai", code.lower()).output == f"{code}: retired\n"
    assert f"{code}\tretired\t" in run("point", "list", "--agency", "banmai").output


def test_point_needs_a_name(run: Run) -> None:
    assert sentence(run("point", "add", "--agency", "banmai", " ")).endswith("The service point needs a name.")


def test_poster_files_are_read_back_as_the_landing_link(run: Run, tmp_path: Path) -> None:
    wall, code = tmp_path / "wall", TAX_COUNTER.code
    result = run("poster", "--agency", "banmai", code.lower(), "--format", "A5,code", "--lang", "th,en", "--out", wall)
    names = [f"{code}-a5-th.pdf", f"{code}-a5-th.png", f"{code}-a5-en.pdf", f"{code}-a5-en.png", f"{code}.png"]
    assert result.stdout.split() == [str(wall / name) for name in [*names, f"{code}.svg"]]
    for name in names:
        if name.endswith(".png"):
            assert decode((wall / name).read_bytes()) == [f"http://127.0.0.1:8000/q/{code}"]
    assert (wall / names[0]).read_bytes().startswith(b"%PDF-")


def test_all_posters_of_one_agency_are_written(run: Run, tmp_path: Path) -> None:
    result = run("poster", "--agency", "banmai", "--all", "--format", "a5", "--out", tmp_path / "wall")
    assert result.stdout.splitlines()[-1] == f"2\t{tmp_path / 'wall'}"
    assert "http://127.0.0.1:8000 opens on this machine or network alone" in result.stderr
    written = {path.name for path in (tmp_path / "wall").iterdir()}
    assert written == {f"{name}-a5-th.{kind}" for name in (TAX_COUNTER.code, "fraud-banmai") for kind in ("pdf", "png")}


def test_reprint_takes_the_place_of_every_older_poster(run: Run, tmp_path: Path) -> None:
    new = run("point", "reprint", "--agency", "banmai", TAX_COUNTER.code).output.strip()
    assert (
        f"{TAX_COUNTER.code}\topen\t{TAX_COUNTER.name}\thttp://127.0.0.1:8000/q/{new}\n"
        in run("point", "list", "--agency", "banmai").output
    )
    run("poster", "--agency", "banmai", TAX_COUNTER.code, "--format", "code", "--out", tmp_path)
    assert decode((tmp_path / f"{new}.png").read_bytes()) == [f"http://127.0.0.1:8000/q/{new}"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--distance", "9"), "สแกนได้ไกลสุด 1.05 เมตร"),
        (("--format", "a3"), "takes a4, a5, tent, stickers, code"),
        (("--all",), "Name one point, or say --all."),
    ],
)
def test_order_that_cannot_be_filled_says_why(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    assert said in run("poster", "--agency", "banmai", TAX_COUNTER.code, "--out", tmp_path, *words).output


def test_retired_point_gets_no_poster(run: Run, tmp_path: Path) -> None:
    run("point", "retire", "--agency", "banmai", TAX_COUNTER.code)
    said = sentence(run("poster", "--agency", "banmai", TAX_COUNTER.code, "--out", tmp_path / "wall"))
    assert said.endswith("it gets no poster.")


@pytest.mark.parametrize("code", [WELFARE_COUNTER.code, "ZZZZ", "../x", ""])
def test_poster_of_an_unknown_point_is_refused(run: Run, tmp_path: Path, code: str) -> None:
    said = sentence(run("poster", "--agency", "banmai", "--out", tmp_path / "wall", code))
    assert said.endswith("No service point has this code.")
    assert not (tmp_path / "wall").exists()
