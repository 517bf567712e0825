"""The menu's page: a colour that stays readable, a look at it, the button that brings it to LINE."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.rich_menu import Deployed
from console.patrol_texts import COLOURS, DONE, REFUSALS
from console.setup_texts import LINE_AWAY
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable
from qr import contrast
from tests.cast import BAN_MAI
from tests.console.desk import Browser, Desk

PAGE = "/setup/menu"


@dataclass
class FakeMenus:
    """Deploys as it is told to."""

    comes_to: list[Deployed | Exception] = field(default_factory=list)

    def picture(self, agency: Agency) -> bytes:
        return f"{agency.code} {agency.menu_colour}".encode()

    def deploy(self, agency: Agency) -> Deployed:
        found = self.comes_to.pop(0)
        if isinstance(found, Exception):
            raise found
        return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, FakeMenus, Desk]]:
    made, menus = Desk(Path(tmp_path_factory.mktemp("menu"))), FakeMenus()
    made.app.extensions["console"] = replace(made.parts, menus=menus)
    yield made.browser("admin"), menus, made
    made.close()


Office = tuple[Browser, FakeMenus, Desk]


def colour(desk: Desk) -> str:
    with desk.workplace.read() as work:
        found = work.agencies.get(BAN_MAI.code)
    assert found is not None
    return found.menu_colour


def test_colours_on_offer_are_readable() -> None:
    assert {contrast.readable(shade) for shade, _ in COLOURS} == {shade for shade, _ in COLOURS}


def test_colour_is_chosen_from_the_list_or_typed_and_the_newer_choice_counts(office: Office) -> None:
    browser, _, desk = office
    assert browser.fill(PAGE, PAGE, colour="#123f7a").to.endswith("done=menu_saved")
    assert (colour(desk), browser.get(f"{PAGE}.png").body) == ("#123f7a", b"banmai #123f7a")
    page = browser.fill(PAGE, PAGE, colour="#123f7a", own_colour="#FFCC00")
    assert (page.to.endswith("done=menu_darkened"), colour(desk)) == (True, "#ffcc00")
    browser.fill(PAGE, PAGE, colour="#5a1f6e", own_colour="#ffcc00")  # the box still shows the colour of before
    assert colour(desk) == "#5a1f6e"


def test_what_is_no_colour_is_refused_and_changes_nothing(office: Office) -> None:
    browser, _, desk = office
    before = colour(desk)
    for said in ("red", "", '"><script>'):
        page = browser.fill(PAGE, PAGE, own_colour=said)
        assert (page.status, REFUSALS["colour"] in page.words, colour(desk)) == (400, True, before)


def test_deploying_says_what_came_of_it(office: Office) -> None:
    browser, menus, _ = office
    menus.comes_to = [Deployed("m", ("created",)), Deployed("m", ()), Refused("menu_no_line"), Unavailable("line")]
    said = [browser.fill(PAGE, f"{PAGE}/deploy") for _ in range(4)]
    assert [page.status for page in said] == [302, 302, 409, 503]
    assert [DONE[page.to.rpartition("=")[2]] for page in said[:2]] == [DONE["menu_deployed"], DONE["menu_same"]]
    assert (REFUSALS["menu_no_line"] in said[2].words, LINE_AWAY in said[3].words) == (True, True)


def test_office_without_a_menu_maker_has_no_such_button_to_press(office: Office) -> None:
    browser, _, desk = office
    desk.app.extensions["console"] = desk.parts
    assert browser.get(f"{PAGE}.png").status == 404
