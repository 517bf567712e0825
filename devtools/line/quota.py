"""The two ways LINE answers 429: a monthly quota of counted messages, and token buckets per endpoint."""

from dataclasses import dataclass, field
from datetime import datetime

MONTHLY_LIMIT = "You have reached your monthly limit."
RATE_LIMIT = "The API rate limit has been exceeded. Try again later."

_HOUR = 3600.0
_LIMITS = {  # endpoint -> (requests, seconds); anything absent has the general limit
    "multicast": (200, 1.0),
    "loading": (100, 1.0),
    "broadcast": (60, _HOUR),
    "webhook_test": (60, _HOUR),
    "webhook_get": (1000, 60.0),
    "webhook_set": (1000, 60.0),
    "richmenu_create": (100, _HOUR),
    "richmenu_delete": (100, _HOUR),
    "richmenu_alias_delete": (100, _HOUR),
    "richmenu_list": (10, 1.0),
}
_GENERAL = (2000, 1.0)


@dataclass
class Buckets:
    """Token buckets of one channel, filled by the injected clock."""

    limits: dict[str, tuple[int, float]] = field(default_factory=lambda: dict(_LIMITS))
    _levels: dict[str, tuple[float, datetime]] = field(default_factory=dict)

    def take(self, endpoint: str, now: datetime) -> bool:
        """Takes one token; False when the bucket is empty."""
        size, seconds = self.limits.get(endpoint, _GENERAL)
        level, then = self._levels.get(endpoint, (float(size), now))
        level = min(float(size), level + (now - then).total_seconds() * size / seconds)
        if level < 1:
            self._levels[endpoint] = (level, now)
            return False
        self._levels[endpoint] = (level - 1, now)
        return True
