"""An office's rich menu: drawn with the pages' own font, and brought to LINE."""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot import rich_menu
from bot.outcomes import Account
from bot.rich_menu import Deployed, Wanted
from kernel.agency import Agency
from kernel.errors import Refused
from qr import rich_menu_drawing

if TYPE_CHECKING:
    from app.house import House
    from bot.line_client import LineClient

FONTS = Path(__file__).resolve().parent.parent / "web" / "paper" / "fonts"


class RichMenus:
    """Implements `console.probe_ports.MenuDesk`."""

    def __init__(self, house: "House") -> None:
        self._house = house

    @cached_property
    def _line(self) -> "LineClient":
        from bot.line_client import LineClient  # the SDK takes most of a second to import

        return LineClient()

    def picture(self, agency: Agency) -> bytes:
        """The menu's picture as PNG."""
        return _drawn(rich_menu_drawing.Look(agency.spoken_name, agency.menu_colour))

    def wanted(self, agency: Agency) -> Wanted:
        """The menu as LINE should have it."""
        return rich_menu.wanted(agency, self._house.settings.public_url, self.picture(agency))

    def deploy(self, agency: Agency) -> Deployed:
        """Bring LINE to this state. Raises Refused("menu_no_line"), Refused("menu_refused"), Unavailable."""
        with self._house.workplace.read() as work:
            saved = work.credentials.get(agency, "line") or {}
        if not saved.get("token"):
            raise Refused("menu_no_line")
        account = Account(saved["token"], (self._house.settings.line_api or "").rstrip("/"))
        return rich_menu.deploy(self._line, account, self.wanted(agency))


@lru_cache(maxsize=4)
def _drawn(look: rich_menu_drawing.Look) -> bytes:
    # half a second of work, and the page that shows it is opened again after each change of colour
    return rich_menu_drawing.draw(look, FONTS)
