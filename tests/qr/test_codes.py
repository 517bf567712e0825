"""Codes are read back by an independent decoder."""

import io

import pytest
import zxingcpp
from PIL import Image

from kernel.errors import Refused
from qr import codes, links

NORMAL = ["https://abt.go.th", "https://www.khaosamokhon.go.th", "http://127.0.0.1:8000", "http://localhost:8000"]


def read(picture: Image.Image) -> str:
    found = zxingcpp.read_barcodes(picture)
    return found[0].text if found else ""


@pytest.mark.parametrize("base", NORMAL)
def test_png_says_the_link(base):
    link = links.landing(base, "EA7M")
    assert read(Image.open(io.BytesIO(codes.png(link)))) == link


@pytest.mark.parametrize("base", NORMAL)
def test_version_is_three_or_lower_for_a_normal_domain(base):
    assert codes.version(links.landing(base, "EA7M")) <= codes.MAX_VERSION


def test_capitals_save_a_version():
    assert codes.version(links.landing("https://abt.go.th", "EA7M")) == 2
    assert codes.version(links.landing_page("https://abt.go.th", "EA7M")) == 3


def test_png_survives_eight_percent_damage():
    link = links.landing("https://abt.go.th", "EA7M")
    picture = Image.open(io.BytesIO(codes.png(link, 8))).convert("L")
    side = picture.width
    torn = round(side * 0.08**0.5 * 0.75)
    picture.paste(255, (side // 2, side // 2, side // 2 + torn, side // 2 + torn))
    assert read(picture) == link


def test_png_is_dark_on_white_with_a_quiet_zone_of_four():
    picture = Image.open(io.BytesIO(codes.png("HTTPS://ABT.GO.TH/Q/EA7M", 5))).convert("L")
    edge = codes.QUIET_ZONE * 5
    assert picture.crop((0, 0, picture.width, edge)).getextrema() == (255, 255)
    assert picture.getpixel((edge, edge)) == 0


def test_svg_draws_the_same_modules_as_the_matrix():
    link = "HTTPS://ABT.GO.TH/Q/EA7M"
    assert read(drawn(codes.svg(link).decode())) == link


def drawn(svg: str) -> Image.Image:
    """Paint the runs of our own SVG, each "M<x> <y>h<width>v1H<x>z", ten pixels a module."""
    side = int(svg.split('viewBox="0 0 ')[1].split()[0])
    picture = Image.new("L", (side * 10, side * 10), 255)
    for run in svg.split('fill="#000" d="M')[1].split('"')[0].removesuffix("z").split("zM"):
        x, rest = run.split(" ")
        y, width = rest.split("h")[0], rest.split("h")[1].split("v")[0]
        left, top = int(x) * 10, int(y) * 10
        picture.paste(0, (left, top, left + int(width) * 10, top + 10))
    return picture


def test_svg_label_is_escaped():
    assert b'aria-label="&lt;b&gt; &quot;x&quot;"' in codes.svg("HTTPS://ABT.GO.TH", '<b> "x"')


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("HTTPS://" + "A" * 40, "link_too_long"),
        ("https://" + "a" * 25, "link_too_long"),
        ("https://" + "a" * 10_000, "link_too_long"),
        ("https://abt.go.th/ประเมิน", "link_not_ascii"),
        ("https://abt.go.th/\n", "link_not_ascii"),
        ("", "link_not_ascii"),
    ],
)
def test_modules_refuses_what_no_poster_can_carry(link, reason):
    with pytest.raises(Refused) as refused:
        codes.modules(link)
    assert refused.value.reason == reason


def test_modules_takes_the_longest_links_of_version_three():
    assert codes.version("HTTPS://" + "A" * 39) == 3
    assert codes.version("https://" + "a" * 24) == 3


@pytest.mark.parametrize("module_px", [0, 2, 41, -1])
def test_png_refuses_sizes_no_decoder_or_memory_likes(module_px):
    with pytest.raises(Refused, match="bad_size"):
        codes.png("HTTPS://ABT.GO.TH", module_px)
