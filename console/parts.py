"""Everything the console is given by the composition root."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console.knowledge import Knowledge
from console.officers import Officers
from console.passwords import Passwords
from console.ports import Workplace
from console.probe_ports import LineProbe, MenuDesk, SheetProbe
from console.throttle import Throttle
from kernel.agency import Agency
from kernel.clock import Clock
from qr.studio import Press


@dataclass(frozen=True)
class Parts:
    """Real things or twins; the pages do not know which."""

    workplace: Workplace
    clock: Clock
    base_url: str
    """The public address without a slash at the end, as posters and the webhook use it."""
    form_key: str = field(repr=False)
    """Signs the forms' CSRF tokens; the same in every process, in neither the database nor its backups."""
    line_probe: LineProbe
    sheet_probe: SheetProbe
    workbook_path: Callable[[Agency], Path | None]
    """The newest .xlsx of an agency, or None when none was written yet."""
    paper: Callable[[str, Mapping[str, Any]], bytes]
    """A document as PDF: the name of a paper template, and the data it prints."""
    press: Press
    """What posters are set with."""
    officers: Officers | None = None
    """The sealed store as an officer meets it; None when this process serves no fraud door."""
    menus: MenuDesk | None = None
    """The menu under the LINE chat; None where this process does not make it."""
    console_url: str = ""
    """The console's own address when it differs from `base_url`."""
    passwords: Passwords = field(default_factory=Passwords)
    throttle: Throttle = field(default_factory=Throttle)
    knowledge: Knowledge = field(default_factory=Knowledge)
    earlier_workbooks: Callable[[Agency], Sequence[Path]] = lambda _: ()
    """An agency's kept workbooks, the newest (which is the current one) first."""
    rows_waiting: Callable[[Agency], Mapping[str, int]] = lambda _: {}
    freshen_workbook: Callable[[Agency], None] = lambda _: None
    """Write what waits for its pause: whoever downloads wants the figures of this moment."""
    """Published responses that "xlsx" and "google" do not hold yet."""
    token_hosts: tuple[str, ...] = ()
    """Hosts besides Google's that a service account may name for its tokens (a Sheets twin)."""

    @property
    def own_url(self) -> str:
        """Where staff open the console, without a slash at the end."""
        return (self.console_url or self.base_url).rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether staff come over https: decides the cookie's name and flag."""
        return self.own_url.startswith("https://")
