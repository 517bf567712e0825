"""Posters are set, rendered and read back; one that cannot be read is not handed out."""

import io
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from kernel.errors import Refused
from qr import codes, studio
from qr.formats import FORMATS
from qr.poster import Poster, fraud_poster, official_poster, point_poster
from tests.cast import BAN_MAI, TAX_COUNTER
from tests.qr.press import BASE, DAY, PRESS

OFFICE = replace(BAN_MAI, official_eit_url="https://itas.nacc.example/go/eit/abc")
POINT = point_poster(OFFICE, TAX_COUNTER, BASE, DAY)


def made(poster: Poster, paper: str, distance: float | None = None) -> studio.Printed:
    return studio.make(PRESS, poster, FORMATS[paper], distance)


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(document[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize(
    ("poster", "paper"),
    [
        (POINT, "a4"),
        (point_poster(OFFICE, TAX_COUNTER, BASE, DAY, "en"), "a5"),
        (fraud_poster(OFFICE, BASE, DAY), "tent"),
        (official_poster(OFFICE, BASE, DAY, "en"), "a4"),
        (POINT, "stickers"),
    ],
    ids=lambda one: one if isinstance(one, str) else f"{one.kind}-{one.language}",
)
def test_picture_is_read_back_by_another_decoder(poster: Poster, paper: str):
    printed = made(poster, paper)
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(printed.png)))
    assert sorted(code.text for code in found) == [poster.link] * FORMATS[paper].copies
    assert {code.extra["Version"] for code in found} == {"2"}
    assert printed.proof.module_mm == pytest.approx(printed.sized.module_mm, rel=0.015)


def test_text_layer_holds_every_sentence():
    shown = text(made(POINT, "a4").pdf)
    for line in (POINT.office, POINT.point, POINT.title, POINT.time, POINT.domain, POINT.typed, POINT.phone,
                 POINT.address, *(said for _, said in POINT.steps), POINT.privacy, POINT.never_asked, POINT.sticker,
                 POINT.help, POINT.issue, "สแกนได้จากระยะ 1 เมตร"):  # fmt: skip
        assert "".join(line.split()) in shown


def test_names_are_text_and_never_markup():
    point = replace(TAX_COUNTER, name='#image("/etc/passwd") *x* $1$ <b>')
    shown = text(made(point_poster(OFFICE, point, BASE, DAY), "a5").pdf)
    assert "".join(point.name.split()) in shown


@pytest.mark.parametrize("letters", ["→", "☐", "\u2011", "😀", "ក"])
def test_letter_that_the_font_lacks_is_refused_and_named(letters: str):
    point = replace(TAX_COUNTER, name=f"งานภาษี{letters}")
    with pytest.raises(Refused) as refused:
        made(point_poster(OFFICE, point, BASE, DAY), "a4")
    assert (refused.value.reason, refused.value.facts) == ("letters_missing", {"letters": letters})


def test_words_without_room_are_refused():
    endless = replace(POINT, brief="งานทะเบียนพาณิชย์และจัดเก็บรายได้ " * 12)
    with pytest.raises(Refused, match="poster_full"):
        made(endless, "stickers")


def test_bare_codes_are_read_back():
    assert studio.code_svg(PRESS, POINT.link) == codes.svg(POINT.link)
    assert studio.code_png(POINT.link) == codes.png(POINT.link, 20)
    spoilt = replace(
        PRESS, pdf=lambda name, data: PRESS.pdf(name, {"code": codes.svg("HTTPS://EVIL.EXAMPLE").decode()})
    )
    with pytest.raises(Refused, match="poster_unread"):
        studio.code_svg(spoilt, POINT.link)
