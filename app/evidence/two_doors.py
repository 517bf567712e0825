"""The paper that shows the fraud door and the other channels side by side: addresses, stores, rights, pictures."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app import factories
from app.evidence import screens, stores, texts
from app.evidence.stores import Permission, Store
from app.house import House
from console.pages import NAV
from kernel.agency import Agency
from kernel.clock import BANGKOK, bangkok_day
from kernel.thai import thai_date
from qr import codes, links
from storage import migrations
from storage.sealed import migrations as sealed_migrations
from storage.sealed.database import SCHEMA

FINEST = 10
"""The codes on this paper are read from the hand: a long address may make them fine."""
GENERAL = ("/a/{code}/complain", "/a/{code}/suggest", "/a/{code}/ask")
FRAUD = "/f/{code}"


@dataclass(frozen=True)
class Paper:
    """What is printed."""

    words: Mapping[str, Any]
    pictures: int
    """How many pages were drawn."""
    shared: Sequence[str]
    """What both doors have in common; nothing, or the installation is wrong."""


def gather(house: House, agency: Agency, program: str | None) -> Paper:
    """Read everything from the running installation. program -- the browser that draws pages, or None"""
    general, fraud = stores.read(house.database.engine), stores.read(house.sealed.engine, SCHEMA)
    common = stores.shared(general, fraud)
    found = _pictures(house, agency, program)
    words = {
        "title": texts.TITLE,
        "lead": texts.LEAD,
        "agency": agency.name,
        "made": _made(house),
        "doors": {"title": texts.DOORS, "each": _doors(house, agency)},
        "compared": {
            "title": texts.COMPARED,
            "columns": list(texts.COLUMNS),
            "rows": _compared(house, agency, general, fraud),
        },
        "stores": {
            "title": texts.STORES,
            "said": texts.SHARED.format(what=" · ".join(common)) if common else texts.SHARED_NONE,
            "columns": list(texts.PERMISSION_COLUMNS),
            "each": [_told(name, one) for name, one in zip(texts.DOOR_NAMES, (general, fraud), strict=True)],
        },
        "screens": {"title": texts.SCREENS, "said": _about_screens(program), "each": _captions(house, found)},
    }
    return Paper(words, sum(map(bool, found.values())), common)


def _made(house: House) -> str:
    now = house.clock.now()
    return texts.MADE.format(
        day=thai_date(bangkok_day(now)),
        hour=f"{now.astimezone(BANGKOK):%H:%M}",
        main=migrations.current(house.database.engine),
        sealed=sealed_migrations.current(house.sealed.engine),
    )


def _doors(house: House, agency: Agency) -> list[dict[str, Any]]:
    base = house.settings.public_url
    general = [f"{base}{path.format(code=agency.code)}" for path in GENERAL]
    doors = zip(texts.DOOR_NAMES, texts.DOOR_WHAT, (general, [links.fraud_door(base, agency)]), strict=True)
    return [
        {
            "name": name,
            "what": what,
            "addresses": addresses,
            "code": codes.svg(addresses[0], finest=FINEST).decode(),
            "alt": texts.CODE_SAID.format(address=addresses[0]),
        }
        for name, what, addresses in doors
    ]


def _compared(house: House, agency: Agency, general: Store, fraud: Store) -> list[list[str]]:
    with house.workplace.read() as work:
        members = [one for one in work.staff.all(agency) if one.left_on is None]
    door = house.fraud.door(agency)
    clerks = sum(one.has("clerk") for one in members)
    readers = (texts.READERS[0].format(clerks=clerks), texts.READERS[1].format(officers=len(door.officers)))
    kept = [texts.KEPT.format(kind=one.kind, place=one.place, tables=len(one.tables)) for one in (general, fraud)]
    addresses = (" · ".join(path.format(code=agency.code) for path in GENERAL), FRAUD.format(code=agency.code))
    menus = [" · ".join(item.label for item in NAV if role in item.roles) for role in ("clerk", "officer")]
    told = {
        "address": addresses,
        "readers": (readers[0], f"{readers[1]} · {texts.OPEN if door.open else texts.SHUT}"),
        "kept": kept,
        "locked": texts.LOCKED,
        "menu": menus,
        "sheet": texts.SHEET,
    }
    return [[texts.ROWS[key], *both] for key, both in told.items()]


def _told(name: str, store: Store) -> dict[str, Any]:
    wide = any(one.wide for one in store.permissions)
    return {
        "name": f"{name}: {store.kind} {store.place}",
        "heading": texts.TABLES.format(n=len(store.tables)),
        "tables": list(store.tables),
        "permissions": [[one.who, one.what, _extent(one, store)] for one in store.permissions],
        "said": texts.WIDE if wide else texts.NARROW,
    }


def _extent(one: Permission, store: Store) -> str:
    if one.of in {"*", str(len(store.tables))}:
        return texts.ALL_TABLES
    return texts.SOME_TABLES.format(n=one.of) if one.of.isdigit() else one.of


def _pictures(house: House, agency: Agency, program: str | None) -> dict[str, bytes | None]:
    """Path to what the browser made of it; empty without a browser."""
    if program is None:
        return {}
    secure = house.settings.public_url.startswith("https://")
    with screens.served(factories.create_public_app(house), secure=secure) as address:
        paths = [path.format(code=agency.code) for path in (GENERAL[0], FRAUD, GENERAL[1], "/a/{code}")]
        return {path: screens.picture(program, f"{address}{path}") for path in paths}


def _captions(house: House, found: Mapping[str, bytes | None]) -> list[dict[str, str]]:
    """One for each page that was looked at; without a picture, a sentence."""
    told = []
    for path, drawn in found.items():
        address = f"{house.settings.public_url}{path}"
        missing = "" if drawn else texts.NO_PICTURE.format(address=address)
        told.append({"drawn": _wrapped(drawn) if drawn else "", "address": address, "said": missing})
    return told


def _wrapped(png: bytes) -> str:
    """A PNG inside an SVG: what a paper prints is text."""
    size = f'width="{screens.WIDTH}" height="{screens.HEIGHT}"'
    data = b64encode(png).decode()
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="data:image/png;base64,{data}"/></svg>'


def _about_screens(program: str | None) -> str:
    return texts.SCREENS_SAID if program else texts.NO_BROWSER
