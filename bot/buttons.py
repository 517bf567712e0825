"""What our buttons carry: `v1|<topic>|key=value|...`. Each names itself completely: an old one is known as old."""

from collections.abc import Mapping
from dataclasses import dataclass, field

VERSION = "v1"
LIMIT = 300
"""LINE's limit of postback data."""

SURVEY = "eit"
ASK = "ask"
MENU = "menu"
FRAUD = "fraud"
BROWSE = "list"
RATE = "rate"
THREAD = "talk"
TOPICS = frozenset({SURVEY, ASK, MENU, FRAUD, BROWSE, RATE, THREAD})
FOREIGN = ""
"""The topic of data that is not ours, damaged, or of another version."""


@dataclass(frozen=True)
class Button:
    """A tapped button's identity."""

    topic: str
    values: Mapping[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str:
        """A value, "" when it is missing."""
        return self.values.get(key, "")


def data(topic: str, **values: str | int) -> str:
    """The data of a button. Raises ValueError for what would not survive: identities are never cut."""
    parts = [VERSION, topic, *(f"{key}={value}" for key, value in values.items())]
    written = "|".join(parts)
    if len(written) > LIMIT or any("|" in part for part in parts):
        raise ValueError("a button cannot carry this")
    return written


def read(written: str) -> Button:
    """The button that carries this data; topic FOREIGN when none of ours does."""
    version, _, rest = written.partition("|")
    topic, *pairs = rest.split("|")
    if version != VERSION or len(written) > LIMIT or topic not in TOPICS:
        return Button(FOREIGN)
    return Button(topic, dict(pair.split("=", 1) for pair in pairs if "=" in pair))
