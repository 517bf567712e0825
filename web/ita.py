"""The items of the integrity assessment that these pages are evidence for, with their numbers by fiscal year.

Source of the numbers: reports of FY2563, FY2566 and FY2567, and a disclosure page of FY2569. Numbers move between
years, so each stands beside its year; what an item must contain hardly moves.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One item. `key` is its permanent anchor on the transparency page."""

    key: str
    numbers: Mapping[int, str]
    """Fiscal year to number, e.g. {2566: "O8"}; empty for what has no number of its own and must be there."""
    evidence: tuple[tuple[str, str], ...]
    """(name of a link's text, address under the agency's page), the first being the item's own."""


ITEMS = (
    Item("ask", {2563: "O8", 2566: "O8", 2567: "o6", 2569: "O3"}, (("ASK", "/ask"), ("QUESTIONS", "/questions"))),
    Item("social", {2563: "O9", 2566: "O9"}, ()),
    Item("services", {2563: "O15", 2566: "O16", 2567: "o12", 2569: "O10"},
         (("SERVICE", "/statistics#service"), ("QUESTIONS", "/questions"))),
    Item("satisfaction", {2563: "O16", 2566: "O17"}, (("ANNUAL", "/annual"), ("RESULTS", "/statistics#results"))),
    Item("e-service", {2563: "O17", 2566: "O18", 2567: "o13", 2569: "O10"},
         (("ASK", "/ask"), ("RATE", "/rate"), ("FOLLOW", "/follow"), ("USED", "/statistics#service-online"))),
    Item("guideline", {2563: "O29", 2566: "O27", 2567: "o22", 2569: "O16"}, (("GUIDELINE", "/guideline"),)),
    Item("fraud", {2563: "O30", 2566: "O28", 2567: "o23", 2569: "O17"}, (("FRAUD", "/f"), ("RECEIPT", "/f/receipt"))),
    Item("fraud-statistics", {2563: "O31", 2566: "O29", 2567: "o24", 2569: "O18"},
         (("COMPLAINTS", "/statistics#complaints"),)),
    Item("suggest", {2563: "O32"}, (("SUGGEST", "/suggest"),)),
    Item("complain", {}, (("COMPLAIN", "/complain"),)),
    Item("participation", {2563: "O33", 2566: "O30", 2567: "o25", 2569: "O19"},
         (("RATE", "/rate"), ("RESULTS", "/statistics#results"))),
    Item("privacy", {2566: "O10"}, (("PRIVACY", "/privacy"),)),
    Item("official-eit", {2566: "O43"}, ()),
    Item("analysis", {2563: "O42", 2566: "O42", 2567: "o34", 2569: "O25"}, (("ANNUAL", "/annual"),)),
)  # fmt: skip
"""In reading order."""

FRAUD_DOOR = "/f"
"""An address that begins so leads to the fraud door, which is no part of the agency's other pages."""


def numbered(item: Item) -> str:
    """ "2563 O8 · 2566 O8 · 2567 o6"."""
    return " · ".join(f"{year} {number}" for year, number in item.numbers.items())
