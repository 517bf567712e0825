"""The public holidays that ship with the product: data with its source."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Holiday:
    """A day on which government offices are closed."""

    name: str
    source: str
    """fixed | extra | lunar | royal | made_up, as the file explains."""


@dataclass(frozen=True)
class Holidays:
    """The holidays from `first` to `last`, both included; outside of these days nothing is known."""

    first: date
    last: date
    days: dict[date, Holiday]


@lru_cache(maxsize=1)
def shipped() -> Holidays:
    """Fiscal years 2569 and 2570."""
    read = tomllib.loads(files("qa").joinpath("calendars", "holidays.toml").read_text(encoding="utf-8"))
    days = {date.fromisoformat(day): Holiday(**told) for day, told in read["days"].items()}
    return Holidays(read["first"], read["last"], days)
