"""The questionnaires, as data: one TOML file per kind and fiscal year, immutable once published."""

from functools import lru_cache
from importlib import resources

from kernel.errors import Refused
from surveys.instruments.model import STAFF_KINDS, Condition, Given, Instrument, Item, Option, instrument_json
from surveys.instruments.reading import read

__all__ = [
    "DEFAULT",
    "STAFF_KINDS",
    "Condition",
    "Given",
    "Instrument",
    "Item",
    "Option",
    "instrument_json",
    "known",
    "load",
    "read",
]

DEFAULT = "eit-2567"


@lru_cache(maxsize=1)
def known() -> tuple[str, ...]:
    """The ids of all instruments that ship with the product, sorted."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


@lru_cache(maxsize=32)
def load(instrument_id: str) -> Instrument:
    """A built-in instrument; an agency's own is found by `surveys.library.find`.

    Raises Refused("unknown_instrument"), or Refused("bad_instrument") for a faulty file.
    """
    if instrument_id not in known():
        raise Refused("unknown_instrument")
    instrument = read(resources.files(__name__).joinpath(f"{instrument_id}.toml").read_text(encoding="utf-8"))
    if instrument.id != instrument_id:
        raise Refused("bad_instrument", where="id", fault="wrong_value")
    return instrument
