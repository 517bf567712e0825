"""A LINE platform for tests, development and demonstration, in memory, on this machine only.

`Platform` is the engine, `serve` puts it behind HTTP, `Person` does what a citizen can do.
"""

from devtools.line.channel import Channel
from devtools.line.chat import Chat, Entry
from devtools.line.clock import ManualClock
from devtools.line.people import Person
from devtools.line.platform import Platform
from devtools.line.records import Call, Violation
from devtools.line.server import Running, serve
from devtools.line.webhooks import Delivery
from devtools.line.writing import NotPossible

__all__ = [
    "Call", "Channel", "Chat", "Delivery", "Entry", "ManualClock", "NotPossible", "Person", "Platform", "Running",
    "Violation", "serve",
]  # fmt: skip
