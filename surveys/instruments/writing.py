"""From an Instrument back to raw data: what is stored, and what its meaning is pinned by."""

import hashlib
import json
from typing import Any

from surveys.instruments.model import Instrument, Item


def to_data(instrument: Instrument) -> dict[str, Any]:
    """The data that `reading.examine` makes this instrument from; empty fields are left out."""
    written: dict[str, Any] = {
        "id": instrument.id,
        "kind": instrument.kind,
        "title": instrument.title,
        "fiscal_year": instrument.fiscal_year,
        "source": instrument.source,
        "split_by": instrument.split_by,
        "indicators": dict(instrument.indicators),
        "items": [_item(item) for item in instrument.items],
    }
    return {key: value for key, value in written.items() if value not in ("", {})}


def digest(instrument: Instrument) -> str:
    """A fingerprint of everything the instrument says: wordings, options, points, rules. Equal data, equal digest."""
    said = json.dumps(to_data(instrument), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def written_when(item: Item) -> str:
    """The item's condition as it is typed: "q4=1,3"; "" for none."""
    if item.when is None:
        return ""
    return f"{item.when.item}={','.join(map(str, item.when.positions))}"


def written_points(item: Item) -> list[int]:
    """Points from the lowest up, as they are typed: before `reverse` turns them."""
    return sorted(option.points for option in item.options) if item.scored else []


def _item(item: Item) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": item.id,
        "text": item.text,
        "short": item.short,
        "kind": item.kind,
        "options": [option.label for option in item.options],
        "points": written_points(item),
        "reverse": item.reverse or None,
        "indicator": item.indicator,
        "issue": item.issue or None,
        "words": [list(option.words) for option in item.options] if any(one.words for one in item.options) else [],
        "lineage": item.lineage,
        "when": written_when(item),
        "least": item.least,
        "most": item.most,
    }
    return {key: value for key, value in written.items() if value not in ("", None, [])}
