"""The line before receipts: fair among networks, bounded, and nobody in it holds a request."""

import threading
from collections.abc import Callable, Iterator

import pytest

from kernel.errors import Refused
from web.fair_line import FairLine, Full, Place


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Work in the line begins when this is set."""
    opened = threading.Event()
    yield opened
    opened.set()


def after(gate: threading.Event, names: list[str], name: str) -> Callable[[], str]:
    def work() -> str:
        gate.wait(10)
        names.append(name)
        return name

    return work


def settled(places: list[Place[str]]) -> list[str]:
    assert all(place.done.wait(10) for place in places)
    return [place.take() for place in places]


def test_one_network_of_many_does_not_keep_another_waiting(gate: threading.Event) -> None:
    line, names = FairLine[str](at_once=1), list[str]()
    first = line.stand("banmai", "flood", after(gate, names, "first"))
    while line.ahead():  # until it is being worked on
        pass
    flood = [line.stand("banmai", "flood", after(gate, names, f"flood {n}")) for n in range(8)]
    late = line.stand("banmai", "village", after(gate, names, "village"))
    gate.set()
    settled([first, *flood, late])
    assert names.index("village") <= 2


def test_line_is_full_for_one_network_and_for_all(gate: threading.Event) -> None:
    line, names = FairLine[str](at_once=1, places=4, each=2), list[str]()
    line.stand("banmai", "a", after(gate, names, "a"))
    while line.ahead():
        pass
    for _ in range(2):
        line.stand("banmai", "a", after(gate, names, "a"))
    with pytest.raises(Full):
        line.stand("banmai", "a", after(gate, names, "a"))
    line.stand("banmai", "b", after(gate, names, "b"))
    with pytest.raises(Full):
        line.stand("banmai", "c", after(gate, names, "c"))


def test_place_is_found_by_its_number_and_given_up_with_its_answer(gate: threading.Event) -> None:
    line = FairLine[str](at_once=1, patience=0)
    place = line.stand("banmai", "a", after(gate, [], "opened"))
    assert (line.wait(place), line.find(place.number), line.find("another")) == (False, place, None)
    gate.set()
    assert settled([place]) == ["opened"]
    assert (line.wait(place), line.find(place.number)) == (True, None)


def test_what_was_refused_is_refused_to_whoever_stands_there() -> None:
    def refuse() -> str:
        raise Refused("receipt_unknown")

    line = FairLine[str](at_once=1)
    place = line.stand("banmai", "a", refuse)
    assert line.wait(place)
    with pytest.raises(Refused, match=r"^receipt_unknown$"):
        place.take()
    assert settled([line.stand("banmai", "a", lambda: "next")]) == ["next"]
