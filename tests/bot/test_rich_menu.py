"""The rich menu in LINE: what a tile does, and bringing LINE to it, whatever a run was interrupted at."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import Client

from bot import rich_menu
from bot.events import Postback
from bot.line_client import LineClient
from bot.outcomes import Account, Answer, Content, Delivered, NotConnected, Outcome, Reason, Refused
from bot.rich_menu import Deployed
from bot.topics import menu
from devtools.line import Channel, Platform
from devtools.line.contract import Contract
from devtools.line.limits import check
from devtools.line.wsgi import create_api_app
from kernel import errors
from qa.normal import flat
from qa.routing import Route, classify
from qr.rich_menu import FRAUD, HEIGHT, WIDTH, tiles
from tests.bot.office import open_office
from tests.bot.talking import Talk, desk_with, heads
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock

BASE = "https://banmai.example"
ACCOUNT = Account("t-banmai")


def _blank() -> bytes:
    out = io.BytesIO()
    Image.new("1", (WIDTH, HEIGHT)).save(out, "PNG")
    return out.getvalue()


IMAGE = _blank()
WANTED = rich_menu.wanted(BAN_MAI, BASE, IMAGE)
OLDER = replace(WANTED, body={**WANTED.body, "name": f"{WANTED.family}older"})


class CutError(Exception):
    """The process died."""


@dataclass
class NearLine:
    """LINE's rich menus without a socket: the fake platform's own API, called as a WSGI application."""

    platform: Platform
    dies_after: int = 99
    """Calls that change something before the process dies."""
    done: list[str] = field(default_factory=list)

    def rich_menus(self, account: Account) -> Answer:
        return self._call("GET", "/v2/bot/richmenu/list")

    def make_rich_menu(self, account: Account, menu: Mapping[str, Any]) -> Answer:
        return self._call("POST", "/v2/bot/richmenu", json=menu)

    def rich_menu_image(self, account: Account, menu_id: str) -> Content:
        answer = self._open("GET", f"/v2/bot/richmenu/{menu_id}/content")
        return Content(answer.status_code, answer.get_data())

    def give_rich_menu_image(self, account: Account, menu_id: str, png: bytes) -> Outcome:
        path = f"/v2/bot/richmenu/{menu_id}/content"
        return self._call("POST", path, data=png, content_type="image/png").outcome

    def default_rich_menu(self, account: Account) -> Answer:
        return self._call("GET", "/v2/bot/user/all/richmenu")

    def set_default_rich_menu(self, account: Account, menu_id: str) -> Outcome:
        return self._call("POST", f"/v2/bot/user/all/richmenu/{menu_id}").outcome

    def drop_rich_menu(self, account: Account, menu_id: str) -> Outcome:
        return self._call("DELETE", f"/v2/bot/richmenu/{menu_id}").outcome

    def _call(self, method: str, path: str, **sent: Any) -> Answer:
        answer = self._open(method, path, **sent)
        if answer.status_code >= 400:
            return Answer(Refused(answer.status_code, Reason.OTHER))
        return Answer(Delivered(), answer.get_json() or {})

    def _open(self, method: str, path: str, **sent: Any) -> Any:
        answer = Client(create_api_app(self.platform)).open(
            path, method=method, headers={"Authorization": "Bearer t-banmai"}, **sent
        )
        if method != "GET":
            self.done.append(method)
            if len(self.done) >= self.dies_after:
                raise CutError
        return answer


@pytest.fixture
def platform() -> Iterator[Platform]:
    made = Platform(FrozenClock())
    made.add_channel("banmai", secret="s" * 32, token="t-banmai", bot_user_id="U" + "1" * 32, basic_id="@banmai")
    yield made
    made.close()
    assert made.violations == []


def shown(channel: Channel) -> tuple[str, bytes, int]:
    """The name and picture of the menu that everybody sees, and how many menus there are."""
    menus = channel.menus
    assert menus.default is not None
    return menus.menus[menus.default]["name"], menus.images[menus.default][0], len(menus.menus)


def test_menu_keeps_lines_contract_and_every_limit() -> None:
    assert Contract.load().check_request("POST", "/v2/bot/richmenu", WANTED.body) == []
    assert check("richmenu_create", WANTED.body) == []
    assert rich_menu.faults(WANTED, tiles()) == []
    wide = replace(WANTED, body={**WANTED.body, "chatBarText": "ก" * 15}, image=bytes(1_000_001))
    long = [replace(tile, lines=("ก" * 21,)) for tile in tiles()]
    assert len(rich_menu.faults(wide, long)) == 2 + len(long)


def test_name_tells_menus_of_another_look_office_or_address_apart() -> None:
    others = [
        rich_menu.wanted(BAN_MAI, BASE, IMAGE + b" "),
        rich_menu.wanted(BAN_MAI, "https://other.example", IMAGE),
        rich_menu.wanted(replace(BAN_MAI, code="other"), BASE, IMAGE),
    ]
    names = {one.body["name"] for one in (WANTED, *others)}
    assert (len(names), rich_menu.wanted(BAN_MAI, BASE, IMAGE).body) == (4, WANTED.body)


def test_every_tile_does_what_its_word_does_when_typed() -> None:
    for area, tile in zip(WANTED.body["areas"], tiles(), strict=True):
        action = area["action"]
        assert action["label"] == tile.words
        if tile.key == FRAUD:
            assert (classify(tile.words), action["uri"].startswith(f"{BASE}/f/banmai")) == (Route.FRAUD, True)
            continue
        assert menu.way_typed(flat(tile.words))
        tapped, typed = Talk(desk_with()), Talk(desk_with())
        assert heads(tapped.does(Postback(action["data"]))) == heads(typed.say(action["displayText"])) != []
        assert tapped.state.waiting_for == typed.state.waiting_for


def test_suggestion_and_complaint_tiles_lead_to_staff_and_about_tells_the_phone() -> None:
    for words, kind in (("เสนอแนะ", "suggestion"), ("ร้องเรียนทั่วไป", "complaint")):
        talk = Talk(desk_with())
        talk.say(words)
        assert talk.state.waiting_for == kind
    assert BAN_MAI.phone in str(Talk(desk_with()).say("ข้อมูลและติดต่อ").messages)


def test_second_run_changes_nothing(platform: Platform) -> None:
    line = NearLine(platform)
    first = rich_menu.deploy(line, ACCOUNT, WANTED)
    assert (first.done, shown(platform.channel())) == (
        ("created", "uploaded", "shown"), (WANTED.body["name"], IMAGE, 1),
    )  # fmt: skip
    line.done.clear()
    assert (rich_menu.deploy(line, ACCOUNT, WANTED), line.done) == (Deployed(first.menu_id, ()), [])


def test_older_menus_of_ours_go_and_those_of_others_stay(platform: Platform) -> None:
    line = NearLine(platform)
    rich_menu.deploy(line, ACCOUNT, OLDER)
    line.make_rich_menu(ACCOUNT, {**WANTED.body, "name": "ของสำนักงานทำเอง"})
    assert rich_menu.deploy(line, ACCOUNT, WANTED).done == ("created", "uploaded", "shown", "removed")
    names = {one["name"] for one in platform.channel().menus.menus.values()}
    assert names == {WANTED.body["name"], "ของสำนักงานทำเอง"}


def test_menu_made_in_the_account_manager_gives_way_to_ours(platform: Platform) -> None:
    channel = platform.channel("banmai")
    channel.manager_menu = True
    rich_menu.deploy(NearLine(platform), ACCOUNT, WANTED)
    assert shown(channel) == (WANTED.body["name"], WANTED.image, 1)


@pytest.mark.parametrize("dies_after", [1, 2, 3, 4])
def test_run_that_died_anywhere_is_healed_by_the_next(platform: Platform, dies_after: int) -> None:
    rich_menu.deploy(NearLine(platform), ACCOUNT, OLDER)
    with pytest.raises(CutError):
        rich_menu.deploy(NearLine(platform, dies_after), ACCOUNT, WANTED)
    assert shown(platform.channel())[0] in (OLDER.body["name"], WANTED.body["name"])  # never without a menu
    rich_menu.deploy(NearLine(platform), ACCOUNT, WANTED)
    assert shown(platform.channel()) == (WANTED.body["name"], IMAGE, 1)


class Away(NearLine):
    """LINE that cannot be reached, or says no."""

    outcome: Outcome = NotConnected()

    def rich_menus(self, account: Account) -> Answer:
        return Answer(self.outcome)


def test_line_away_is_told_from_a_refusal(platform: Platform) -> None:
    line = Away(platform)
    with pytest.raises(errors.Unavailable):
        rich_menu.deploy(line, ACCOUNT, WANTED)
    line.outcome = Refused(401, Reason.UNAUTHORIZED)
    with pytest.raises(errors.Refused, match="menu_refused"):
        rich_menu.deploy(line, ACCOUNT, WANTED)


def test_real_client_deploys_and_phones_show_the_menu_and_pcs_do_not(tmp_path: Path) -> None:
    with open_office(tmp_path) as office:
        client, account = LineClient(), office.channel_account
        assert rich_menu.deploy(client, account, OLDER).done == ("created", "uploaded", "shown")
        assert rich_menu.deploy(client, account, WANTED).done == ("created", "uploaded", "shown", "removed")
        assert rich_menu.deploy(client, account, WANTED).done == ()
        malee = office.person()
        seen = malee.rich_menu()
        assert seen is not None
        assert (seen["name"], office.person("ที่ทำงาน", device="pc").rich_menu()) == (WANTED.body["name"], None)
        malee.tap("เสนอแนะ")
        office.work()
        assert "พิมพ์ข้อเสนอแนะได้เลย" in office.platform.transcript(malee)
