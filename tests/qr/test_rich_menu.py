"""The menu under the chat: places, limits of the picture, contrast, Thai shaping."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, features

from kernel.errors import Refused
from qr import contrast, rich_menu_drawing
from qr.rich_menu import APART, COMPLAIN, FRAUD, HEIGHT, WIDTH, Box, Tile, faults, tiles
from qr.rich_menu_drawing import Look, ShapingMissingError, draw

FONTS = Path(__file__).resolve().parents[2] / "web" / "paper" / "fonts"
BRIGHT = "#ffcc00"


def moved(key: str, box: Box) -> list[Tile]:
    return [replace(tile, box=box) if tile.key == key else tile for tile in tiles()]


def test_tiles_are_within_reach_and_the_fraud_door_is_a_finger_away_from_the_other_two() -> None:
    assert faults(tiles()) == []
    placed = {tile.key: tile.box for tile in tiles()}
    for other in APART:
        beside = replace(placed[other], y=placed[FRAUD].y)
        assert any(f"{FRAUD} stands beside" in one or f"beside {FRAUD}" in one for one in faults(moved(FRAUD, beside)))


def test_bad_places_are_noticed() -> None:
    box = {tile.key: tile.box for tile in tiles()}[COMPLAIN]
    assert faults(moved(COMPLAIN, replace(box, x=WIDTH - 100))) != []
    assert f"{COMPLAIN} is smaller than a finger" in faults(moved(COMPLAIN, replace(box, width=200)))
    assert f"{COMPLAIN} leaves the picture" in faults(moved(COMPLAIN, replace(box, y=HEIGHT - 10)))


@pytest.mark.parametrize(("typed", "kept"), [("#0A4D46", "#0a4d46"), (" 0a4d46 ", "#0a4d46"), ("#ffffff", "#ffffff")])
def test_colour_is_read_as_people_write_it(typed: str, kept: str) -> None:
    assert contrast.read_colour(typed) == kept


@pytest.mark.parametrize("typed", ["", "#fff", "red", "#0a4d4g", "url(x)", "#0a4d46;"])
def test_what_is_no_colour_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="colour"):
        contrast.read_colour(typed)


def test_contrast_is_wcags_and_is_kept() -> None:
    assert (round(contrast.ratio("#000000", "#ffffff"), 2), contrast.ratio("#777777", "#777777")) == (21.0, 1.0)
    assert contrast.ratio(BRIGHT, contrast.WHITE) < 2
    for colour in (BRIGHT, "#ffffff", "#ff0000", "#00ff00"):
        assert contrast.ratio(contrast.readable(colour), contrast.WHITE) >= contrast.LEAST
    assert contrast.readable("#0a4d46") == "#0a4d46"


def test_picture_keeps_lines_limits_and_its_contrast() -> None:
    look = Look("องค์การบริหารส่วนตำบลที่มีชื่อยาวเกินกว่าจะอยู่ในบรรทัดเดียวของภาพเมนูได้จริง ๆ", BRIGHT)
    png = draw(look, FONTS)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    assert (image.size, len(png) <= 1_000_000) == ((WIDTH, HEIGHT), True)
    corner = "#" + bytes(image.getpixel((3, 3))).hex()  # type: ignore[arg-type]
    assert contrast.ratio(corner, contrast.WHITE) >= contrast.LEAST
    assert draw(look, FONTS) == png


def test_tile_words_are_as_large_as_an_old_eye_needs_on_a_small_phone() -> None:
    for tile in tiles():
        for line in tile.lines:
            font = rich_menu_drawing._fitting(FONTS, line, 10, 10, round(rich_menu_drawing.LEAST_TEXT))
            assert font.size >= 16 * WIDTH / 360 - 1
            assert font.getlength(line) <= tile.box.width


def test_drawing_without_raqm_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rich_menu_drawing.check_shaping()
    monkeypatch.setattr(features, "check", lambda _name: False)
    with pytest.raises(ShapingMissingError):
        draw(Look("อบต.", "#0a4d46"), FONTS)
