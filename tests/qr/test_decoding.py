"""Photographs in, texts out; anything else is refused kindly."""

import io

import pytest
from PIL import Image

from kernel.errors import Refused
from qr import codes, decoding

LINKS = ("HTTPS://BANMAI.GO.TH/Q/EA7M", "HTTPS://EVIL.EXAMPLE/Q/EA7M")


def photograph(kind: str, links: tuple[str, ...] = LINKS, **options: object) -> bytes:
    tiles = [Image.open(io.BytesIO(codes.png(link, 8))).convert("L") for link in links]
    wall = Image.new("L", (sum(tile.width for tile in tiles) + 40, 420), 120)
    for place, tile in enumerate(tiles):
        wall.paste(tile, (20 + place * tile.width, 20))
    out = io.BytesIO()
    wall.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_decode_reads_every_code(kind: str):
    assert sorted(decoding.decode(photograph(kind))) == sorted(LINKS)


def test_decode_reads_a_photograph_taken_sideways():
    turned = Image.Exif()
    turned[0x0112] = 6
    assert decoding.decode(photograph("JPEG", LINKS[:1], exif=turned)) == [LINKS[0]]


def test_decode_of_a_picture_without_a_code_is_empty():
    assert decoding.decode(photograph("PNG", ())) == []


@pytest.mark.parametrize(
    "picture", [b"", b"<svg/>", b"%PDF-1.7", photograph("JPEG")[:400], photograph("GIF"), photograph("PNG")[:60]]
)
def test_decode_refuses_what_is_no_whole_photograph(picture: bytes):
    with pytest.raises(Refused, match="picture_unreadable"):
        decoding.decode(picture)


def test_decode_refuses_a_bomb_before_unpacking_it():
    out = io.BytesIO()
    Image.new("1", (10_000, 5_001)).save(out, "PNG")
    with pytest.raises(Refused) as refused:
        decoding.decode(out.getvalue())
    assert (refused.value.reason, refused.value.facts) == ("picture_too_large", {"megapixels": 50})
