"""`python -m app richmenu`: the picture to look at, and a kind word where LINE is not set up."""

from pathlib import Path

from PIL import Image

from tests.app.conftest import Run, sentence


def test_menu_is_drawn_for_an_office_and_not_deployed_without_a_line_channel(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "menu.png"
    assert run("richmenu", "draw", "--agency", "banmai", file).output == f"{file}\n"
    with Image.open(file) as drawn:
        assert drawn.size == (2500, 1686)
    assert "This agency has no LINE channel yet." in sentence(run("richmenu", "deploy", "--agency", "nongbua"))
