"""Reading the scales that questions are answered on: labels, lowest first, and what each is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.instruments.flaws import Flaws, Path

_KEYS = {"labels", "points"}
MOST_OPTIONS = 20
LABEL = 100
"""How many characters a label may have."""


@dataclass(frozen=True)
class Scale:
    """Labels with their points, lowest first."""

    labels: tuple[str, ...]
    points: tuple[int, ...]


def read_scale(raw: object, at: Path, flaws: Flaws) -> Scale | None:
    """A named scale; None with a flaw noted."""
    if not isinstance(raw, dict):
        flaws.add(at, "wrong_type")
        return None
    flaws.only(raw, _KEYS, at)
    return listed_scale(raw, "labels", at, flaws)


def listed_scale(raw: Mapping[str, Any], key: str, at: Path, flaws: Flaws) -> Scale | None:
    """The scale whose labels stand in `raw` under `key`, its points beside them; None with a flaw noted."""
    before = len(flaws.found)
    named = read_labels(raw, key, at, flaws)
    points = flaws.field(raw, "points", list, at)
    if points is not None and named:
        sound = all(type(worth) is int and 0 <= worth <= 100 for worth in points)
        # lowest first: `reverse` and the straight-line flag rely on one direction
        if not sound or len(points) != len(named) or points != sorted(set(points)):
            flaws.add((*at, "points"), "wrong_value")
    return None if len(flaws.found) > before else Scale(named, tuple(points))


def read_labels(raw: Mapping[str, Any], key: str, at: Path, flaws: Flaws) -> tuple[str, ...]:
    """The labels of a scale or a choice; () with a flaw noted."""
    labels, at = flaws.field(raw, key, list, at), (*at, key)
    if labels is None:
        return ()
    if not all(isinstance(label, str) and label.strip() for label in labels):
        flaws.add(at, "wrong_type")
    elif len({label.strip() for label in labels}) != len(labels):
        flaws.add(at, "duplicate")
    elif not 2 <= len(labels) <= MOST_OPTIONS or not all(map(flaws.can_show, labels)):
        flaws.add(at, "wrong_value")
    elif max(map(len, labels)) > LABEL:
        flaws.add(at, "too_long")
    else:
        return tuple(label.strip() for label in labels)
    return ()
