"""What `app` hands to this room."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from kernel.agency import Agency
from kernel.clock import Clock
from kernel.vault import Vault
from web.fair_line import FairLine
from web.fraud_port import Followed, FraudDoor
from web.ports import Workplace
from web.throttle import Throttle
from web.tokens import Forms


@dataclass(frozen=True)
class Rates:
    """Posts allowed per network prefix (a village may share one). The informer's doors have their own."""

    survey: str = "300/minute"
    fraud: str = "30/minute"
    receipt: str = "60/minute"
    ask: str = "30/minute"
    follow: str = "60/minute"


@dataclass(frozen=True)
class Parts:
    """Everything the public pages work with."""

    workplace: Workplace
    vault: Vault
    clock: Clock
    base_url: str
    fraud: FraudDoor
    chat_link: Callable[[Agency, str], str | None]
    """A link that opens the agency's chat with `text` ready to send ("" = empty); None while LINE is not set up."""
    rates: Rates = Rates()
    throttle: Throttle = field(init=False)
    forms: Forms = field(init=False)
    receipts: FairLine[tuple[str, Followed]] = field(default_factory=FairLine)
    """Where those stand who have typed a receipt."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "throttle", Throttle(self.clock))
        object.__setattr__(self, "forms", Forms(self.vault, self.clock))


def here() -> Parts:
    """The parts of the running application."""
    return cast(Parts, current_app.extensions["web"])
