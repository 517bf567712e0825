"""The checks before a poster is handed out: each is shown a sheet that fails it alone."""

import pytest
from PIL import Image, ImageDraw

from kernel.errors import Refused
from qr import codes, proofing
from qr.formats import FORMATS, sized
from tests.qr.press import PRESS

LINK = "HTTPS://BANMAI.GO.TH/Q/EA7M"
CODE = sized(LINK, FORMATS["a5"])
MM = proofing.DPI / 25.4


def sheet(code: str, side_mm: float, dark: tuple[float, float, float, float] | None = None) -> Image.Image:
    """An A5 page with the code at (20, 20) mm and a black bar, in mm from the code's corner, beside it."""
    matrix = codes.modules(code, finest=6)
    tile = Image.new("L", (len(matrix), len(matrix)), 255)
    tile.putdata([0 if one else 255 for row in matrix for one in row])
    page = Image.new("L", (round(148 * MM), round(210 * MM)), 255)
    page.paste(tile.resize((round(side_mm * MM),) * 2, Image.Resampling.NEAREST), (round(20 * MM),) * 2)
    if dark:
        ImageDraw.Draw(page).rectangle([round((20 + edge) * MM) for edge in dark], fill=0)
    return page


def refusal(*pages: Image.Image, link: str = LINK, copies: int = 1, far_px: float = proofing.FAR_PX) -> str:
    try:
        proofing.examine(pages, link, copies, CODE, far_px)
    except Refused as refused:
        return refused.reason
    return ""


def test_good_sheet_passes():
    assert refusal(sheet(LINK, CODE.side_mm)) == ""


@pytest.mark.parametrize(
    ("reason", "page", "copies"),
    [
        ("poster_unread", sheet("HTTPS://EVIL.EXAMPLE/Q/EA7M", CODE.side_mm), 1),
        ("poster_unread", sheet(LINK, CODE.side_mm), 2),
        ("poster_unread", sheet(LINK, CODE.side_mm, (20, 20, 50, 50)), 1),
        ("poster_small", sheet(LINK, CODE.side_mm * 0.95), 1),
        ("poster_quiet", sheet(LINK, CODE.side_mm, (2, 2, 60, 5)), 1),
        ("poster_quiet", sheet(LINK, CODE.side_mm, (64, 20, 66, 30)), 1),
    ],
)
def test_sheet_with_one_fault_is_refused(reason: str, page: Image.Image, copies: int):
    assert refusal(page, copies=copies) == reason


def test_finer_code_than_a_wall_carries_is_refused():
    long = "https://banmai.go.th/q/" + "a" * 30
    assert refusal(sheet(long, 90), link=long) == "poster_version"


def test_second_page_means_that_something_did_not_fit():
    page = sheet(LINK, CODE.side_mm)
    assert refusal(page, page) == "poster_pages"


def test_telephone_that_is_too_far_away_reads_nothing():
    assert refusal(sheet(LINK, CODE.side_mm), far_px=1.2) == "poster_far"


def test_render_keeps_the_paper_size():
    (page,) = proofing.render(PRESS.pdf("code.typ", {"code": codes.svg(LINK).decode()}), 100)
    assert page.size == (237, 237)
