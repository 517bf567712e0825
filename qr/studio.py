"""From what a poster says to the files that are handed out: set, rendered, and read back before anybody gets them."""

import io
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from PIL import Image

from kernel.errors import Refused
from qr import codes, decoding, pictures, proofing
from qr.formats import Format, Sized, sized
from qr.poster import Poster
from qr.texts import WORDS

TEMPLATE = "poster.typ"
SVG_TEMPLATE = "code.typ"
_SAID = (
    "office", "point", "brief", "title", "short", "time", "domain", "typed", "address", "phone", "privacy",
    "never_asked", "sticker", "help", "issue", "picture",
)  # fmt: skip


@dataclass(frozen=True)
class Press:
    """What the studio is given by the composition root."""

    pdf: Callable[[str, Mapping[str, Any]], bytes]
    """A paper template and the data it prints, as PDF."""
    lacking: Callable[[str], str]
    """The letters of a text that the posters' font does not have."""
    capitals: bool = True
    """Whether links are printed in capitals (`qr.links.printed`)."""


@dataclass(frozen=True)
class Printed:
    """A poster that has been read back."""

    name: str
    """Its files' name without an ending, e.g. "EA7M-a4-th"."""
    pdf: bytes
    png: bytes
    proof: proofing.Proof
    sized: Sized


def make(press: Press, poster: Poster, paper: Format, distance: float | None = None) -> Printed:
    """Set the poster and prove it.

    distance -- metres from which it is to be read; None for the paper's usual one
    Raises Refused: letters_missing, distance_far, distance_near, and as `proofing.prove`.
    """
    code = sized(poster.link, paper, distance)
    data = _data(poster, paper, code)
    _check_letters(press, data)
    pdf = press.pdf(TEMPLATE, data)
    proof = proofing.prove(pdf, poster.link, paper.copies, code)
    return Printed(f"{poster.name}-{paper.name}-{poster.language}", pdf, _png(proof.page), proof, code)


def code_png(link: str, module_px: int = 20) -> bytes:
    """The bare code for a website, read back first. Raises as `codes.png`, and Refused("poster_unread")."""
    made = codes.png(link, module_px)
    if decoding.decode(made) != [link]:
        raise Refused("poster_unread")
    return made


def code_svg(press: Press, link: str, label: str = "") -> bytes:
    """The same as SVG; set on a page of its own, rendered and read back. Raises as `code_png`."""
    made = codes.svg(link, label)
    (page,) = proofing.render(press.pdf(SVG_TEMPLATE, {"code": made.decode()}), proofing.DPI)
    if decoding.read(page) != [link]:
        raise Refused("poster_unread")
    return made


def _data(poster: Poster, paper: Format, code: Sized) -> dict[str, Any]:
    """What poster.typ prints."""
    words, said = WORDS[poster.language], asdict(poster)
    return {
        **{name: said[name] for name in _SAID},
        "kind": poster.kind,
        "language": poster.language,
        "paper": paper.name,
        "code": codes.draw(code.modules),
        "side": code.side_mm,
        "steps": [[pictures.svg(name), sentence] for name, sentence in poster.steps],
        "distance": words.distance.format(metres=f"{code.distance:g}"),
        "fold": words.fold,
    }


def _check_letters(press: Press, data: Mapping[str, Any]) -> None:
    """A font drops what it lacks without a word: better no poster than one with holes."""
    lines = [value for value in data.values() if isinstance(value, str)] + [sentence for _, sentence in data["steps"]]
    missing = press.lacking("".join(lines))
    if missing:
        raise Refused("letters_missing", letters=" ".join(missing[:10]))


def _png(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.quantize(32, method=Image.Quantize.FASTOCTREE).save(out, "PNG", dpi=(proofing.DPI, proofing.DPI))
    return out.getvalue()
