"""The rich menu as LINE keeps it, and bringing LINE to the state that an office wants. May be repeated at any time.

A menu's name carries a fingerprint of all it is. A run looks at what LINE has, does only what is missing, and removes
older menus of ours last: whatever it was interrupted at, the next run ends in the same state.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot import buttons, messages, texts
from bot.outcomes import Account, Answer, Content, Delivered, Outcome, Refused
from bot.topics import menu
from kernel.agency import Agency
from kernel.errors import Refused as Declined
from kernel.errors import Unavailable
from qr import links, rich_menu
from qr.rich_menu import ABOUT, ASK, COMPLAIN, FRAUD, HEIGHT, RATE, SUGGEST, WIDTH, Tile

BAR_LIMIT, LABEL_LIMIT, AREAS_LIMIT, IMAGE_LIMIT = 14, 20, 20, 1_000_000
_WAYS = {ASK: menu.ASK, RATE: menu.SURVEY, SUGGEST: menu.SUGGEST, COMPLAIN: menu.COMPLAIN, ABOUT: menu.FIGURES}

Body = Mapping[str, Any]


class Menus(Protocol):
    """LINE's rich menus of one account."""

    def rich_menus(self, account: Account) -> Answer: ...
    def make_rich_menu(self, account: Account, menu: Body) -> Answer: ...
    def rich_menu_image(self, account: Account, menu_id: str) -> Content: ...
    def give_rich_menu_image(self, account: Account, menu_id: str, png: bytes) -> Outcome: ...
    def default_rich_menu(self, account: Account) -> Answer: ...
    def set_default_rich_menu(self, account: Account, menu_id: str) -> Outcome: ...
    def drop_rich_menu(self, account: Account, menu_id: str) -> Outcome: ...


@dataclass(frozen=True)
class Wanted:
    """A menu that an office should have."""

    body: Body
    image: bytes
    family: str
    """Beginning of the names of all its menus."""


@dataclass(frozen=True)
class Deployed:
    """What a run came to."""

    menu_id: str
    done: tuple[str, ...]
    """created | uploaded | shown | removed, in order; empty when LINE had everything already."""


def wanted(agency: Agency, base_url: str, image: bytes) -> Wanted:
    """The office's menu. Raises AssertionError when it would break a limit of LINE's or of ours."""
    placed = rich_menu.tiles()
    plain: dict[str, Any] = {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "chatBarText": texts.MENU_BAR,
        "areas": [{"bounds": vars(tile.box), "action": _action(tile, agency, base_url)} for tile in placed],
    }
    family = f"prongsai-{agency.code}-"
    mark = hashlib.sha256(json.dumps(plain, sort_keys=True).encode() + image).hexdigest()[:16]
    made = Wanted({**plain, "name": family + mark}, image, family)
    found = faults(made, placed)
    assert not found, found
    return made


def _action(tile: Tile, agency: Agency, base_url: str) -> dict[str, Any]:
    """What a tile does. Its label is what a screen reader says, and the word that does the same when typed."""
    if tile.key == FRAUD:  # a link: touching it tells nobody, neither the chat nor us
        return messages.opens(tile.words, links.fraud_door_from_line(base_url, agency))
    return messages.tells(tile.words, buttons.data(buttons.MENU, to=_WAYS[tile.key]))


def faults(made: Wanted, placed: Sequence[Tile]) -> list[str]:
    """Which limits the menu breaks; [] when none."""
    found = rich_menu.faults(placed)
    if len(made.image) > IMAGE_LIMIT:
        found.append("the picture is larger than 1 MB")
    if not (800 <= WIDTH <= 2500 and HEIGHT >= 250 and WIDTH / HEIGHT >= 1.45):
        found.append("LINE takes no picture of this size")
    if len(made.body["chatBarText"]) > BAR_LIMIT:
        found.append("the bar's text is too long")
    if len(placed) > AREAS_LIMIT:
        found.append("too many tiles")
    found += [f"{tile.key}: the label is too long" for tile in placed if not 0 < len(tile.words) <= LABEL_LIMIT]
    return found


def deploy(line: Menus, account: Account, want: Wanted) -> Deployed:
    """Create, give the picture, show to everybody, remove older ones of ours; only what is missing.

    Menus of other names are never touched. Raises Unavailable when LINE is away or unclear: run it again, and
    kernel.errors.Refused("menu_refused", status) when LINE does not take it.
    """
    done: list[str] = []
    ours = _ours(line, account, want.family)
    same = [menu_id for menu_id, name in ours if name == want.body["name"]]
    shown = _default(line, account)
    menu_id = shown if shown in same else next(iter(same), "")
    if not menu_id:
        menu_id = str(_settled(line.make_rich_menu(account, want.body)).get("richMenuId", ""))
        done.append("created")
    if not _has_image(line, account, menu_id):
        _certain(line.give_rich_menu_image(account, menu_id, want.image))
        done.append("uploaded")
    if shown != menu_id:
        _certain(line.set_default_rich_menu(account, menu_id))
        done.append("shown")
    for old, _ in ours:
        if old != menu_id and _removed(line, account, old):
            done.append("removed")
    return Deployed(menu_id, tuple(done))


def _ours(line: Menus, account: Account, family: str) -> list[tuple[str, str]]:
    listed = _settled(line.rich_menus(account)).get("richmenus", [])
    named = [(str(one.get("richMenuId", "")), str(one.get("name", ""))) for one in listed if isinstance(one, dict)]
    return [(menu_id, name) for menu_id, name in named if menu_id and name.startswith(family)]


def _default(line: Menus, account: Account) -> str:
    answer = line.default_rich_menu(account)
    if isinstance(answer.outcome, Refused) and answer.outcome.status in (403, 404):
        return ""  # there is none, or only one made in the Official Account Manager, before which ours goes
    return str(_settled(answer).get("richMenuId", ""))


def _has_image(line: Menus, account: Account, menu_id: str) -> bool:
    found = line.rich_menu_image(account, menu_id)
    if found.status in (200, 404):
        return found.status == 200
    if 400 <= found.status < 500:
        raise Declined("menu_refused", status=found.status)
    raise Unavailable("line")


def _removed(line: Menus, account: Account, menu_id: str) -> bool:
    outcome = line.drop_rich_menu(account, menu_id)
    if isinstance(outcome, Refused) and outcome.status == 404:
        return False  # somebody was faster
    _certain(outcome)
    return True


def _settled(answer: Answer) -> Mapping[str, Any]:
    _certain(answer.outcome)
    return answer.data


def _certain(outcome: Outcome) -> None:
    if isinstance(outcome, Refused):
        if outcome.status == 429:
            raise Unavailable("line")
        raise Declined("menu_refused", status=outcome.status)
    if not isinstance(outcome, Delivered):
        raise Unavailable("line")
