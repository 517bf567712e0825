"""Rounds with answers, without a database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from surveys.instruments import Instrument, load
from surveys.records import Response, Round
from surveys.results import RoundSummary, summarise
from tests.cast import BAN_MAI

DAY = date(2026, 11, 21)
EIT = load("eit-2567")


def answered(rows: list[Mapping[str, int]], period: str = "2570Q1", instrument: Instrument = EIT) -> RoundSummary:
    """The summary of a round in which people gave these answers."""
    round_ = Round(f"{instrument.id}:{period}", instrument.id, period, date(2026, 10, 1), date(2026, 12, 31))
    responses = [
        Response(f"{place:032}", round_.id, instrument.id, None, "line", DAY, row, place)
        for place, row in enumerate(rows, 1)
    ]
    return summarise(BAN_MAI, round_, responses, 0, instrument)


def all_gave(n: int, position: int = 6, period: str = "2570Q1", **others: int) -> RoundSummary:
    """n people gave `position` to every level item and the better answer to yes/no items, but for `others`."""
    usual = {item.id: position if item.kind == "level" else 2 for item in EIT.items}
    return answered([{**usual, **others}] * n, period)


def renamed(instrument: Instrument, name: str, lineage: str) -> Instrument:
    """A later year's instrument: other ids and wording, of the lineage given to each item by its old id."""
    items = tuple(
        replace(item, id=f"n{place}", text="ถ้อยคำใหม่", lineage=f"{lineage}{item.id}")
        for place, item in enumerate(instrument.items, 1)
    )
    return replace(instrument, id=name, items=items)


def traced(instrument: Instrument, lineage: str) -> Instrument:
    """The instrument with a lineage for every item."""
    return replace(instrument, items=tuple(replace(one, lineage=f"{lineage}{one.id}") for one in instrument.items))
