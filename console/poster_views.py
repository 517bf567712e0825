"""The poster studio: a paper, a language, a distance; and files that have been read back before anybody gets them."""

from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, request

from console import point_texts as words
from console.blueprint import desk, parts
from console.guards import needs
from console.pages import render, sentence
from console.point_views import known
from console.sessions import Visitor
from kernel.agency import Agency, Purpose
from kernel.clock import bangkok_day
from kernel.errors import Refused
from kernel.thai import arabic_digits
from qr import formats, links, poster, studio
from qr.texts import Language

_KINDS = {"pdf": "application/pdf", "png": "image/png"}


@dataclass(frozen=True)
class Order:
    """What was chosen on the page."""

    paper: str
    language: Language
    distance: str
    """As typed; "" for the paper's usual one."""

    @property
    def metres(self) -> float | None:
        """Raises Refused("distance_near") for anything but a number."""
        if not self.distance:
            return None
        try:
            return float(arabic_digits(self.distance).replace(",", "."))
        except ValueError:
            raise Refused("distance_near", least=f"{formats.NEAREST:g}") from None


@desk.get("/points/<code>/studio")
@needs("clerk", "admin")
def point_studio(visitor: Visitor, code: str) -> Any:
    """How the poster looks, what was read back from it, and the files. `code` is a point's, "fraud" or "official"."""
    name = _name(visitor, code)
    try:
        return _studio(code, name, _made(visitor, code, _order()))
    except Refused as refused:
        return _studio(code, name, None, sentence(refused)), 409


@desk.get("/points/<code>/poster.<kind>")
@needs("clerk", "admin")
def point_poster(visitor: Visitor, code: str, kind: str) -> Any:
    """The poster as PDF or PNG. One that cannot be read back is refused with the reason."""
    if kind not in _KINDS:
        raise Refused("point_unknown")
    name = _name(visitor, code)
    try:
        made = _made(visitor, code, _order())
    except Refused as refused:
        return _studio(code, name, None, sentence(refused)), 409
    return _file(made.pdf if kind == "pdf" else made.png, _KINDS[kind], f"{made.name}.{kind}")


def _studio(code: str, name: str, made: studio.Printed | None, problem: str = "") -> str:
    said = ""
    if made is not None:
        said = words.PROVED.format(count=len(made.proof.texts), module=f"{made.sized.module_mm:.2f}",
                                   distance=f"{made.sized.distance:g}")  # fmt: skip
    return render("studio.html", code=code, name=name, order=_order(), words=words, formats=formats.FORMATS,
                  made=made, said=said, problem=problem, near_only=words.near_only(parts().base_url))  # fmt: skip


@desk.get("/points/<code>/qr.<kind>")
@needs("clerk", "admin")
def point_qr(visitor: Visitor, code: str, kind: str) -> Any:
    """The bare QR code for a website, read back too."""
    found = known(visitor, code)
    if found.purpose is Purpose.FRAUD or kind not in ("png", "svg"):
        raise Refused("point_unknown")
    link = links.landing(parts().base_url, found.posted, parts().press.capitals)
    if kind == "svg":
        return _file(studio.code_svg(parts().press, link, found.name), "image/svg+xml", f"qr-{found.posted}.svg")
    return _file(studio.code_png(link), "image/png", f"qr-{found.posted}.png")


def _order() -> Order:
    paper, language = request.args.get("format", ""), request.args.get("lang", "")
    return Order(
        paper if paper in formats.FORMATS else "a4",
        "en" if language == "en" else "th",
        request.args.get("distance", "")[:20].strip(),
    )


def _name(visitor: Visitor, code: str) -> str:
    return words.SHEETS[code] if code in words.SHEETS else known(visitor, code).name


def _made(visitor: Visitor, code: str, order: Order) -> studio.Printed:
    sheet = _poster(visitor.agency, visitor, code, order.language)
    return studio.make(parts().press, sheet, formats.FORMATS[order.paper], order.metres)


def _poster(agency: Agency, visitor: Visitor, code: str, language: Language) -> poster.Poster:
    today, base_url, capitals = bangkok_day(parts().clock.now()), parts().base_url, parts().press.capitals
    if code == "fraud":
        return poster.fraud_poster(agency, base_url, today, language, capitals=capitals)
    if code == "official":
        return poster.official_poster(agency, base_url, today, language, capitals=capitals)
    return poster.point_poster(agency, known(visitor, code), base_url, today, language, capitals=capitals)


def _file(body: bytes, kind: str, name: str) -> Response:
    response = make_response(body)
    response.content_type = kind
    shown = "inline" if request.args.get("show") else "attachment"
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    return response
