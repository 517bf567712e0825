"""`python -m app point poster`: codes on walls."""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from app.house import House
from tests.app.conftest import Run, sentence
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER


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


def test_poster_code_is_read_back_as_the_landing_link(run: Run, tmp_path: Path) -> None:
    result = run("poster", "--agency", "banmai", TAX_COUNTER.code.lower(), "--out", tmp_path / "wall")
    written = [tmp_path / "wall" / f"{TAX_COUNTER.code}.{suffix}" for suffix in ("png", "svg", "html")]
    assert result.output.split() == [str(path) for path in written]
    png, svg, html = written
    (found,) = zxingcpp.read_barcodes(Image.open(png))
    assert found.text == f"http://127.0.0.1:8000/q/{TAX_COUNTER.code}"
    assert svg.read_text().lstrip().startswith(("<?xml", "<svg"))
    page = html.read_text()
    assert (TAX_COUNTER.name in page, BAN_MAI.name in page, NONG_BUA.name in page) == (True, True, False)


def test_retired_point_gets_no_poster(run: Run, tmp_path: Path) -> None:
    words = ("poster", "--agency", "banmai", TAX_COUNTER.code, "--out", tmp_path / "wall")
    assert run(*words).exit_code == 0
    run("point", "retire", "--agency", "banmai", TAX_COUNTER.code)
    assert sentence(run(*words)).endswith("it gets no poster.")


@pytest.mark.parametrize("code", [WELFARE_COUNTER.code, "ZZZZ", "../x", ""])
def test_poster_of_an_unknown_point_is_refused(run: Run, tmp_path: Path, code: str) -> None:
    said = sentence(run("poster", "--agency", "banmai", "--out", tmp_path / "wall", code))
    assert said.endswith("No service point has this code.")
    assert not (tmp_path / "wall").exists()
