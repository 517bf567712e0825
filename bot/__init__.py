"""The LINE side: webhook, dialogue, sending. `install` for the web process, `lanes.EventWorker` for the worker."""

from bot.parts import Channel, Parts
from bot.webhook import install

__all__ = ["Channel", "Parts", "install"]
