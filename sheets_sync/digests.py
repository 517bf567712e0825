"""Whether two models say the same."""

import hashlib
import json
from collections.abc import Sequence

from sheets_sync.drawing import typed
from sheets_sync.model import Tab


def digest(tabs: Sequence[Tab]) -> str:
    """A fingerprint in hex: equal models have equal ones, whatever process or moment they were built in."""
    plain = [_plain(tab) for tab in tabs]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=True, default=str).encode()).hexdigest()


def _plain(tab: Tab) -> list[object]:
    columns = [[column.title, column.kind, column.width, column.meaning, column.choices] for column in tab.columns]
    look = [tab.frozen_rows, tab.frozen_columns, tab.banded, tab.two_way]
    charts = [vars(chart) for chart in tab.charts]
    return [tab.key, tab.title, columns, look, charts, [[typed(value) for value in row] for row in tab.rows]]
