"""The menu under the chat: its colour, a look at it, and the button that brings it to LINE."""

from dataclasses import replace
from typing import Any

from flask import Response, make_response, redirect, url_for

from console import patrol_texts as texts
from console.blueprint import desk, parts
from console.forms import one_line
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.probe_ports import MenuDesk
from console.sessions import Visitor
from console.setup_texts import LINE_AWAY
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable
from qr import contrast


@desk.get("/setup/menu")
@needs("admin")
def setup_menu(visitor: Visitor) -> str:
    """The menu as people would see it."""
    return _page(visitor)


@desk.post("/setup/menu")
@needs("admin")
def setup_menu_colour(visitor: Visitor) -> Any:
    """Choose a colour. One on which white is hard to read is kept, and shown darker."""
    try:
        colour = contrast.read_colour(_chosen(visitor.agency))
    except Refused as refused:
        return _page(visitor, sentence(refused)), 400
    with parts().workplace.begin() as work:
        work.agencies.change(replace(visitor.agency, menu_colour=colour), visitor.agency)
        work.revisions.bump(visitor.agency, "agency")
        note(work, visitor, "setup.menu", colour)
    same = contrast.readable(colour) == colour
    return redirect(url_for("console.setup_menu", done="menu_saved" if same else "menu_darkened"))


@desk.post("/setup/menu/deploy")
@needs("admin")
def setup_menu_deploy(visitor: Visitor) -> Any:
    """Bring it to LINE."""
    try:
        found = _menus().deploy(visitor.agency)
    except Refused as refused:
        return _page(visitor, sentence(refused)), 409
    except Unavailable:
        return _page(visitor, LINE_AWAY), 503
    with parts().workplace.begin() as work:
        note(work, visitor, "setup.menu_deployed", " ".join(found.done))
    return redirect(url_for("console.setup_menu", done="menu_deployed" if found.done else "menu_same"))


@desk.get("/setup/menu.png")
@needs("admin")
def setup_menu_picture(visitor: Visitor) -> Response:
    """The picture."""
    response = make_response(_menus().picture(visitor.agency))
    response.content_type = "image/png"
    return response


def _chosen(agency: Agency) -> str:
    """What was typed when it is new, else what was ticked: the box shows the own colour of last time."""
    typed, ticked = one_line("own_colour", 20), one_line("colour", 20)
    return typed if typed and (typed != _own(agency) or not ticked) else ticked


def _own(agency: Agency) -> str:
    return "" if agency.menu_colour in dict(texts.COLOURS) else agency.menu_colour


def _menus() -> MenuDesk:
    menus = parts().menus
    if menus is None:
        raise Refused("menu_unknown")
    return menus


def _page(visitor: Visitor, problem: str = "") -> str:
    colour = visitor.agency.menu_colour
    return render(
        "setup_menu.html", colours=texts.COLOURS, colour=colour, own=_own(visitor.agency),
        shown=contrast.readable(colour), problem=problem,
    )  # fmt: skip
